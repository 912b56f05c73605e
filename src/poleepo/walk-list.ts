import { type Clock, second } from '../kit/clock.ts';
import { SyncError } from '../kit/errors.ts';

/** Where a walk through one of Poleepo's lists stands. Kept between two jobs of one walk. */
export interface ListPlace {
  /** What changed at this moment or later, in ms. */
  since: number;
  offset: number;
  /** When the walk began, in ms. */
  startedAt: number;
  /** The latest change that was listed, in ms. */
  newest: number | null;
  /** The ids of the page before, to see that none was lost between two pages. */
  before: number[];
}

/** A list as a walk sees it. */
export interface Walked<Page> {
  /** Of orders, of shippings: for the words of an error. */
  name: 'orders' | 'shippings';
  read: (since: number, offset: number) => Promise<Page>;
  idsOf: (page: Page) => number[];
  /** When each changed, in ms, as far as Poleepo says. */
  timesOf: (page: Page) => number[];
}

export function beginWalk(since: number, now: number): ListPlace {
  return { since, offset: 0, startedAt: now, newest: null, before: [] };
}

/** No page is begun after this, so that a job ends soon and others get their turn. */
const longest = 30 * second;

/** How many records of a page are read again with the next one: so many may vanish from the list in between. */
const overlapOf = (listed: number) => Math.min(10, Math.floor(listed / 10));

const mostIdlePages = 3;

/**
 * Reads a list page by page and hands each page to `visit`, with the place to go on from if nothing more happens. Where
 * `visit` answers false the walk stops. Answers the last such place and whether the end was reached. Records may be
 * visited twice, since the list moves while it is read; none is left out. Throws SyncError `unreadable` where the pages
 * do not advance.
 */
export async function walkList<Page extends { next: number | null }>(
  { list, clock }: { list: Walked<Page>; clock: Pick<Clock, 'now'> },
  start: ListPlace,
  visit: (page: Page, next: ListPlace | null) => Promise<boolean | void>,
): Promise<{ ended: boolean; place: ListPlace }> {
  const until = clock.now() + longest;
  let place = start;
  let idle = 0;
  do {
    const page = await list.read(place.since, place.offset);
    const ids = list.idsOf(page);
    const gap = place.before.length > 0 && !ids.some((id) => place.before.includes(id));
    idle = gap || ids.every((id) => place.before.includes(id)) ? idle + 1 : 0;
    if (gap && idle < mostIdlePages) {
      place = { ...place, offset: Math.max(0, place.offset - place.before.length), before: [] };
      continue;
    }
    if (page.next !== null && idle >= mostIdlePages) throw standsStill(list.name, place.offset);
    const newest = latest(place.newest, list.timesOf(page));
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

function latest(newest: number | null, times: readonly number[]): number | null {
  return times.length === 0 ? newest : Math.max(newest ?? 0, ...times);
}

const listNames = {
  orders: { it: 'degli ordini', en: 'orders' },
  shippings: { it: 'delle spedizioni', en: 'shipments' },
} as const;

function standsStill(name: Walked<never>['name'], offset: number): SyncError {
  const shown = listNames[name];
  return new SyncError(`poleepo's list of ${name} does not advance beyond offset ${offset}`, {
    code: 'unreadable',
    side: 'poleepo',
    vendorCode: 'offset',
    hint: {
      it: `L'elenco ${shown.it} di Poleepo ripete la stessa pagina: esegui la verifica del contratto e invia il risultato all'assistenza.`,
      en: `Poleepo's list of ${shown.en} repeats one page: run the contract check and send its result to support.`,
    },
  });
}
