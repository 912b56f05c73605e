import { z } from 'zod';
import { excerpt } from '../kit/call-record.ts';
import type { PoleepoOrderId, PoleepoShippingId } from '../trade/ids.ts';
import { flag, id, instant, listOf, optionalId, text } from './members.ts';
import type { ShippingStatus } from './shipping-status.ts';
import { shippingStatusOf } from './shipping-status.ts';

/** A shipping as Poleepo tells it: a waybill, or a parcel sent without Poleepo. */
export interface Shipping {
  id: PoleepoShippingId;
  orderId: PoleepoOrderId | null;
  status: ShippingStatus;
  /** The courier's name: `BRT`. */
  carrier: string | null;
  trackingCode: string | null;
  parcelIds: string[];
  /** Ours, where it was made by us. */
  reference: string | null;
  /** Sent without Poleepo. */
  external: boolean;
  /** Milliseconds since 1970. */
  createdAt: number | null;
  updatedAt: number | null;
}

const carrier = z.preprocess(
  (value) => (typeof value === 'object' && value !== null && 'name' in value ? value.name : value),
  text,
);
const parcel = z
  .preprocess(
    (value) => (typeof value === 'object' && value !== null ? value : { parcel_id: value }),
    z.object({ parcel_id: text }),
  )
  .catch({ parcel_id: null });

const shipping = z.object({
  id, // confirmed, as are all up to the empty line
  carrier,
  tracking_code: text,
  parcel_id: text,
  reference: text,
  creation_date: instant,

  order_id: optionalId, // assumed, as are all that follow
  status: z.unknown().optional().transform(shippingStatusOf),
  parcels: listOf(parcel),
  external: flag,
  update_date: instant,
});

/** What became of reading a shipping. */
export type ShippingReading =
  | { ok: true; shipping: Shipping }
  | {
      ok: false;
      /** Of the shipping, where at least that could be read. */
      id: PoleepoShippingId | null;
      /** The member that was not understood: `creation_date`. */
      member: string;
      problem: string;
      /** What Poleepo sent, as JSON text, cut when very long. Holds a buyer's data: for the tenant, never for a log. */
      raw: string;
    };

/** Reads one shipping of an answer. Says which member is not understood instead of guessing at it. */
export function readShipping(value: unknown): ShippingReading {
  const read = shipping.safeParse(value);
  if (read.success) return { ok: true, shipping: tidy(read.data) };
  const issue = read.error.issues[0];
  const member = issue?.path.join('.') || 'shipping';
  return {
    ok: false,
    id: (z.object({ id }).safeParse(value).data?.id as PoleepoShippingId | undefined) ?? null,
    member,
    problem: `${member}: ${issue?.message ?? 'is not understood'}`,
    raw: excerpt(value ?? null),
  };
}

function tidy(read: z.infer<typeof shipping>): Shipping {
  const parcelIds = [read.parcel_id, ...read.parcels.map(({ parcel_id }) => parcel_id)];
  return {
    id: read.id as PoleepoShippingId,
    orderId: read.order_id as PoleepoOrderId | null,
    status: read.status,
    carrier: read.carrier,
    trackingCode: read.tracking_code,
    parcelIds: [...new Set(parcelIds.filter((one) => one !== null))],
    reference: read.reference,
    external: read.external ?? false,
    createdAt: read.creation_date,
    updatedAt: read.update_date,
  };
}
