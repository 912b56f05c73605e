import type { Outcome } from '../jobs/outcome.ts';
import { day, hour, minute } from '../kit/clock.ts';
import { newId } from '../kit/ids.ts';
import type { Cursor } from '../store/cursor-store.ts';
import type { JobRow } from '../store/job-claims.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { JobId } from '../trade/ids.ts';
import { findNews } from './find-news.ts';
import { beginWalk, walkOrders, walkPlace, type WalkPlace } from './walk-orders.ts';

type Polling = Pick<JobRow, 'kind' | 'subject' | 'priority'>;

/** Read again at every poll: clocks differ, and a change may be listed a while after it was made. */
const overlap = 10 * minute;

/** Where nothing changed for longer, the cursor follows our own clock at this distance. */
const farthest = hour;

const rescanned = 5 * day;

/** A walk that was left this long ago is begun anew. */
const stale = hour;

const importPriority = 1;

/**
 * Asks Poleepo what changed since the last poll and puts what is news into the ledger. The first poll begins where the
 * connection was made. The cursor moves only once the end of the list was reached.
 */
export async function pollOrders(context: TenantContext, job: Polling): Promise<Outcome> {
  return readNews(context, job, (cursor, connectedAt) =>
    cursor === null ? connectedAt : cursor.at - overlap,
  );
}

/** As `pollOrders`, over the last five days: what slipped through is found within a day. */
export async function rescanOrders(context: TenantContext, job: Polling): Promise<Outcome> {
  return readNews(context, job, () => context.clock.now() - rescanned);
}

async function readNews(
  context: TenantContext,
  job: Polling,
  begin: (cursor: Cursor | null, connectedAt: number) => number,
): Promise<Outcome> {
  const { stores, clock } = context;
  const what = job.kind;
  const now = clock.now();
  const [cursor, connection] = await Promise.all([
    stores.cursors.get(what),
    stores.connections.get('poleepo'),
  ]);
  const connectedAt = connection?.connectedAt ?? now;
  const before = { at: cursor?.at ?? connectedAt, foundAt: cursor?.foundAt ?? null };
  const start = leftAt(cursor, now) ?? beginWalk(Math.max(connectedAt, begin(cursor, connectedAt)), now);
  const tally = { pages: 0, listed: 0, news: 0, lost: 0 };
  const foundAt = () => (tally.news > 0 ? clock.now() : before.foundAt);
  const walked = await walkOrders(context, start, async (page, next) => {
    const found = await findNews(context, page, { by: what, priority: importPriority });
    tally.pages += 1;
    tally.listed += found.listed;
    tally.news += found.news;
    tally.lost += found.lost;
    if (next !== null)
      await stores.cursors.save(what, { at: before.at, place: next, foundAt: foundAt() }, clock.now());
  });
  if (walked.ended) {
    const at = reached(before.at, walked.place);
    await stores.cursors.save(what, { at, place: null, foundAt: foundAt() }, clock.now());
  } else await enqueueRest(context, job);
  return {
    kind: tally.news > 0 ? 'updated' : 'unchanged',
    detail: { ...tally, ended: walked.ended ? 1 : 0 },
  };
}

/** Where an earlier job of this walk stopped. */
function leftAt(cursor: Cursor | null, now: number): WalkPlace | null {
  const place = walkPlace.nullable().parse(cursor?.place ?? null);
  return place === null || place.startedAt < now - stale ? null : place;
}

/** Told by Poleepo's own dates as far as there are any, since its clock may be behind ours. */
function reached(at: number, { startedAt, newest }: WalkPlace): number {
  return Math.max(at, Math.min(startedAt, Math.max(newest ?? 0, startedAt - farthest)));
}

async function enqueueRest({ stores, clock, chance }: TenantContext, job: Polling): Promise<void> {
  const now = clock.now();
  const { kind, subject, priority } = job;
  await stores.jobs.enqueue({
    id: newId<JobId>('job', now, chance),
    kind,
    subject,
    priority,
    dueAt: now,
    now,
  });
}
