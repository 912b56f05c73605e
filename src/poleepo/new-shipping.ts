import type { Json } from '../kit/fingerprint.ts';
import type { CourierId, CourierServiceId, PickupAddressId, PoleepoOrderId } from '../trade/ids.ts';
import type { Decimal } from '../trade/money.ts';
import { exactNumber } from './exact-number.ts';
import type { ParcelDraft } from './parcel.ts';
import { parcelsOf } from './parcel.ts';

/** A waybill that is to be bought from a courier. */
export interface ShippingDraft {
  orderId: PoleepoOrderId;
  pickupAddressId: PickupAddressId;
  courierId: CourierId;
  serviceId: CourierServiceId;
  parcels: readonly ParcelDraft[];
  /** What the courier collects; null where the order is paid. */
  cashOnDelivery: { amount: Decimal; currency: string } | null;
  /** Ours, by which it is found again after a lost answer. */
  reference: string;
}

/** A parcel that was sent without Poleepo. */
export interface ExternalShippingDraft {
  orderId: PoleepoOrderId;
  /** The courier's name: `BRT`. */
  carrier: string;
  trackingCode: string;
  reference: string;
}

// assumed: both bodies

/** Throws SyncError `invalid`, naming the member, where a number cannot be written exactly. */
export function shippingBody(draft: ShippingDraft): Json {
  const { cashOnDelivery } = draft;
  return {
    order_id: draft.orderId,
    pickup_address_id: draft.pickupAddressId,
    courier_id: wireId(draft.courierId),
    service_id: wireId(draft.serviceId),
    parcels: parcelsOf(draft.parcels),
    cash_on_delivery: cashOnDelivery && {
      amount: exactNumber(cashOnDelivery.amount, 'cash_on_delivery.amount'),
      currency: cashOnDelivery.currency,
    },
    reference: draft.reference,
  };
}

export function externalShippingBody(draft: ExternalShippingDraft): Json {
  return {
    order_id: draft.orderId,
    external: true,
    carrier: draft.carrier,
    tracking_code: draft.trackingCode,
    reference: draft.reference,
  };
}

/** confirmed: ids are integers. We keep those of couriers as texts, since theirs were never seen. */
function wireId(id: string): number | string {
  const number = Number(id);
  return Number.isSafeInteger(number) && String(number) === id ? number : id;
}
