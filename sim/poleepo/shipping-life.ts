import type { Account } from './account.ts';
import { apiTime } from './dates.ts';
import { deliverLater } from './deliver.ts';
import { setOrderStatus } from './set-order-status.ts';
import type { Shipping, ShippingStatus } from './shipping.ts';
import type { SimState } from './state.ts';

/** What comes by itself behind a status. */
const onward: Partial<Record<ShippingStatus, ShippingStatus>> = {
  HANDED_TO_COURIER: 'IN_TRANSIT',
  IN_TRANSIT: 'OUT_FOR_DELIVERY',
  OUT_FOR_DELIVERY: 'DELIVERED',
};

interface Step {
  shipping: Shipping;
  status: ShippingStatus;
  /** Now, unless it should have happened before. */
  at?: number;
}

/**
 * Sets a shipping's status and tells the account's webhooks; a status that it has already changes nothing. An order
 * in process becomes shipped by itself when a courier gets its parcel: documented. That one in another status does
 * not is assumed, and so is that it stays so when it is put in process later.
 */
export function setShippingStatus(state: SimState, account: Account, { shipping, status, at }: Step): void {
  if (shipping.status === status) return;
  const moment = at ?? state.options.now();
  shipping.status = status;
  shipping.update_date = apiTime(moment);
  schedule(account, shipping, moment);
  deliverLater(state, account, { event: 'STATUS_SHIPMENT', shipping });
  if (status === 'HANDED_TO_COURIER') followOrder(state, account, shipping);
}

/** The order of a shipping that a courier has got. */
export function followOrder(state: SimState, account: Account, shipping: Shipping): void {
  const order = account.orders.get(shipping.order_id);
  if (order?.status.id === 'IN_PROCESS') setOrderStatus(state, { account, order, status: 'SHIPPED' });
}

function schedule(account: Account, shipping: Shipping, moment: number): void {
  const waybill = account.waybills.get(shipping.id);
  if (waybill === undefined) return;
  const { stepMs } = account.shippingSettings;
  const goesOn = stepMs !== null && !shipping.external && onward[shipping.status] !== undefined;
  waybill.nextStepAt = goesOn ? moment + stepMs : null;
  if (goesOn) account.travelling.add(shipping.id);
  else account.travelling.delete(shipping.id);
}

/** Lets couriers do what they should have done by now, step by step, in every account. */
export function settleShippings(state: SimState): void {
  const now = state.options.now();
  for (const account of state.accounts.values()) {
    for (const id of account.travelling) {
      const shipping = account.shippings.get(id);
      const waybill = account.waybills.get(id);
      while (shipping !== undefined && waybill?.nextStepAt != null && waybill.nextStepAt <= now) {
        const status = onward[shipping.status];
        if (status === undefined) break;
        setShippingStatus(state, account, { shipping, status, at: waybill.nextStepAt });
      }
    }
  }
}
