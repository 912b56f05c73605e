import type { LabelFormat } from './couriers.ts';
import type { Address } from './order.ts';
import type { Parcel } from './parcel.ts';

/** Status ids of a shipping. Assumed. */
export const shippingStatuses = [
  'CREATED',
  'HANDED_TO_COURIER',
  'IN_TRANSIT',
  'OUT_FOR_DELIVERY',
  'DELIVERED',
  'EXCEPTION',
  'RETURNED',
  'CANCELED',
] as const;

export type ShippingStatus = (typeof shippingStatuses)[number];

/**
 * A shipping as `GET /shippings/{id}` shows it: `status`, `order_id`, `parcels`, `external` and `update_date` are
 * assumed, the rest confirmed.
 */
export interface Shipping {
  id: number;
  order_id: number;
  status: ShippingStatus;
  carrier: string;
  tracking_code: string;
  /** Of the first parcel. */
  parcel_id: string;
  parcels: { parcel_id: string }[];
  reference: string;
  external: boolean;
  creation_date: string;
  update_date: string;
  delivery_address: Address;
}

/** What Poleepo keeps of a shipping and does not show. Moments are in milliseconds. */
export interface Waybill {
  /** In which there is a label, once it is ready; none for a parcel that was sent without Poleepo. */
  formats: readonly LabelFormat[];
  labelReadyAt: number;
  /** When the courier takes it a step further; null where it rests. */
  nextStepAt: number | null;
  /** What was bought; null where it was not bought through the API. */
  bought: {
    pickupAddressId: number;
    serviceId: number;
    parcels: readonly Parcel[];
    cashOnDelivery: { amount: number; currency: string } | null;
    /** EUR. */
    price: number;
  } | null;
}
