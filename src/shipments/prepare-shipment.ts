import type { Delivery } from '../odoo/client.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { PoleepoOrderId, SaleOrderId } from '../trade/ids.ts';
import type { WantedShipment } from '../trade/shipment-question.ts';
import { chooseDelivery } from './choose-delivery.ts';
import { type Parcel, parcelsOf } from './parcels.ts';
import { noSuchDelivery, notFromPoleepo } from './readiness-refusals.ts';
import { RefusedShipment } from './refused-shipment.ts';
import { shipmentSettingsOf } from './shipment-settings.ts';

export interface PreparedShipment {
  orderId: PoleepoOrderId;
  saleOrderId: SaleOrderId;
  delivery: Delivery;
  parcels: Parcel[];
}

/** What is to be shipped, as Odoo has it now. Asks nothing of Poleepo. Throws RefusedShipment where it cannot be shipped as it is. */
export async function prepareShipment(
  context: TenantContext,
  { saleOrderId, pickingId }: WantedShipment,
): Promise<PreparedShipment> {
  const { stores, odoo } = context;
  const sale = await saleOf(context, { saleOrderId, pickingId });
  const orderId = await stores.shipments.orderOf(sale);
  if (orderId === null) throw new RefusedShipment(notFromPoleepo());
  const [deliveries, odooTypes, shipments, mapped, { partialDeliveries }] = await Promise.all([
    odoo.deliveries.ofOrder(sale),
    odoo.packageTypes.all(),
    stores.shipments.ofOrder(orderId),
    stores.packageTypes.byOdooId(),
    shipmentSettingsOf(context),
  ]);
  if (deliveries === null) throw new RefusedShipment(notFromPoleepo());
  const choice = { deliveries, shipments, pickingId: pickingId ?? null, partialDeliveries };
  const delivery = chooseDelivery(choice);
  const parcels = parcelsOf(delivery, { mapped, odoo: odooTypes });
  return { orderId, saleOrderId: sale, delivery, parcels };
}

async function saleOf(
  { odoo }: TenantContext,
  { saleOrderId, pickingId }: Omit<WantedShipment, 'pickupAddressId'>,
): Promise<SaleOrderId> {
  if (pickingId === undefined) return saleOrderId as SaleOrderId;
  const found = await odoo.deliveries.ofPicking(pickingId);
  if (found === null) throw new RefusedShipment(notFromPoleepo());
  if (saleOrderId !== undefined && saleOrderId !== found)
    throw new RefusedShipment(noSuchDelivery(pickingId));
  return found;
}
