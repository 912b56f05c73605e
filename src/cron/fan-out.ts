import type { Chance } from '../kit/chance.ts';
import type { Clock } from '../kit/clock.ts';
import { newId } from '../kit/ids.ts';
import type { JobStore } from '../store/job-store.ts';
import type { NoticeStore } from '../store/notice-store.ts';
import type { JobId, TenantId } from '../trade/ids.ts';
import type { CronName } from '../jobs/crons.ts';

export interface FanningOut {
  clock: Clock;
  chance: Chance;
  tenants: readonly { id: TenantId; jobs: JobStore; notices: NoticeStore }[];
  wake: (tenantId: TenantId, jobId: JobId) => Promise<void>;
}

/** Gives every tenant the job that a cron stands for, and notes that it did. Work that still waits is joined, not doubled. */
export async function fanOut(
  cron: CronName,
  work: { kind: string; priority: number },
  { clock, chance, tenants, wake }: FanningOut,
): Promise<void> {
  for (const { id, jobs, notices } of tenants) {
    const now = clock.now();
    const jobId = await jobs.enqueue({
      id: newId('job', now, chance),
      subject: work.kind,
      dueAt: now,
      now,
      ...work,
    });
    await notices.recordCron({ cron, startedAt: now, finishedAt: clock.now(), result: 'enqueued' });
    await wake(id, jobId);
  }
}
