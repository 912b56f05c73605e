import type { CronName } from '../jobs/crons.ts';
import type { Side } from '../jobs/kinds.ts';
import type { Chance } from '../kit/chance.ts';
import type { Clock } from '../kit/clock.ts';
import { asSyncError, isFatal } from '../kit/errors.ts';
import { newId } from '../kit/ids.ts';
import type { Log } from '../kit/log.ts';
import type { TenantStores } from '../store/tenant-stores.ts';
import type { JobId, TenantId } from '../trade/ids.ts';

export type FanTenant = { id: TenantId } & Pick<TenantStores, 'jobs' | 'notices' | 'connections'>;

export interface FanningOut {
  clock: Clock;
  chance: Chance;
  log: Log;
  tenants: readonly FanTenant[];
  wake: (tenantId: TenantId, jobId: JobId) => Promise<void>;
}

export interface FannedWork {
  kind: string;
  priority: number;
  /** Tenants that have not connected these sides are left out. */
  needs: readonly Side[];
}

/**
 * Gives every tenant the job that a cron stands for, and notes that it did. Work that still waits is joined, not doubled;
 * a tenant that fails holds up no other. Answers how many got it.
 */
export async function fanOut(cron: CronName, work: FannedWork, fanning: FanningOut): Promise<number> {
  let given = 0;
  for (const tenant of fanning.tenants) {
    try {
      if (await giveWork(tenant, { cron, work }, fanning)) given += 1;
    } catch (thrown) {
      if (isFatal(thrown)) throw thrown;
      fanning.log.error('cron-tenant', { cron, tenant: tenant.id, error: asSyncError(thrown).message });
    }
  }
  return given;
}

async function giveWork(
  { id, jobs, notices, connections }: FanTenant,
  { cron, work }: { cron: CronName; work: FannedWork },
  { clock, chance, wake }: FanningOut,
): Promise<boolean> {
  const { kind, priority, needs } = work;
  const rows = needs.length === 0 ? [] : await connections.all();
  if (!needs.every((side) => rows.some((row) => row.side === side && row.active))) return false;
  const now = clock.now();
  const fresh = newId<JobId>('job', now, chance);
  const jobId = await jobs.enqueue({ id: fresh, kind, subject: kind, priority, dueAt: now, now });
  await notices.recordCron({ cron, startedAt: now, finishedAt: clock.now(), result: 'enqueued' });
  await wake(id, jobId);
  return true;
}
