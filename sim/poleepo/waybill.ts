import { createRandom, mixSeed } from '../random.ts';
import type { Account } from './account.ts';
import { apiTime } from './dates.ts';
import { deliverLater } from './deliver.ts';
import type { Order } from './order.ts';
import type { Shipping, Waybill } from './shipping.ts';
import type { SimState } from './state.ts';

export interface NewShipping {
  order: Order;
  carrier: string;
  reference: string;
  parcels: number;
  external: boolean;
  /** Without it Poleepo draws one. */
  trackingCode?: string | undefined;
  formats: Waybill['formats'];
  bought: Waybill['bought'];
}

const digits = '0123456789';

/** A shipping that is created now. Its codes depend on the seed and its id alone. It is nowhere kept yet. */
export function newShipping(
  state: SimState,
  account: Account,
  wanted: NewShipping,
): { shipping: Shipping; waybill: Waybill } {
  const now = state.options.now();
  const id = account.nextId('shipping');
  const random = createRandom(mixSeed(state.seed, `waybill ${account.clientId} ${id}`));
  const drawn = random.text(12, digits);
  const parcels = Array.from({ length: wanted.parcels }, () => ({ parcel_id: random.text(10, digits) }));
  const shipping: Shipping = {
    id,
    order_id: wanted.order.id,
    status: 'CREATED',
    carrier: wanted.carrier,
    tracking_code: wanted.trackingCode ?? drawn,
    parcel_id: parcels[0]?.parcel_id ?? '',
    parcels,
    reference: wanted.reference,
    external: wanted.external,
    creation_date: apiTime(now),
    update_date: apiTime(now),
    delivery_address: { ...wanted.order.delivery_address },
  };
  const { formats, bought } = wanted;
  const labelReadyAt = now + account.shippingSettings.labelDelayMs;
  return { shipping, waybill: { formats, bought, labelReadyAt, nextStepAt: null } };
}

/** Keeps a new shipping with its order. */
export function keepShipping(
  account: Account,
  order: Order,
  { shipping, waybill }: { shipping: Shipping; waybill: Waybill },
): void {
  account.shippings.set(shipping.id, shipping);
  account.waybills.set(shipping.id, waybill);
  order.shippings.push({ id: shipping.id });
  order.update_date = shipping.creation_date;
}

/** Keeps it and tells the account's webhooks, as every change of a shipping does. */
export function addShipping(
  state: SimState,
  account: Account,
  added: { order: Order; shipping: Shipping; waybill: Waybill },
): void {
  keepShipping(account, added.order, added);
  deliverLater(state, account, { event: 'STATUS_SHIPMENT', shipping: added.shipping });
}
