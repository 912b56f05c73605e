import type { BatchItemRow } from '../store/batch-store.ts';
import type { ProductRow } from '../store/product-states.ts';
import { type KeptEntry, keptEntry } from './kept-entry.ts';
import { differing, type Snapshot } from './snapshot.ts';

/**
 * Whether a product at Poleepo shows that an item of a batch, sent at `sentAt` (ms), has come about: everything visible is
 * as it was sent, and was not so before, or was written since.
 */
export function showsWhatWasSent(
  there: Snapshot,
  { item, product, sentAt }: { item: BatchItemRow; product: ProductRow; sentAt: number },
): boolean {
  const entry = keptEntry.safeParse(item.entry).data;
  if (entry === undefined || differing(there, item).length > 0 || !sameWords(there, entry)) return false;
  // Poleepo's dates are whole seconds.
  if (there.updatedAt !== null && there.updatedAt >= Math.floor(sentAt / 1000) * 1000) return true;
  if (item.poleepoRef === null) return there.updatedAt === null;
  return changesWhatShows(item, product);
}

function sameWords(there: Snapshot, entry: KeptEntry): boolean {
  if (entry.kind === 'withdrawal') return there.active === false;
  return there.active !== false && (there.title === null || there.title.trim() === entry.title.trim());
}

/** Stock or price was known to be another one before. */
function changesWhatShows(item: BatchItemRow, product: ProductRow): boolean {
  const { acceptedQuantity, acceptedPrice } = product;
  return (
    (acceptedQuantity !== null && item.quantity !== acceptedQuantity) ||
    (acceptedPrice !== null && item.price !== null && item.price !== acceptedPrice)
  );
}
