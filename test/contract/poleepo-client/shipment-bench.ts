import type { ParcelDraft, ShippingDraft } from '../../../src/poleepo/client.ts';
import type {
  CourierId,
  CourierServiceId,
  PickupAddressId,
  PoleepoOrderId,
  PoleepoPackageTypeId,
  PoleepoShippingId,
} from '../../../src/trade/ids.ts';
import { decimal } from '../../../src/trade/money.ts';
import type { Bridge } from './bridge.ts';
import { createBridge, oneOrder } from './bridge.ts';

export const magazzino = 301 as PickupAddressId;

export function parcel(members: Partial<ParcelDraft> = {}): ParcelDraft {
  return {
    packageTypeId: 43 as PoleepoPackageTypeId,
    weight: decimal('2.35'),
    width: decimal('40'),
    height: decimal('30.5'),
    depth: decimal('30'),
    ...members,
  };
}

/** A waybill of BRT Express. */
export function draft(orderId: PoleepoOrderId, members: Partial<ShippingDraft> = {}): ShippingDraft {
  return {
    orderId,
    pickupAddressId: magazzino,
    courierId: '1' as CourierId,
    serviceId: '11' as CourierServiceId,
    parcels: [parcel()],
    cashOnDelivery: null,
    reference: 'ponte-ship-1',
    ...members,
  };
}

export interface ShipmentBench extends Bridge {
  orderId: PoleepoOrderId;
  /** The status of the order at Poleepo. */
  orderStatus(): string | undefined;
}

/** The client in front of a simulator with one order that is in process. */
export async function createShipmentBench(): Promise<ShipmentBench> {
  const bridge = createBridge();
  const orderId = await oneOrder(bridge);
  await bridge.sim.control.patchOrder(orderId, { status: 'IN_PROCESS', notify: false });
  const orderStatus = () => bridge.sim.control.orders().find(({ id }) => id === orderId)?.status.id;
  return { ...bridge, orderId, orderStatus };
}

/** A shipping made in Poleepo's own pages. */
export async function madeThere(
  { sim, orderId }: ShipmentBench,
  wanted: Partial<Parameters<typeof sim.control.makeShipping>[0]> = {},
): Promise<PoleepoShippingId> {
  const { shipping } = await sim.control.makeShipping({ orderId, ...wanted });
  return shipping.id as PoleepoShippingId;
}
