import { z } from 'zod';
import type { Outcome } from '../jobs/outcome.ts';
import { day, minute, second } from '../kit/clock.ts';
import { newId } from '../kit/ids.ts';
import type { ShippedDelivery } from '../odoo/client.ts';
import type { JobRow } from '../store/job-claims.ts';
import type { ShippedSale } from '../store/shipping-news-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { JobId } from '../trade/ids.ts';
import { shipmentSubject } from '../trade/subject.ts';
import { blankRow } from './blank-row.ts';
import { toldAs } from './tell-odoo.ts';

/** Odoo dates a change by the beginning of its transaction. */
const overlap = 5 * minute;

/** No page is begun after this. */
const longest = 30 * second;

/** A walk that was left this long ago is begun anew. */
const stale = 60 * minute;

const pageSize = 100;

const kept = z.object({ since: z.number(), after: z.number(), startedAt: z.number() });

/**
 * Looks for parcels of Poleepo's orders that people sent in Odoo with another carrier's tracking code, and puts those that
 * Poleepo does not know of into the ledger, each once. The cursor moves only once the end was reached. One call to Odoo for
 * each hundred that were written since.
 */
export async function findParcels(
  context: TenantContext,
  { kind, subject, priority }: Pick<JobRow, 'kind' | 'subject' | 'priority'>,
): Promise<Outcome> {
  const { stores, clock, odoo } = context;
  const now = clock.now();
  const [cursor, connection] = await Promise.all([
    stores.cursors.get(kind),
    stores.connections.get('poleepo'),
  ]);
  const at = cursor?.at ?? Math.max(connection?.connectedAt ?? now, now - day);
  const left = kept.nullable().parse(cursor?.place ?? null);
  let place =
    left === null || left.startedAt < now - stale ? { since: at - overlap, after: 0, startedAt: now } : left;
  let found = 0;
  let listed = 0;
  do {
    const page = await odoo.deliveries.shippedSince({
      since: place.since,
      after: place.after,
      limit: pageSize,
    });
    listed += page.length;
    found += await takeParcels(context, page);
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) {
      await stores.cursors.save(kind, { at: place.startedAt, place: null, foundAt: null }, clock.now());
      return { kind: found > 0 ? 'updated' : 'unchanged', detail: { listed, found, ended: 1 } };
    }
    place = { ...place, after: last.pickingId };
    await stores.cursors.save(kind, { at, place, foundAt: null }, clock.now());
  } while (clock.now() < now + longest);
  const work = { id: newId<JobId>('job', now, context.chance), kind, subject, priority };
  await stores.jobs.enqueue({ ...work, dueAt: now, now });
  return { kind: found > 0 ? 'updated' : 'unchanged', detail: { listed, found, ended: 0 } };
}

async function takeParcels(context: TenantContext, page: readonly ShippedDelivery[]): Promise<number> {
  if (page.length === 0) return 0;
  const ids = [...new Set(page.map(({ saleOrderId }) => saleOrderId))];
  const sales = await context.stores.shippingNews.ofSales(ids);
  let found = 0;
  for (const delivery of page) {
    const sale = sales.get(delivery.saleOrderId);
    if (sale === undefined) continue;
    const what = judge(delivery, sale);
    if (what === 'another-code') await tellOfAnother(context, delivery, sale);
    if (what === 'new' && (await takeParcel(context, delivery, sale))) found += 1;
  }
  return found;
}

/** What a tracking code in Odoo means beside the shipments of its order. */
export function judge(
  { pickingId, trackingRef }: Pick<ShippedDelivery, 'pickingId' | 'trackingRef'>,
  { shipments }: ShippedSale,
): 'known' | 'another-code' | 'new' {
  const codes = trackingRef.split(/[\s,;+]+/);
  const isKnown = shipments.some(
    ({ trackingCode }) =>
      trackingCode !== null && (trackingCode === trackingRef || codes.includes(trackingCode)),
  );
  if (isKnown) return 'known';
  const live = shipments.filter(({ state }) => state !== 'void' && state !== 'failed');
  const its = live.find((one) => one.pickingId === pickingId);
  // A waybill under way, or one whose delivery is not known, may be this very parcel.
  if (its === undefined) return live.some((one) => one.pickingId === null) ? 'known' : 'new';
  return its.trackingCode === null ? 'known' : 'another-code';
}

async function takeParcel(
  { stores, clock, chance }: TenantContext,
  delivery: ShippedDelivery,
  { orderId }: ShippedSale,
): Promise<boolean> {
  const now = clock.now();
  const [id, jobId] = [newId<string>('shp', now, chance), newId<JobId>('job', now, chance)];
  const { pickingId, name, saleOrderId, trackingRef, carrier, doneAt } = delivery;
  const row = {
    ...blankRow,
    id,
    jobId,
    origin: 'external' as const,
    state: 'requested' as const,
    poleepoOrderId: orderId,
    saleOrderId,
    pickingId,
    pickingName: name,
    reference: `ponte-${id.slice('shp_'.length)}`,
    courier: carrier,
    trackingCode: trackingRef,
    handedOverAt: doneAt ?? now,
    told: toldAs({ tracking: trackingRef, courier: carrier, status: null, notes: 0 }),
    createdAt: now,
  };
  const { added } = await stores.shipments.add(row, {
    events: [{ key: 'found', at: now, kind: 'found-in-odoo', detail: { trackingCode: trackingRef } }],
    work: { id: jobId, kind: 'tell-external', subject: shipmentSubject(id), priority: 2, dueAt: now, now },
  });
  return added;
}

/** Poleepo takes no other code for a shipment that it has: people are told. */
async function tellOfAnother(
  { stores, clock, chance }: TenantContext,
  { pickingId, name, trackingRef }: ShippedDelivery,
  { shipments }: ShippedSale,
): Promise<void> {
  const now = clock.now();
  const its = shipments.findLast((one) => one.pickingId === pickingId);
  await stores.notices.raiseOnce({
    id: newId<string>('alert', now, chance),
    kind: 'tracking-differs',
    subject: `picking:${pickingId}:${trackingRef}`.slice(0, 200),
    detail: { delivery: name, odoo: trackingRef, poleepo: its?.trackingCode ?? '' },
    now,
  });
}
