import { fingerprint } from '../kit/fingerprint.ts';
import { newId } from '../kit/ids.ts';
import type { OrderPage } from '../poleepo/client.ts';
import { namelessAlert } from '../poleepo/nameless-alert.ts';
import type { Work } from '../store/job-store.ts';
import type { KnownOrder } from '../store/order-news-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { JobId, PoleepoOrderId } from '../trade/ids.ts';
import { orderSubject } from '../trade/subject.ts';
import { isKnown, printOf } from './known-order.ts';

/** Who asks for the imports, and how urgent they are. */
export interface Asking {
  by: string;
  priority: number;
  /** The history import that they belong to. */
  history?: string;
}

export interface Found {
  listed: number;
  /** Orders that get work. */
  news: number;
  /** Entries of the list without so much as an id. */
  lost: number;
}

const nothing: KnownOrder = { link: null, job: null, prints: new Set() };

/** Puts the imports of what is news on a page into the ledger, and raises an alert for each entry that names no order. */
export async function findNews(context: TenantContext, page: OrderPage, asking: Asking): Promise<Found> {
  const { orders, unreadable } = page;
  const nameless = unreadable.filter(({ id }) => id === null);
  const named = unreadable.flatMap((entry) =>
    entry.id === null ? [] : [{ ...entry, id: entry.id as PoleepoOrderId }],
  );
  const { orderNews } = context.stores;
  const known = await orderNews.known([...orders, ...named].map(({ id }) => id));
  const works: Work[] = [];
  for (const order of orders) {
    const print = await printOf(order);
    const before = known.get(order.id) ?? nothing;
    // Who asks for the past wants what was left alone for its age.
    const left = asking.history !== undefined && before.link?.state === 'skipped';
    if (left || !isKnown(order, print, before))
      works.push(importWork(context, order.id, { ...asking, print }));
  }
  for (const { id, raw } of named) {
    const print = await fingerprint(raw);
    if (known.get(id)?.prints.has(print) !== true) works.push(importWork(context, id, { ...asking, print }));
  }
  await orderNews.enqueue(works);
  for (const { raw, problem } of nameless)
    await context.stores.notices.raiseOnce(
      await namelessAlert(context, 'unreadable-order', { raw, problem }),
    );
  return { listed: orders.length + unreadable.length, news: works.length, lost: nameless.length };
}

/** The work of importing one order, with the print of the listing that it was made from. */
export function importWork(
  { clock, chance }: Pick<TenantContext, 'clock' | 'chance'>,
  id: PoleepoOrderId,
  { by, priority, history, print }: Asking & { print: string },
): Work {
  const now = clock.now();
  return {
    id: newId<JobId>('job', now, chance),
    kind: 'import-order',
    subject: orderSubject(id),
    priority,
    dueAt: now,
    now,
    input: { by, print, ...(history === undefined ? {} : { history }) },
  };
}
