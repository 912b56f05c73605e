import type { Delivery } from '../odoo/client.ts';
import type { ShipmentRow } from '../store/shipment-store.ts';
import { shipmentStates } from '../store/shipment-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { SaleOrderId } from '../trade/ids.ts';

/**
 * The transfer that a shipment from Poleepo's own pages is of, where there can be no other: the order's only one that no
 * shipment has, or of several the only one that has its code or so many packages. Remembers it. Null where there is none,
 * or where nobody but a person can tell.
 */
export async function findDelivery(
  { odoo, stores, clock }: TenantContext,
  row: ShipmentRow & { saleOrderId: SaleOrderId },
): Promise<number | null> {
  const { id, poleepoOrderId, saleOrderId } = row;
  const [order, shipments] = await Promise.all([
    odoo.deliveries.ofOrder(saleOrderId),
    stores.shipments.ofOrder(poleepoOrderId),
  ]);
  const taken = shipments
    .filter((one) => one.id !== id && one.state !== 'void' && one.state !== 'failed')
    .map(({ pickingId }) => pickingId);
  const free = (order?.pickings ?? []).filter(
    ({ id: picking, kind, state }) => kind === 'outgoing' && state !== 'cancel' && !taken.includes(picking),
  );
  const done = free.filter(({ state }) => state === 'done');
  const delivery = onlyOne(done.length > 0 ? done : free, row);
  if (delivery === null) return null;
  const set = { pickingId: delivery.id, pickingName: delivery.name };
  await stores.shipments.advance(id, { from: shipmentStates, set, now: clock.now() });
  return delivery.id;
}

function onlyOne(free: readonly Delivery[], { trackingCode, parcels }: ShipmentRow): Delivery | null {
  if (free.length <= 1) return free[0] ?? null;
  const coded = free.filter(({ trackingRef }) => trackingRef !== null && trackingRef === trackingCode);
  if (coded.length > 0) return alone(coded);
  // Goods that are in no package may be any number of parcels; a code of another carrier's tells of another parcel.
  const possible = free.filter(
    ({ packages, trackingRef }) =>
      trackingRef === null &&
      (packages.length === 0 || parcels.length === 0 || packages.length === parcels.length),
  );
  return alone(possible);
}

const alone = (found: readonly Delivery[]) => (found.length === 1 ? (found[0] ?? null) : null);
