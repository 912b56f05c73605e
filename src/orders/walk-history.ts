import type { Outcome } from '../jobs/outcome.ts';
import { SyncError } from '../kit/errors.ts';
import { newId } from '../kit/ids.ts';
import type { OrderPage } from '../poleepo/client.ts';
import type { HistoryRow } from '../store/history-store.ts';
import type { JobRow } from '../store/job-claims.ts';
import type { TenantContext } from '../tenants/context.ts';
import { historyOfSubject } from '../trade/history-subject.ts';
import type { JobId } from '../trade/ids.ts';
import { beginWalk, walkOrders, walkPlace } from './walk-orders.ts';

export type HistoryJob = Pick<JobRow, 'kind' | 'subject' | 'priority'>;

/** What is done with a page of the past; answers the result so far. */
export type VisitPast = (page: OrderPage, history: HistoryRow) => Promise<Record<string, unknown>>;

/**
 * Walks through the orders of the past that a history import is about, page by page, from where it stopped. Each order is
 * visited once, as far as Poleepo's list stands still. Whoever stops it ends it at the next page.
 */
export async function walkHistory(
  context: TenantContext,
  job: HistoryJob,
  open: (history: HistoryRow) => VisitPast,
): Promise<Outcome> {
  const { stores, clock } = context;
  const id = historyOfSubject(job.subject);
  const history = id === null ? null : await stores.history.get(id);
  if (history === null) throw unknownHistory(job.subject);
  if (history.state !== 'running') return { kind: 'skipped', reason: history.state };
  const visit = open(history);
  const start = walkPlace.nullable().parse(history.place) ?? beginWalk(history.from, clock.now());
  let before: ReadonlySet<number> = new Set(start.before);
  let result = history.result;
  const walked = await walkOrders(context, start, async (page, next) => {
    const fresh = ofThePast(page, { from: history.from, before });
    before = new Set(page.orders.map((order): number => order.id));
    result = await visit(fresh, history);
    return next === null || stores.history.save(history.id, { place: next, result });
  });
  if (walked.ended) {
    await stores.history.complete(history.id, result, clock.now());
    return { kind: 'updated', detail: { history: history.id, ended: 1 } };
  }
  const now = clock.now();
  const { kind, subject, priority } = job;
  const rest = { id: newId<JobId>('job', now, context.chance), kind, subject, priority, dueAt: now, now };
  await stores.jobs.enqueue(rest);
  return { kind: 'updated', detail: { history: history.id, ended: 0 } };
}

/** Poleepo lists by the time of the last change: what was ordered before is left out, and what the page before has shown. */
function ofThePast(
  { orders, unreadable, next }: OrderPage,
  { from, before }: { from: number; before: ReadonlySet<number> },
): OrderPage {
  return {
    orders: orders.filter(
      ({ id, orderedAt }) => !before.has(id) && (orderedAt === null || orderedAt >= from),
    ),
    unreadable: unreadable.filter(({ id }) => id === null || !before.has(id)),
    next,
  };
}

function unknownHistory(subject: string): SyncError {
  return new SyncError(`no history import of ${subject}`, { code: 'internal', advice: 'give-up' });
}
