import type { Chance } from '../kit/chance.ts';
import type { Clock } from '../kit/clock.ts';
import { newId } from '../kit/ids.ts';
import type { TenantStores } from '../store/tenant-stores.ts';
import type { JobId } from '../trade/ids.ts';

const forPeople = 0;
/** As where its cron puts it in. */
const byItself = 2;

export interface Asking {
  stores: Pick<TenantStores, 'jobs'>;
  clock: Clock;
  chance: Chance;
  /** Who asked; null: nobody who waits for it. */
  by: string | null;
}

/** Has Odoo read for products now, before all else where a person waits. Joins the reading that waits already. */
export async function askToCollect({ stores, clock, chance, by }: Asking): Promise<JobId> {
  const now = clock.now();
  const kind = 'generate-product-batches';
  return stores.jobs.enqueue({
    id: newId<JobId>('job', now, chance),
    kind,
    subject: kind,
    priority: by === null ? byItself : forPeople,
    dueAt: now,
    now,
    ...(by !== null && { askedBy: by }),
  });
}
