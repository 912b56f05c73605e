/** What is wrong with one item; the codes other than PARENT_NOT_FOUND, and `field`, are assumed. */
export interface ItemError {
  code: string;
  message: string;
  field?: string;
}

/** Assumed. */
export interface BatchItem {
  index: number;
  sku: string | null;
  product_id: number | null;
  status: 'DRAFT' | 'ERROR' | 'COMPLETED';
  errors: ItemError[];
}

/** A batch as it was accepted, and what has become of it. Moments are in milliseconds. */
export interface Batch {
  readonly id: number;
  /** As they were received. */
  readonly entries: readonly unknown[];
  readonly acceptedAt: number;
  /** When it is no longer queued. */
  readonly startsAt: number;
  /** When its effects happen; infinite as long as it is held. */
  dueAt: number;
  /** `fail`: the whole batch; `ignore`: all items are completed and nothing has changed. */
  readonly fate: 'process' | 'fail' | 'ignore';
  readonly showsItems: boolean;
  outcome: 'pending' | 'COMPLETED' | 'FAILED';
  items: BatchItem[];
  /** The addresses at which there was no image; null as long as they are being looked at. */
  unreachable: ReadonlySet<string> | null;
}

export type BatchStatus = 'QUEUED' | 'PROCESSING' | 'COMPLETED' | 'FAILED';

/** The state of a batch at a moment, its effects being up to date. */
export function batchStatus(batch: Batch, now: number): BatchStatus {
  if (batch.outcome !== 'pending') return batch.outcome;
  return now < batch.startsAt ? 'QUEUED' : 'PROCESSING';
}

/** What `GET /products/batch/{id}` shows of it. Assumed. */
export function shownBatch(batch: Batch, now: number): object {
  return {
    id: batch.id,
    status: batchStatus(batch, now),
    total: batch.entries.length,
    ...(batch.showsItems ? { items: batch.items } : {}),
  };
}
