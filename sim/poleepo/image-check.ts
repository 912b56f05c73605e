import { inParallel } from './parallel.ts';
import { readEntry } from './product-entry.ts';
import type { SimState } from './state.ts';

const atOnce = 4;

async function isImage(state: SimState, url: string): Promise<boolean> {
  try {
    const response = await state.options.fetchImage(new Request(url));
    await response.body?.cancel();
    return response.status === 200 && /^image\//i.test(response.headers.get('content-type') ?? '');
  } catch {
    return false;
  }
}

/** The addresses in a batch at which there is no image: anything but 200 with a type of image. Never rejects. */
export async function unreachableOf(
  state: SimState,
  entries: readonly unknown[],
): Promise<ReadonlySet<string>> {
  const urls = [...new Set(entries.flatMap((entry) => readEntry(entry).entry?.images ?? []))];
  const reached = await inParallel(urls, atOnce, (url) => isImage(state, url));
  return new Set(urls.filter((_, index) => !reached[index]));
}
