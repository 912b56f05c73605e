import { z } from 'zod';
import type { Outcome } from '../jobs/outcome.ts';
import { day, hour, minute } from '../kit/clock.ts';
import { newId } from '../kit/ids.ts';
import type { ShippingPage } from '../poleepo/client.ts';
import { beginWalk, type ListPlace, walkList, type Walked } from '../poleepo/walk-list.ts';
import type { JobRow } from '../store/job-claims.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { JobId } from '../trade/ids.ts';
import { findShippings, takeUp } from './find-shippings.ts';
import { shipmentSettingsOf } from './shipment-settings.ts';

/** Read again at every poll, as of orders: clocks differ, and a change may be listed a while after it was made. */
const overlap = 10 * minute;

/** Where nothing changed for longer, the cursor follows our own clock at this distance. */
const farthest = hour;

/** Read again once a day: what slipped through is found within a day. */
const rescanned = 5 * day;
const rescan = 'rescan-shippings';

/** A walk that was left this long ago is begun anew. */
const stale = hour;

const mostUnfinished = 50;

const kept = z.object({
  since: z.number(),
  offset: z.number(),
  startedAt: z.number(),
  newest: z.number().nullable(),
  before: z.array(z.number()),
  /** It goes over the last days. */
  rescan: z.boolean(),
});

/**
 * Asks Poleepo which shippings changed since the last poll, once a day over the last five days, and puts what is news into
 * the ledger. The cursor moves only once the end of the list was reached. Then has the parcels looked for that left Odoo
 * with a tracking code of another carrier.
 */
export async function pollShippings(
  context: TenantContext,
  { kind, subject, priority }: Pick<JobRow, 'kind' | 'subject' | 'priority'>,
): Promise<Outcome> {
  const { stores, clock, poleepo } = context;
  const now = clock.now();
  const [cursor, last, connection] = await Promise.all([
    stores.cursors.get(kind),
    stores.cursors.get(rescan),
    stores.connections.get('poleepo'),
  ]);
  const connectedAt = connection?.connectedAt ?? now;
  const at = cursor?.at ?? connectedAt;
  const isDue = now - (last?.at ?? connectedAt) >= day;
  const from = isDue ? Math.min(now - rescanned, at - overlap) : at - overlap;
  const begun = { ...beginWalk(Math.max(connectedAt, from), now), rescan: isDue };
  const start = leftAt(cursor?.place ?? null, now) ?? begun;
  const list: Walked<ShippingPage> = {
    name: 'shippings',
    read: (since, offset) => poleepo.shippings.updatedSince(since, { offset }),
    idsOf: ({ shippings, unreadable }) => [
      ...shippings.map((one): number => one.id),
      ...unreadable.flatMap(({ id }) => (id === null ? [] : [id])),
    ],
    timesOf: ({ shippings }) => shippings.flatMap((one) => (one.updatedAt === null ? [] : [one.updatedAt])),
  };
  const tally = { pages: 0, listed: 0, news: 0 };
  const save = (to: number, place: ListPlace | null) =>
    stores.cursors.save(
      kind,
      { at: to, place: place && { ...place, rescan: start.rescan }, foundAt: null },
      clock.now(),
    );
  const walked = await walkList({ list, clock }, start, async (page, next) => {
    const found = await findShippings(context, page);
    tally.pages += 1;
    tally.listed += found.listed;
    tally.news += found.news;
    if (next !== null) await save(at, next);
  });
  if (walked.ended) {
    await save(reached(at, walked.place), null);
    if (start.rescan)
      await stores.cursors.save(rescan, { at: start.startedAt, place: null, foundAt: null }, now);
    const left = await stores.shippingNews.unfinished(mostUnfinished);
    await takeUp(context, left);
    tally.news += left.length;
    await lookForParcels(context);
  } else await enqueue(context, { kind, subject, priority });
  return {
    kind: tally.news > 0 ? 'updated' : 'unchanged',
    detail: { ...tally, ended: walked.ended ? 1 : 0 },
  };
}

/** Where an earlier job of this walk stopped. */
function leftAt(place: unknown, now: number): z.output<typeof kept> | null {
  const read = kept.nullable().parse(place);
  return read === null || read.startedAt < now - stale ? null : read;
}

/** Told by Poleepo's own dates as far as there are any, since its clock may be behind ours. */
function reached(at: number, { startedAt, newest }: ListPlace): number {
  return Math.max(at, Math.min(startedAt, Math.max(newest ?? 0, startedAt - farthest)));
}

/** Asking Odoo is work of its own, so that a silent Odoo holds up no news of Poleepo's. */
async function lookForParcels(context: TenantContext): Promise<void> {
  const { tellExternal } = await shipmentSettingsOf(context);
  if (!tellExternal) return;
  const connection = await context.stores.connections.get('odoo');
  if (connection?.active !== true) return;
  await enqueue(context, { kind: 'find-parcels', subject: 'find-parcels', priority: 2 });
}

async function enqueue(
  { stores, clock, chance }: TenantContext,
  work: Pick<JobRow, 'kind' | 'subject' | 'priority'>,
): Promise<void> {
  const now = clock.now();
  await stores.jobs.enqueue({ id: newId<JobId>('job', now, chance), ...work, dueAt: now, now });
}
