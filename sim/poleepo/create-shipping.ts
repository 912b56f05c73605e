import { z } from 'zod';
import type { Account } from './account.ts';
import type { CourierService } from './couriers.ts';
import { carries, courierServices, priceOf } from './couriers.ts';
import { Refusal } from './envelope.ts';
import type { Order } from './order.ts';
import { checkParcels, type Parcel, parcelsSchema, refusedMember } from './parcel.ts';
import type { NewShipping } from './waybill.ts';

const id = z.int().min(1);
const reference = z.string().min(1).max(64);

/** The bodies of `POST /shippings` and `POST /couriers/quotes`. Assumed, as is how strictly they are read. */
export const quoteWanted = z.strictObject({
  order_id: id,
  pickup_address_id: id,
  parcels: parcelsSchema,
});

export const waybillWanted = quoteWanted.extend({
  courier_id: id,
  service_id: id,
  cash_on_delivery: z.strictObject({ amount: z.number().positive(), currency: z.literal('EUR') }).nullable(),
  reference,
  external: z.literal(false).optional(),
});

export const externalWanted = z.strictObject({
  order_id: id,
  external: z.literal(true),
  carrier: z.string().min(1),
  tracking_code: z.string().min(1),
  reference,
});

/** The order that is to be shipped; a Refusal (422) for one that is not there or is not to be shipped any more. */
export function orderToShip(account: Account, orderId: number): Order {
  const order = account.orders.get(orderId);
  if (order === undefined) throw refusedMember('order_id', 'VALIDATION_ERROR', 'No such order');
  if (['CANCELED', 'REFUNDED'].includes(order.status.id)) {
    const message = `The order is ${order.status.id}`;
    throw new Refusal({ status: 422, code: 'ORDER_NOT_SHIPPABLE', message });
  }
  return order;
}

/** The services that would carry what is asked about; none where nobody would. Throws a Refusal (422) for what is not valid. */
export function offers(
  account: Account,
  wanted: z.output<typeof quoteWanted>,
): { order: Order; services: CourierService[] } {
  const order = orderToShip(account, wanted.order_id);
  const isKnown = account.shippingSettings.pickupAddresses.some((one) => one.id === wanted.pickup_address_id);
  if (!isKnown) throw refusedMember('pickup_address_id', 'PICKUP_ADDRESS_INVALID', 'No such pickup address');
  checkParcels(account, wanted.parcels);
  const country = order.delivery_address.country_iso;
  return { order, services: courierServices.filter((one) => carries(one, wanted.parcels, country)) };
}

/** What a service asks for parcels, as a quote shows it. */
export function quoteOf(service: CourierService, parcels: readonly Parcel[]): object {
  return {
    courier_id: service.courierId,
    courier: service.courier,
    service_id: service.id,
    service: service.name,
    price: priceOf(service, parcels),
    currency: 'EUR',
    delivery_days: service.days,
    formats: service.formats,
  };
}

/** The waybill that is asked for; a Refusal (422) where no courier would have it. */
export function waybillFor(account: Account, wanted: z.output<typeof waybillWanted>): NewShipping {
  const { order, services } = offers(account, wanted);
  const service = services.find((one) => one.courierId === wanted.courier_id && one.id === wanted.service_id);
  if (service === undefined) {
    throw refusedMember('service_id', 'SERVICE_NOT_AVAILABLE', 'The courier does not offer this service');
  }
  if (wanted.cash_on_delivery !== null && !service.cashOnDelivery) {
    const message = 'The service collects no cash on delivery';
    throw refusedMember('cash_on_delivery', 'CASH_ON_DELIVERY_NOT_SUPPORTED', message);
  }
  return {
    order,
    carrier: service.courier,
    reference: wanted.reference,
    parcels: wanted.parcels.length,
    external: false,
    formats: service.formats,
    bought: {
      pickupAddressId: wanted.pickup_address_id,
      serviceId: service.id,
      parcels: wanted.parcels,
      cashOnDelivery: wanted.cash_on_delivery,
      price: priceOf(service, wanted.parcels),
    },
  };
}

/** A parcel that was sent without Poleepo. */
export function externalFor(account: Account, wanted: z.output<typeof externalWanted>): NewShipping {
  return {
    order: orderToShip(account, wanted.order_id),
    carrier: wanted.carrier,
    reference: wanted.reference,
    parcels: 1,
    external: true,
    trackingCode: wanted.tracking_code,
    formats: [],
    bought: null,
  };
}
