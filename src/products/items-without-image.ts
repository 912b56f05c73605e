import type { ImageKey } from '../store/image-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { Judged } from './judge-report.ts';
import { keptEntry } from './kept-entry.ts';

/**
 * The positions of items to be sent again that tell of an image of which it is known by now that it cannot be shown: as
 * they are they would be refused again. One round trip to the database where an image was out of reach.
 */
export async function showingNoImage(
  { stores }: Pick<TenantContext, 'stores'>,
  judged: readonly Judged[],
): Promise<ReadonlySet<number>> {
  const told = judged.flatMap(({ item, verdict }) => {
    if (verdict.kind !== 'again' || verdict.error.code !== 'IMAGE_UNREACHABLE') return [];
    const { data } = keptEntry.safeParse(item.entry);
    return data?.kind === 'variant' ? data.images.map((image) => ({ position: item.position, image })) : [];
  });
  if (told.length === 0) return new Set();
  const refused = new Set((await stores.images.refused(told.map(({ image }) => image))).map(keyOf));
  return new Set(told.filter(({ image }) => refused.has(keyOf(image))).map(({ position }) => position));
}

function keyOf({ model, recordId, field, checksum }: ImageKey): string {
  return `${model},${recordId},${field},${checksum}`;
}
