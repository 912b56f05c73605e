import { z } from 'zod';
import { labelFormats } from './couriers.ts';
import { shippingStatuses } from './shipping.ts';

const id = z.int().min(1);
const text = z.string();
/** A client id; the demo account unless told. */
const account = text.optional();

export const shippingWantedSchema = z.strictObject({
  account,
  orderId: id,
  status: z.enum(shippingStatuses).default('CREATED'),
  carrier: text.default('BRT'),
  /** Drawn unless told. */
  trackingCode: text.optional(),
  /** That of the order unless told. */
  reference: text.optional(),
  parcels: id.max(50).default(1),
  /** In which it has a label; none where Poleepo has nothing to print. */
  formats: z.array(z.enum(labelFormats)).default(['PDF']),
  external: z.boolean().default(false),
  notify: z.boolean().default(false),
});

export const shippingStepSchema = z.strictObject({
  account,
  status: z.enum(shippingStatuses),
});

export const documentSchema = z.strictObject({
  account,
  orderId: id,
  /** `INVOICE`, `CREDIT_NOTE`, or whatever a marketplace calls its own. */
  type: text.nullable().default('INVOICE'),
  number: text.nullable().default('FPR 1/26'),
  date: z.iso.date().nullable().default('2026-06-03'),
  format: text.nullable().default('PDF'),
  /** Base64, of whatever; a PDF of one page unless told, null for none. */
  content: text.nullish(),
  /** Without an id where this is false. */
  identified: z.boolean().default(true),
});
