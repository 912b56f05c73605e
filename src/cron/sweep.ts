import type { Clock } from '../kit/clock.ts';
import type { JobId, TenantId } from '../trade/ids.ts';

export interface Sweeping {
  clock: Clock;
  /** Tenants with work that is due or abandoned, of every shard. */
  stranded: (now: number, limit: number) => Promise<{ tenantId: TenantId; jobId: JobId }[]>;
  wake: (tenantId: TenantId, jobId: JobId) => Promise<void>;
}

const most = 1000;

/** Wakes the lane of every tenant whose work was left behind: a lost wake-up, a restart, a retry whose time has come. Answers how many. */
export async function sweep({ clock, stranded, wake }: Sweeping): Promise<number> {
  const left = await stranded(clock.now(), most);
  for (const { tenantId, jobId } of left) await wake(tenantId, jobId);
  return left.length;
}
