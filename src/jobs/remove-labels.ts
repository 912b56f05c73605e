import type { TenantContext } from '../tenants/context.ts';
import { labelKeysOf } from '../trade/label-key.ts';

/** A label may lie there in each format, and one removal from the shelf takes 1,000 files. */
const atOnce = 250;

/** Takes labels of shipments from before a moment off the shelf, until another moment (both ms); answers of how many shipments. */
export async function removeLabels(
  { stores, labels, clock }: Pick<TenantContext, 'stores' | 'labels' | 'clock'>,
  { before, until }: { before: number; until: number },
): Promise<number> {
  let removed = 0;
  for (let now = clock.now(); now < until; now = clock.now()) {
    const ids = await stores.shipments.withLabel(before, atOnce);
    if (ids.length === 0) break;
    // The file first: a row that is left over is found again, a file without a row never.
    await labels.remove(ids.flatMap(labelKeysOf));
    await stores.shipments.forgetLabels(ids, now);
    removed += ids.length;
  }
  return removed;
}
