import type { Address } from './order.ts';

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

/** A shipping as `GET /shippings/{id}` shows it: `status`, `order_id` and `update_date` are assumed, the rest confirmed. */
export interface Shipping {
  id: number;
  order_id: number;
  status: ShippingStatus;
  carrier: string;
  tracking_code: string;
  parcel_id: string;
  reference: string;
  creation_date: string;
  update_date: string;
  delivery_address: Address;
}
