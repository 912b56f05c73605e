import { type DeliveryToShip, isDelivered, type OrderToShip } from '../odoo/client.ts';
import type { ShipmentRow } from '../store/shipment-store.ts';
import {
  alreadyShipped,
  noSuchDelivery,
  notAllDelivered,
  nothingDelivered,
  orderCancelled,
  whichDelivery,
} from './readiness-refusals.ts';
import { RefusedShipment } from './refused-shipment.ts';

export interface Choice {
  deliveries: OrderToShip;
  /** All that the order has, whatever became of them. */
  shipments: readonly ShipmentRow[];
  /** The transfer that was named; null: the order's only one that is not shipped. */
  pickingId: number | null;
  partialDeliveries: boolean;
}

/**
 * The delivery that is to be shipped. Throws RefusedShipment: the order is cancelled, nothing or not all of it is
 * delivered, it is shipped already, or there are several to choose from.
 */
export function chooseDelivery({
  deliveries,
  shipments,
  pickingId,
  partialDeliveries,
}: Choice): DeliveryToShip {
  if (deliveries.state === 'cancel') throw new RefusedShipment(orderCancelled());
  const outgoing = deliveries.pickings.filter(({ kind, state }) => kind === 'outgoing' && state !== 'cancel');
  const named = outgoing.filter(({ id }) => pickingId === null || id === pickingId);
  if (pickingId !== null && named.length === 0) throw new RefusedShipment(noSuchDelivery(pickingId));
  const done = named.filter(({ state }) => state === 'done');
  if (done.length === 0) throw new RefusedShipment(nothingDelivered());
  const live = shipments.filter(({ state }) => state !== 'void' && state !== 'failed');
  const left = done.filter(({ id }) => !live.some((one) => one.pickingId === id || one.pickingId === null));
  const [first, ...others] = left;
  if (first === undefined) throw new RefusedShipment(alreadyShipped(inTheWay(live, named)));
  if (!isDelivered(deliveries) && !partialDeliveries) throw new RefusedShipment(notAllDelivered());
  if (others.length > 0) throw new RefusedShipment(whichDelivery(left.map(({ name }) => name)));
  return first;
}

/** The shipment of one of these deliveries, else one of the order's that names no delivery. */
function inTheWay(live: readonly ShipmentRow[], named: readonly DeliveryToShip[]): ShipmentRow | null {
  const ofThese = live.find(({ pickingId }) => named.some(({ id }) => id === pickingId));
  return ofThese ?? live.find(({ pickingId }) => pickingId === null) ?? null;
}
