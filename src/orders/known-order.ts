import { minute } from '../kit/clock.ts';
import { fingerprint, type Json } from '../kit/fingerprint.ts';
import type { PoleepoOrder } from '../poleepo/order.ts';
import type { KnownOrder } from '../store/order-news-store.ts';
import { amountText } from '../trade/money.ts';

/** How far Poleepo's clock and ours may be apart. */
const clocksApart = minute;

/** Of everything that a listed order says: equal prints are no news. */
export async function printOf(order: PoleepoOrder): Promise<string> {
  return fingerprint(JSON.parse(JSON.stringify(order)) as Json);
}

/** Whether nothing of a listed order is news: its link says the same, or work was made from just this listing, or has just read it. */
export function isKnown(order: PoleepoOrder, print: string, { link, job, prints }: KnownOrder): boolean {
  if (prints.has(print)) return true;
  if (order.updatedAt === null) return false;
  if (link !== null && link.poleepoUpdatedAt >= order.updatedAt)
    return link.status === (order.status.id ?? order.status.name) && sameTotal(order, link.poleepoTotal);
  return job?.state === 'running' && job.updatedAt > order.updatedAt + clocksApart;
}

/** Two changes within a second bear the same date; a list may leave amounts out. */
function sameTotal({ total }: PoleepoOrder, known: string | null): boolean {
  return total === null || amountText(total) === known;
}
