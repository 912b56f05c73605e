import { type DeliveryToShip, isDelivered, type OrderToShip } from '../odoo/client.ts';
import type { ShipmentRow } from '../store/shipment-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { PoleepoOrderId, SaleOrderId } from '../trade/ids.ts';
import type { WantedShipment } from '../trade/shipment-question.ts';
import { chooseDelivery } from './choose-delivery.ts';
import { type Parcel, parcelsOf } from './parcels.ts';
import { notFromPoleepo } from './readiness-refusals.ts';
import { RefusedShipment } from './refused-shipment.ts';
import { shipmentSettingsOf } from './shipment-settings.ts';

export interface PreparedShipment {
  orderId: PoleepoOrderId;
  saleOrderId: SaleOrderId;
  delivery: DeliveryToShip;
  parcels: Parcel[];
  /** Nothing of the order goes after it: all else has a shipment. */
  isLast: boolean;
}

/** What is to be shipped, as Odoo has it now. Asks nothing of Poleepo. Throws RefusedShipment where it cannot be shipped as it is. */
export async function prepareShipment(
  context: TenantContext,
  { saleOrderId, pickingId }: WantedShipment,
): Promise<PreparedShipment> {
  const { stores } = context;
  const sale = await saleOf(context, { saleOrderId, pickingId });
  const orderId = await stores.shipments.orderOf(sale);
  if (orderId === null) throw new RefusedShipment(notFromPoleepo());
  const [deliveries, shipments, { partialDeliveries }] = await Promise.all([
    toShip(context, sale, pickingId),
    stores.shipments.ofOrder(orderId),
    shipmentSettingsOf(context),
  ]);
  if (deliveries === null) throw new RefusedShipment(notFromPoleepo());
  const choice = { deliveries, shipments, pickingId: pickingId ?? null, partialDeliveries };
  const delivery = chooseDelivery(choice);
  const parcels = await parcelsOfDelivery(context, delivery);
  return { orderId, saleOrderId: sale, delivery, parcels, isLast: isLastOf(deliveries, shipments, delivery) };
}

/** Odoo's types are kept for a while; nobody is refused for what has been mended there since. */
async function parcelsOfDelivery(
  { stores, reference }: TenantContext,
  delivery: DeliveryToShip,
): Promise<Parcel[]> {
  const mapped = await stores.packageTypes.byOdooId();
  try {
    return parcelsOf(delivery, { mapped, odoo: await reference.packageTypes() });
  } catch (thrown) {
    if (!(thrown instanceof RefusedShipment)) throw thrown;
    return parcelsOf(delivery, { mapped, odoo: await reference.packageTypes({ anew: true }) });
  }
}

async function toShip(
  { odoo }: TenantContext,
  sale: SaleOrderId,
  pickingId: number | undefined,
): Promise<OrderToShip | null> {
  const lean = await odoo.deliveries.toShip(sale);
  const isThere =
    lean === null || pickingId === undefined || lean.pickings.some(({ id }) => id === pickingId);
  return isThere ? lean : odoo.deliveries.ofOrder(sale);
}

function isLastOf(
  deliveries: OrderToShip,
  shipments: readonly ShipmentRow[],
  { id }: DeliveryToShip,
): boolean {
  const live = shipments.filter(({ state }) => state !== 'void' && state !== 'failed');
  const others = deliveries.pickings.filter(
    (one) => one.kind === 'outgoing' && one.state !== 'cancel' && one.id !== id,
  );
  return isDelivered(deliveries) && others.every((one) => live.some(({ pickingId }) => pickingId === one.id));
}

/** With both the order is taken at its word: a transfer that is not of it is refused once it is read. */
async function saleOf(
  { odoo }: TenantContext,
  { saleOrderId, pickingId }: Omit<WantedShipment, 'pickupAddressId'>,
): Promise<SaleOrderId> {
  if (saleOrderId !== undefined) return saleOrderId as SaleOrderId;
  if (pickingId === undefined) throw new RefusedShipment(notFromPoleepo());
  const found = await odoo.deliveries.ofPicking(pickingId);
  if (found === null) throw new RefusedShipment(notFromPoleepo());
  return found;
}
