import { z } from 'zod';
import { excerpt } from '../kit/call-record.ts';
import type { CourierId, CourierServiceId, PickupAddressId, PoleepoOrderId } from '../trade/ids.ts';
import type { Decimal } from '../trade/money.ts';
import type { Call } from './call.ts';
import { UnreadableAnswer } from './errors.ts';
import type { LabelFormat } from './label-format.ts';
import { labelFormats } from './label-format.ts';
import { number, optionalNumber, text } from './members.ts';
import type { ParcelDraft } from './parcel.ts';
import { parcelsOf } from './parcel.ts';
import { readEach } from './read-each.ts';
import { inShippingWords } from './shipping-refusal.ts';

/** What a courier asks for carrying the parcels of an order. */
export interface Quote {
  courierId: CourierId;
  courier: string | null;
  serviceId: CourierServiceId;
  service: string | null;
  price: Decimal;
  /** `EUR` */
  currency: string | null;
  /** Null where the courier does not say. */
  deliveryDays: number | null;
  /** In which its labels come; what we do not know is left out. */
  formats: LabelFormat[];
}

export interface QuoteWanted {
  orderId: PoleepoOrderId;
  pickupAddressId: PickupAddressId;
  parcels: readonly ParcelDraft[];
}

const endpoint = '/couriers/quotes';

const named = text.transform((value, context): string => {
  if (value !== null) return value;
  context.addIssue({ code: 'custom', message: 'is missing' });
  return z.NEVER;
});

// assumed: all of it
const quote = z
  .object({
    courier_id: named,
    courier: text,
    service_id: named,
    service: text,
    price: number,
    currency: text,
    delivery_days: optionalNumber.catch(null),
    formats: z.array(z.unknown()).nullish().catch(null),
  })
  .transform((read): Quote => ({
    courierId: read.courier_id as CourierId,
    courier: read.courier,
    serviceId: read.service_id as CourierServiceId,
    service: read.service,
    price: read.price,
    currency: read.currency?.toUpperCase() ?? null,
    deliveryDays: read.delivery_days?.toNumber() ?? null,
    formats: labelFormats.filter((format) => (read.formats ?? []).map(upper).includes(format)),
  }));

/** What the client promises under `quotes`. */
export async function askQuotes(
  call: Call,
  { orderId, pickupAddressId, parcels }: QuoteWanted,
): Promise<Quote[]> {
  const body = { order_id: orderId, pickup_address_id: pickupAddressId, parcels: parcelsOf(parcels) };
  const { data } = await call({ method: 'POST', path: endpoint, endpoint, body }).catch(inShippingWords);
  if (Array.isArray(data)) return readEach(endpoint, data, quote);
  const problem = 'data: is no list';
  throw new UnreadableAnswer({ endpoint, member: 'data', problem, raw: excerpt(data ?? null) });
}

function upper(value: unknown): string {
  return typeof value === 'string' ? value.trim().toUpperCase() : '';
}
