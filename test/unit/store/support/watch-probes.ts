import type { Expiring } from '../../../../src/store/retention-store.ts';
import type { TenantStores } from '../../../../src/store/tenant-stores.ts';
import type { JobId } from '../../../../src/trade/ids.ts';
import { now } from './ledger.ts';

const failed = 'job_failed' as JobId;

type Probe = (stores: TenantStores) => Promise<unknown>;

const everything: Expiring[] = ['apiLog', 'completedMessages', 'refusedMessages', 'events'];

/** Calls of what watches over a tenant's work. */
export const watch: Record<string, Probe> = {
  'notices.closeExcept': ({ notices }) => notices.closeExcept('job-failed', [], now),
  'notices.closeById': ({ notices }) => notices.closeById('alert_1', now),
  'notices.untold': ({ notices }) => notices.untold(now),
  'notices.markTold': ({ notices }) => notices.markTold(['alert_1'], now),
  'retention.remove': async ({ retention }) => {
    const removed: number[] = [];
    for (const what of everything) removed.push(await retention.remove(what, now + 1, 50));
    return removed;
  },
  'watch.usualGaps': ({ watch: stores }) => stores.usualGaps(-1),
  'watch.latestOf': async (stores) => {
    await stores.jobs.skip([failed], { reason: 'x', by: 'ada@example.it', now });
    return stores.watch.latestOf(['order:4']);
  },
  'watch.closeMended': async (stores) => {
    await stores.jobs.retry([failed], now);
    await stores.watch.closeMended(now);
  },
};
