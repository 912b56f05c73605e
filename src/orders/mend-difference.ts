import type { Chance } from '../kit/chance.ts';
import type { Clock } from '../kit/clock.ts';
import { newId } from '../kit/ids.ts';
import type { ComparisonItemRow } from '../store/comparison-store.ts';
import type { TenantStores } from '../store/tenant-stores.ts';
import type { JobId } from '../trade/ids.ts';
import { orderSubject } from '../trade/subject.ts';

export interface Mending {
  stores: Pick<TenantStores, 'jobs' | 'comparisons'>;
  clock: Clock;
  chance: Chance;
  /** Who pressed the button. */
  by: string;
}

/** A person waits for it. */
const priority = 0;

/**
 * Puts the work that mends a difference into the ledger and answers its job; null where only a person can mend it. A sale
 * order that was deleted is taken out of the link first, so that it is made anew.
 */
export async function mendDifference(
  { stores, clock, chance, by }: Mending,
  item: ComparisonItemRow,
): Promise<JobId | null> {
  if (item.mend !== 'import-again') return null;
  if (item.cause === 'deleted-in-odoo' && item.saleOrderId !== null)
    await stores.comparisons.forgetSaleOrder(item.poleepoOrderId, item.saleOrderId);
  const now = clock.now();
  const jobId = await stores.jobs.enqueue({
    id: newId<JobId>('job', now, chance),
    kind: 'import-order',
    subject: orderSubject(item.poleepoOrderId),
    priority,
    dueAt: now,
    now,
    askedBy: by,
  });
  await stores.comparisons.setJob(item, jobId);
  return jobId;
}
