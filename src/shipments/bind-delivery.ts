import { type ShipmentRow, shipmentStates } from '../store/shipment-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import { hasDelivery, notInOdooYet } from './delivery-refusals.ts';
import { alreadyShipped, noSuchDelivery } from './readiness-refusals.ts';
import { RefusedShipment } from './refused-shipment.ts';
import { tellOdoo } from './tell-odoo.ts';
import { noLabelAtAll, voided } from './waybill-refusals.ts';

/**
 * A person says which delivery a shipment is of that was made in Poleepo's own pages; its code is written on that one then.
 * Safe to repeat. Throws RefusedShipment where it cannot be of it, SyncError of Odoo.
 */
export async function bindDelivery(
  context: TenantContext,
  { id, pickingId }: { id: string; pickingId: number },
): Promise<{ id: string }> {
  const { stores, clock } = context;
  const row = await stores.shipments.get(id);
  if (row === null) throw new RefusedShipment(noLabelAtAll());
  if (row.state === 'void' || row.state === 'failed') throw new RefusedShipment(voided());
  if (row.pickingId !== null && row.pickingId !== pickingId)
    throw new RefusedShipment(hasDelivery(row.pickingName ?? String(row.pickingId)));
  const pickingName = await deliveryOf(context, row, pickingId);
  await refuseTaken(context, row, pickingId);
  const set = { pickingId, pickingName };
  const bound = await stores.shipments
    .advance(id, { from: shipmentStates, set, now: clock.now() })
    .catch(async (thrown: unknown) => {
      await refuseTaken(context, row, pickingId);
      throw thrown;
    });
  if (bound !== null) await tellOdoo(context, bound);
  return { id };
}

/** Its name; refuses one that is not of the order, or of nothing that leaves. */
async function deliveryOf(
  { odoo, stores }: TenantContext,
  { saleOrderId, poleepoOrderId }: ShipmentRow,
  pickingId: number,
): Promise<string> {
  const sale = saleOrderId ?? (await stores.orders.get(poleepoOrderId))?.saleOrderId ?? null;
  if (sale === null) throw new RefusedShipment(notInOdooYet());
  const order = await odoo.deliveries.ofOrder(sale);
  const delivery = order?.pickings.find(
    ({ id, kind, state }) => id === pickingId && kind === 'outgoing' && state !== 'cancel',
  );
  if (delivery === undefined) throw new RefusedShipment(noSuchDelivery(pickingId));
  return delivery.name;
}

async function refuseTaken({ stores }: TenantContext, { id }: ShipmentRow, pickingId: number): Promise<void> {
  const taken = await stores.shipments.ofPicking(pickingId);
  if (taken !== null && taken.id !== id) throw new RefusedShipment(alreadyShipped(taken));
}
