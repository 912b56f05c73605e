import { day, second } from '../kit/clock.ts';
import { newId } from '../kit/ids.ts';
import type { JobRow } from '../store/job-claims.ts';
import type { Expiring } from '../store/retention-store.ts';
import type { TenantContext, TenantImages } from '../tenants/context.ts';
import type { JobId } from '../trade/ids.ts';
import { removeImages } from './remove-images.ts';
import { removeLabels } from './remove-labels.ts';
import type { Outcome } from './outcome.ts';
import { type Retention, retentionIn } from './retention.ts';

/** Small enough for one statement, large enough to get somewhere. */
export const rowsAtOnce = 500;

const longest = 30 * second;

/** What the polls and watches of the day leave behind is of use for a few days only. */
const choresDays = 3;

/** Deletes what is older than its retention, in small pieces; what is left after half a minute waits for the next run. */
export async function cleanUp(
  context: Pick<TenantContext, 'stores' | 'clock' | 'chance' | 'labels'> & {
    images: Pick<TenantImages, 'shelf'>;
  },
  job: Pick<JobRow, 'kind' | 'subject' | 'priority'>,
): Promise<Outcome> {
  const { stores, clock } = context;
  const began = clock.now();
  const kept = retentionIn(await stores.policy.settings());
  const removed: Record<string, number> = {};
  for (const { what, days } of planOf(kept)) {
    let count: number;
    do {
      if (clock.now() - began >= longest) {
        await enqueueRest(context, job);
        return { kind: 'updated', detail: { ...removed, ended: 0 } };
      }
      count = await stores.retention.remove(what, began - days * day, rowsAtOnce);
      if (count > 0) removed[what] = (removed[what] ?? 0) + count;
    } while (count === rowsAtOnce);
  }
  const images = await removeImages(context, began + longest);
  if (images > 0) removed['images'] = images;
  const labels = await removeLabels(context, {
    before: began - kept.labelsDays * day,
    until: began + longest,
  });
  if (labels > 0) removed['labels'] = labels;
  return { kind: Object.keys(removed).length === 0 ? 'unchanged' : 'updated', detail: removed };
}

function planOf(kept: Retention): { what: Expiring; days: number }[] {
  return [
    { what: 'choreCalls', days: choresDays },
    { what: 'choreRuns', days: choresDays },
    { what: 'chores', days: choresDays },
    { what: 'apiLog', days: kept.apiLogDays },
    { what: 'completedMessages', days: kept.completedMessagesDays },
    { what: 'refusedMessages', days: kept.refusedMessagesDays },
    { what: 'jobRuns', days: kept.jobRunsDays },
    { what: 'jobs', days: kept.jobRunsDays },
    { what: 'events', days: kept.eventsDays },
    { what: 'alerts', days: kept.alertsDays },
    { what: 'comparisonItems', days: kept.alertsDays },
    { what: 'comparisons', days: kept.alertsDays },
    { what: 'reportItems', days: kept.alertsDays },
    { what: 'reports', days: kept.alertsDays },
    { what: 'batchItems', days: kept.jobRunsDays },
    { what: 'batches', days: kept.jobRunsDays },
  ];
}

async function enqueueRest(
  { stores, clock, chance }: Pick<TenantContext, 'stores' | 'clock' | 'chance'>,
  { kind, subject, priority }: Pick<JobRow, 'kind' | 'subject' | 'priority'>,
): Promise<void> {
  const now = clock.now();
  const id = newId<JobId>('job', now, chance);
  await stores.jobs.enqueue({ id, kind, subject, priority, dueAt: now, now });
}
