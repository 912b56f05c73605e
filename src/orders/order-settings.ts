import { z } from 'zod';

const odooId = z.int().positive();
const meaning = z.enum(['payable', 'wait-for-payment', 'cancelled', 'refunded']);

/** How a tenant wants its orders imported. Every member has a default that works without anybody's choice. */
export const orderSettings = z.object({
  /** Confirm what is right to the cent; otherwise everything stays a quotation. */
  confirm: z.boolean().default(true),
  /** What a status of Poleepo (its id, upper case) means, where it differs from what we assume. */
  statuses: z.record(z.string(), meaning).default({}),
  /** Products that charges are sold as; null: a sensible default is looked for. */
  shippingProductId: odooId.nullable().default(null),
  cashOnDeliveryProductId: odooId.nullable().default(null),
  discountProductId: odooId.nullable().default(null),
  roundingProductId: odooId.nullable().default(null),
  /** The largest rounding line, in cents; 0: none is allowed. */
  roundingCents: z.int().min(0).max(10).default(0),
  /** `ours`: taxes are chosen by rate; `odoo`: left to Odoo's fiscal positions. */
  taxes: z.enum(['ours', 'odoo']).default('ours'),
  warehouseId: odooId.nullable().default(null),
  teamId: odooId.nullable().default(null),
  /** Payment term by Poleepo's payment method. */
  paymentTerms: z.record(z.string(), odooId).default({}),
  /** Price list by currency: `{ "USD": 3 }`. */
  pricelists: z.record(z.string().length(3), odooId).default({}),
  /** Add a Poleepo order's channel as a source of Odoo (utm.source). */
  channelAsSource: z.boolean().default(true),
});

export type OrderSettings = z.output<typeof orderSettings>;
