import type { BatchItem, BatchReport } from '../poleepo/batch-report.ts';
import type { BatchItemRow } from '../store/batch-store.ts';
import { batchFailed, errorOfItem, type KeptError, notReported, says } from './item-errors.ts';
import { withdrawnRest } from './kept-entry.ts';

/** What Poleepo's report on a batch means for one item of it. */
export type Verdict =
  | { kind: 'completed'; poleepoRef: BatchItem['productId'] }
  /** It was to be taken out of sale, and is not there any more. */
  | { kind: 'gone' }
  | { kind: 'error'; error: KeptError }
  /** Another product has the SKU of this new one. */
  | { kind: 'duplicate'; error: KeptError }
  /** Its parent is said not to be there. */
  | { kind: 'orphan'; error: KeptError }
  /** To be sent again, in a batch of at most `cap`; `error`: what it is in once it was sent again too often. */
  | { kind: 'again'; cap: number | null; error: KeptError };

export interface Judged {
  item: BatchItemRow;
  verdict: Verdict;
}

/** Whether nothing of the batch will change any more: by its status, or where that is new to us by its items. */
export function isOver({ status, items, total }: BatchReport): boolean {
  if (typeof status === 'string') return status === 'completed' || status === 'failed';
  const ended = items.filter((item) => item.status === 'completed' || item.status === 'error');
  return ended.length > 0 && ended.length === items.length && ended.length >= (total ?? 0);
}

/** What a report that is over means for each of these items, those of a batch of `size`. */
export function judgeReport(report: BatchReport, items: readonly BatchItemRow[], size: number): Judged[] {
  const told = matched(report.items, items);
  const cap = report.status === 'failed' ? Math.floor(size / 2) : null;
  return items.map((item) => ({ item, verdict: verdictOf(item, told.get(item.position), cap) }));
}

function verdictOf(item: BatchItemRow, told: BatchItem | undefined, cap: number | null): Verdict {
  if (told?.status === 'completed')
    return { kind: 'completed', poleepoRef: told.productId ?? item.poleepoRef };
  const errors = told?.errors ?? [];
  if (told?.status === 'error' || errors.length > 0) return ofErrors(item, errors);
  if (cap === 0) return { kind: 'error', error: batchFailed };
  return { kind: 'again', cap, error: notReported };
}

function ofErrors(item: BatchItemRow, errors: BatchItem['errors']): Verdict {
  const error = errorOfItem(errors);
  if (says(errors, 'PARENT_NOT_FOUND') && item.kind === 'variant') return { kind: 'orphan', error };
  if (says(errors, 'SKU_DUPLICATE') && item.poleepoRef === null) return { kind: 'duplicate', error };
  if (item.rest === withdrawnRest && says(errors, 'VALIDATION_ERROR', 'product_id')) return { kind: 'gone' };
  // An image may have been out of reach for a moment; it is asked for a few times more.
  if (errors.length > 0 && errors.every(({ code }) => code === 'IMAGE_UNREACHABLE'))
    return { kind: 'again', cap: null, error };
  return { kind: 'error', error };
}

/** What is told of each item, by its position: the index counts where the SKU does not speak against it. */
function matched(told: readonly BatchItem[], items: readonly BatchItemRow[]): Map<number, BatchItem> {
  const byPosition = new Map(items.map((item) => [item.position, item]));
  const bySku = new Map(items.map((item) => [item.sku, item]));
  const found = new Map<number, BatchItem>();
  for (const one of told) {
    const indexed = one.index === null ? undefined : byPosition.get(one.index);
    const fits = indexed !== undefined && (one.sku === null || one.sku === indexed.sku);
    const item = fits ? indexed : one.sku === null ? undefined : bySku.get(one.sku);
    if (item !== undefined) found.set(item.position, one);
  }
  return found;
}
