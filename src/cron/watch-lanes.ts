import { minute } from '../kit/clock.ts';
import { newId } from '../kit/ids.ts';
import { stuckTenants } from '../store/house-watch.ts';
import type { WiredHouse } from '../wire.ts';

const patience = 15 * minute;

/** Raises an alert for every tenant whose due work nobody begins: what no lane can tell of itself. Its next watch closes it. */
export async function watchLanes({
  clock,
  chance,
  databases,
  directory,
  storesOf,
}: WiredHouse): Promise<number> {
  const now = clock.now();
  let stuck = 0;
  for (const db of databases.values()) {
    for (const { tenantId, jobId } of await stuckTenants(db, now - patience)) {
      const tenant = await directory.tenants.get(tenantId);
      if (tenant === null || tenant.suspendedAt !== null) continue;
      const id = newId<string>('alert', now, chance);
      const alert = { id, kind: 'lane-not-woken', subject: 'lane', detail: { jobId }, now };
      await storesOf(tenant).notices.raise(alert);
      stuck += 1;
    }
  }
  return stuck;
}
