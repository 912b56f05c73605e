import { fingerprint, type Json } from '../kit/fingerprint.ts';
import { newId } from '../kit/ids.ts';
import type { Shipping, ShippingPage } from '../poleepo/client.ts';
import { namelessAlert } from '../poleepo/nameless-alert.ts';
import type { Work } from '../store/job-store.ts';
import type { KnownShipping } from '../store/shipping-news-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { JobId, PoleepoShippingId } from '../trade/ids.ts';
import { shippingSubject } from '../trade/subject.ts';
import { wordOf } from './shipping-events.ts';

const priority = 1;

/** Puts work for what is news on a page into the ledger. Raises an alert for each entry that names no shipping. */
export async function findShippings(
  context: TenantContext,
  { shippings, unreadable }: ShippingPage,
): Promise<{ listed: number; news: number }> {
  const odd = unreadable.flatMap(({ id, raw }) => (id === null ? [] : [{ id, raw }]));
  const known = await context.stores.shippingNews.known([...shippings, ...odd].map(({ id }) => id));
  const works: Work[] = [];
  for (const shipping of shippings) {
    const print = await fingerprint(JSON.parse(JSON.stringify(shipping)) as Json);
    if (!isKnown(shipping, print, known.get(shipping.id))) works.push(workOf(context, shipping.id, print));
  }
  for (const { id, raw } of odd) {
    const print = await fingerprint(raw);
    if (known.get(id)?.prints.has(print) !== true) works.push(workOf(context, id, print));
  }
  await context.stores.orderNews.enqueue(works);
  for (const { id, raw, problem } of unreadable)
    if (id === null)
      await context.stores.notices.raiseOnce(
        await namelessAlert(context, 'unreadable-shipment', { raw, problem }),
      );
  return { listed: shippings.length + unreadable.length, news: works.length };
}

/** Puts shippings into the ledger of which Poleepo tells nothing new. */
export async function takeUp(context: TenantContext, ids: readonly PoleepoShippingId[]): Promise<void> {
  await context.stores.orderNews.enqueue(ids.map((id) => workOf(context, id, null)));
}

/** Two changes within a second bear the same date. */
function isKnown(shipping: Shipping, print: string, known: KnownShipping | undefined): boolean {
  if (known === undefined) return false;
  if (known.prints.has(print)) return true;
  const { row } = known;
  if (row === null) return false;
  const { updatedAt, status, trackingCode } = shipping;
  const isOld = updatedAt === null || (row.poleepoUpdatedAt ?? -1) >= updatedAt;
  return (
    isOld && row.status === wordOf(status) && (trackingCode === null || row.trackingCode === trackingCode)
  );
}

function workOf({ clock, chance }: TenantContext, id: PoleepoShippingId, print: string | null): Work {
  const now = clock.now();
  return {
    id: newId<JobId>('job', now, chance),
    kind: 'take-shipping',
    subject: shippingSubject(id),
    priority,
    dueAt: now,
    now,
    ...(print === null ? {} : { input: { by: 'poll-shippings', print } }),
  };
}
