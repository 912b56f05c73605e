import type { Relative } from '../store/family-store.ts';
import type { ReadProduct } from '../store/product-reading-store.ts';
import type { ProductRow } from '../store/product-states.ts';
import { problemWords } from './problems.ts';

type Kept = Pick<Relative, 'name' | 'sku' | 'state' | 'published' | 'wantedRest' | 'error'> &
  Partial<Pick<ProductRow, 'templateId' | 'readPrint' | 'wantedQuantity' | 'wantedPrice' | 'entry'>> & {
    hasEntry?: boolean;
  };

/** Whether keeping what was read would change nothing of what is kept, so that it need not be written. */
export function isAsKept(read: ReadProduct, kept: Kept | null): boolean {
  if (kept === null) return false;
  // What waits without an entry waits for this reading to have one.
  if (kept.state === 'waiting' && !(kept.hasEntry ?? kept.entry != null)) return false;
  return (
    read.name === kept.name &&
    (read.sku ?? kept.sku) === kept.sku &&
    (read.published ?? kept.published) === kept.published &&
    read.readPrint === (kept.readPrint ?? null) &&
    read.templateId === (kept.templateId ?? read.templateId) &&
    saysTheSame(read, kept) &&
    hasSameProblem(read, kept)
  );
}

function saysTheSame({ wanted, quantity }: ReadProduct, kept: Kept): boolean {
  if (wanted === null) return quantity === undefined || quantity === (kept.wantedQuantity ?? quantity);
  const { wantedRest, wantedQuantity = wanted.quantity, wantedPrice = wanted.price } = kept;
  return wanted.rest === wantedRest && wanted.quantity === wantedQuantity && wanted.price === wantedPrice;
}

/** What Poleepo refused stays refused as long as the same is wanted; what we found wrong must still be wrong. */
function hasSameProblem({ error }: ReadProduct, kept: Kept): boolean {
  const ours = kept.error !== null && problemWords(kept.error) !== null;
  if (error === null) return !ours;
  return ours && JSON.stringify(error) === JSON.stringify(kept.error);
}
