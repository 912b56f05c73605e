import { demoClientId } from '../../../sim/poleepo/app.ts';
import type { ShippingSettingsGiven } from '../../../sim/poleepo/shipping-settings.ts';
import type { Answer, Bench } from './poleepo-client.ts';
import { createBench, record } from './poleepo-client.ts';

export const shopsWebhook = { url: 'https://shop.example.com/hook', secret: 'whatever' };

/** A simulated Poleepo with one order in process (918273), and a caller who ships. */
export interface ShipmentBench extends Bench {
  /** Buys a waybill that must be sold; its id. */
  bought: (members?: object) => Promise<number>;
  set: (settings: ShippingSettingsGiven) => void;
  read: (id: number) => Promise<Record<string, unknown>>;
  orderStatus: () => string | undefined;
}

export const orderId = 918_273;

export function parcel(members: object = {}): Record<string, unknown> {
  return { package_type_id: 43, weight: 2.35, width: 40, height: 30, depth: 30, ...members };
}

/** The body for a waybill of BRT Express. */
export function waybill(members: object = {}): Record<string, unknown> {
  return {
    order_id: orderId,
    pickup_address_id: 301,
    courier_id: 1,
    service_id: 11,
    parcels: [parcel()],
    cash_on_delivery: null,
    reference: 'our-1',
    ...members,
  };
}

export const external = {
  order_id: orderId,
  external: true,
  carrier: 'Fercam',
  tracking_code: 'FC-77',
  reference: 'our-2',
};

export async function createShipmentBench(): Promise<ShipmentBench> {
  const bench = createBench();
  const { control } = bench.sim;
  await control.makeOrders({ count: 2 });
  await control.patchOrder(orderId, { status: 'IN_PROCESS' });
  return {
    ...bench,
    bought: async (members = {}) =>
      Number(record(await bench.call('POST', '/shippings', { body: waybill(members) }))['id']),
    set: (shipments) => void control.changeAccount(demoClientId, { shipments }),
    read: async (id) => record(await bench.call('GET', `/shippings/${id}`)),
    orderStatus: () => control.orders().find(({ id }) => id === orderId)?.status.id,
  };
}

/** An answer's status with its code and the member that it complains of. */
export function refusal({ status, json }: Answer): unknown[] {
  const [error] = (json['errors'] ?? []) as { field: string }[];
  return error === undefined ? [status, json['code']] : [status, json['code'], error.field];
}
