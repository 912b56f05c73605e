import type { Expiring } from '../../../../src/store/retention-store.ts';
import type { TenantStores } from '../../../../src/store/tenant-stores.ts';
import type { JobId, PoleepoOrderId, SaleOrderId } from '../../../../src/trade/ids.ts';
import { now } from './ledger.ts';

const failed = 'job_failed' as JobId;
const order = 1 as PoleepoOrderId;
const saleOrder = 41 as SaleOrderId;

type Probe = (stores: TenantStores) => Promise<unknown>;

const everything: Expiring[] = [
  'apiLog',
  'completedMessages',
  'refusedMessages',
  'events',
  'reportItems',
  'reports',
  'batchItems',
  'batches',
];

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
  'jobs.statesOf': async ({ jobs }) => [...(await jobs.statesOf([failed]))],
  'comparisons.add': ({ comparisons }) =>
    comparisons.add({ id: 'comp_2', since: 0, place: null, summary: {}, createdAt: now }),
  'comparisons.running': ({ comparisons }) => comparisons.running(0),
  'comparisons.get': ({ comparisons }) => comparisons.get('comp_1'),
  'comparisons.list': ({ comparisons }) => comparisons.list({ limit: 50 }),
  'comparisons.save': ({ comparisons }) =>
    comparisons.save('comp_1', { state: 'completed', place: null, summary: {}, finishedAt: now }, []),
  'comparisons.items': ({ comparisons }) => comparisons.items('comp_1'),
  'comparisons.item': ({ comparisons }) => comparisons.item('comp_1', 'diff_1'),
  'comparisons.setJob': ({ comparisons }) =>
    comparisons.setJob({ comparisonId: 'comp_1', id: 'diff_1' }, failed),
  'comparisons.links': async ({ comparisons }) => [...(await comparisons.links([order]))],
  'comparisons.linksBeside': async ({ comparisons }) => {
    await comparisons.links([order]);
    return comparisons.linksBeside([], { since: -1, limit: 5 });
  },
  'comparisons.latestWork': async ({ comparisons }) => [...(await comparisons.latestWork([order]))],
  'comparisons.forgetSaleOrder': ({ comparisons }) => comparisons.forgetSaleOrder(order, saleOrder),
  'contract.add': ({ contract }) => contract.add({ id: 'chk_2', askedBy: 'ada', createdAt: now }),
  'contract.finish': ({ contract }) => contract.finish('chk_1', {}, now),
  'contract.list': ({ contract }) => contract.list(5),
  'contract.get': ({ contract }) => contract.get('chk_1'),
  'history.add': ({ history }) =>
    history.add({ id: 'hist_2', dryRun: true, from: 0, askedBy: 'ada', createdAt: now }),
  'history.get': ({ history }) => history.get('hist_1'),
  'history.list': ({ history }) => history.list({ limit: 50 }),
  'history.earliest': ({ history }) => history.earliest(),
  'history.setJob': ({ history }) => history.setJob('hist_1', failed),
  'history.save': ({ history }) => history.save('hist_1', { place: null, result: {} }),
  'history.complete': ({ history }) => history.complete('hist_1', {}, now),
  'history.stop': ({ history }) => history.stop('hist_1', { by: 'ada', now }),
  'history.progress': ({ history }) => history.progress('hist_1'),
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
