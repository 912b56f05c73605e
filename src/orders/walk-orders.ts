import { z } from 'zod';
import { type Clock, second } from '../kit/clock.ts';
import { SyncError } from '../kit/errors.ts';
import type { OrderPage, PoleepoOrders } from '../poleepo/client.ts';

/** Where a walk through Poleepo's orders stands. Kept between two jobs of one walk. */
export const walkPlace = z.object({
  /** Orders that changed at this moment or later, in ms. */
  since: z.number(),
  offset: z.number(),
  /** When the walk began, in ms. */
  startedAt: z.number(),
  /** The latest change that was listed, in ms. */
  newest: z.number().nullable(),
  /** The ids of the page before, to see that none was lost between two pages. */
  before: z.array(z.number()),
});

export type WalkPlace = z.output<typeof walkPlace>;

export function beginWalk(since: number, now: number): WalkPlace {
  return { since, offset: 0, startedAt: now, newest: null, before: [] };
}

/** What a walk needs of its context. */
export interface Walking {
  poleepo: { orders: Pick<PoleepoOrders, 'updatedSince'> };
  clock: Pick<Clock, 'now'>;
}

/** No page is begun after this, so that a job ends soon and others get their turn. */
const longest = 30 * second;

/** How many orders of a page are read again with the next one: so many may vanish from the list in between. */
const overlapOf = (listed: number) => Math.min(10, Math.floor(listed / 10));

const mostIdlePages = 3;

/**
 * Reads Poleepo's list page by page and hands each page to `visit`, with the place to go on from if nothing more happens.
 * Where `visit` answers false the walk stops. Answers the last such place and whether the end was reached. Orders may be visited twice, since the list moves while
 * it is read; none is left out. Throws SyncError `unreadable` where the pages do not advance.
 */
export async function walkOrders(
  { poleepo, clock }: Walking,
  start: WalkPlace,
  visit: (page: OrderPage, next: WalkPlace | null) => Promise<boolean | void>,
): Promise<{ ended: boolean; place: WalkPlace }> {
  const until = clock.now() + longest;
  let place = start;
  let idle = 0;
  do {
    const page = await poleepo.orders.updatedSince(place.since, { offset: place.offset });
    const ids = idsOf(page);
    const gap = place.before.length > 0 && !ids.some((id) => place.before.includes(id));
    idle = gap || ids.every((id) => place.before.includes(id)) ? idle + 1 : 0;
    if (gap && idle < mostIdlePages) {
      place = { ...place, offset: Math.max(0, place.offset - place.before.length), before: [] };
      continue;
    }
    if (page.next !== null && idle >= mostIdlePages) throw standsStill(place.offset);
    const newest = latest(place.newest, page);
    if (page.next === null) {
      await visit(page, null);
      return { ended: true, place: { ...place, newest } };
    }
    const overlap = overlapOf(ids.length);
    place = { ...place, offset: page.next - overlap, newest, before: overlap === 0 ? [] : ids };
    if ((await visit(page, place)) === false) break;
  } while (clock.now() < until);
  return { ended: false, place };
}

function idsOf({ orders, unreadable }: OrderPage): number[] {
  return [
    ...orders.map((order): number => order.id),
    ...unreadable.flatMap(({ id }) => (id === null ? [] : [id])),
  ];
}

function latest(newest: number | null, { orders }: OrderPage): number | null {
  const times = orders.flatMap(({ updatedAt }) => (updatedAt === null ? [] : [updatedAt]));
  return times.length === 0 ? newest : Math.max(newest ?? 0, ...times);
}

function standsStill(offset: number): SyncError {
  return new SyncError(`poleepo's list of orders does not advance beyond offset ${offset}`, {
    code: 'unreadable',
    side: 'poleepo',
    vendorCode: 'offset',
    hint: {
      it: "L'elenco degli ordini di Poleepo ripete la stessa pagina: esegui la verifica del contratto e invia il risultato all'assistenza.",
      en: "Poleepo's list of orders repeats one page: run the contract check and send its result to support.",
    },
  });
}
