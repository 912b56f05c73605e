import type { ShipmentRow } from '../store/shipment-store.ts';
import { shipmentStates } from '../store/shipment-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { SaleOrderId } from '../trade/ids.ts';

/**
 * The transfer that a shipment from Poleepo's own pages is of, where there can be no other: the order's only one that no
 * shipment has. Remembers it. Null where there is none, or several.
 */
export async function findDelivery(
  { odoo, stores, clock }: TenantContext,
  { id, poleepoOrderId, saleOrderId }: ShipmentRow & { saleOrderId: SaleOrderId },
): Promise<number | null> {
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
  const [delivery, ...others] = done.length > 0 ? done : free;
  if (delivery === undefined || others.length > 0) return null;
  const set = { pickingId: delivery.id, pickingName: delivery.name };
  await stores.shipments.advance(id, { from: shipmentStates, set, now: clock.now() });
  return delivery.id;
}
