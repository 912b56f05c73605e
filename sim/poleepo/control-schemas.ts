import { z } from 'zod';
import { batchFaultSchema } from './batch-faults.ts';
import { retryAfterForms } from './batch-polls.ts';
import { faultSchema } from './faults.ts';
import { orderKindNames } from './order-kinds.ts';
import { productStarts } from './product-start.ts';
import { shippingSettingsSchema } from './shipping-settings.ts';
import { signatureSchemes, webhookEvents, webhookSchema } from './webhook.ts';
import { tampers } from './webhook-request.ts';

const access = z.enum(['none', 'read', 'write']);
const id = z.int().min(1);
/** A client id; the demo account unless told. */
const account = z.string().optional();

export const resetSchema = z.strictObject({ seed: z.int().optional() });

export const accountSchema = z.strictObject({
  clientId: z.string().startsWith('poleepo_').length(40).optional(),
  clientSecret: z.string().startsWith('plpscrt_').length(40).optional(),
  enabled: z.boolean().optional(),
  rights: z
    .strictObject({ orders: access.optional(), products: access.optional(), shipments: access.optional() })
    .optional(),
  hides: z.strictObject({ customers: z.boolean().optional(), prices: z.boolean().optional() }).optional(),
  firstOrderId: id.optional(),
  products: z.enum(productStarts).optional(),
  batches: z
    .strictObject({
      delayMs: z.int().min(0).optional(),
      max: id.optional(),
      tooLargeStatus: z.literal([413, 422]).optional(),
      pollMax: z.int().min(0).optional(),
      pollWindowMs: z.int().min(0).optional(),
      pollRetryAfter: z.enum(retryAfterForms).optional(),
    })
    .optional(),
  categories: z.array(z.string()).nullable().optional(),
  checkImages: z.boolean().optional(),
  putStatus: z.literal([200, 204]).optional(),
  shipments: shippingSettingsSchema.partial().optional(),
});

export const accountChangeSchema = accountSchema.pick({
  clientSecret: true,
  enabled: true,
  rights: true,
  hides: true,
  batches: true,
  categories: true,
  checkImages: true,
  putStatus: true,
  shipments: true,
});

export const webhookSetupSchema = webhookSchema.extend({ account });

export const ordersWantedSchema = z.strictObject({
  account,
  count: z.int().min(1).max(100_000).default(1),
  /** `any` draws one for each order. */
  kind: z.enum([...orderKindNames, 'any']).default('plain'),
  /** Whether the account's webhooks are told, each once per order. */
  notify: z.boolean().default(false),
  /** How many webhooks are under way at once. */
  parallel: z.int().min(1).max(100).default(1),
});

const text = z.string();
const address = z.strictObject({
  name: text,
  surname: text,
  company: text,
  vat_number: text,
  tax_code: text,
  pec: text,
  sdi_code: text,
  address: text,
  postcode: text,
  city: text,
  state_iso: text,
  country_iso: text,
  phone: text,
  email: text,
});

/** Amounts of a change are JSON numbers, as in the order itself. */
const row = z.strictObject({
  id: id.optional(),
  product_id: id.optional(),
  sku: text,
  title: text,
  quantity: z.number().positive(),
  price: z.number(),
  price_with_tax: z.number(),
  vat_rate: z.number().min(0),
  discount: z.number().default(0),
});

export const orderChangeSchema = z.strictObject({
  account,
  notify: z.boolean().default(true),
  status: text.optional(),
  customer: z
    .strictObject({ firstname: text, lastname: text, email: text, phone: text })
    .partial()
    .optional(),
  billing_address: address.partial().optional(),
  delivery_address: address.partial().optional(),
  rows: z.array(row).optional(),
  notes: text.optional(),
  invoice_requested: z.boolean().optional(),
  shipping_price: z.number().optional(),
  discount: z.number().optional(),
  /** A total of one's own, right or wrong; else it is worked out anew. */
  total_price: z.number().optional(),
});

export const notifyModes = ['ok', 'same-event-id', 'reorder', ...tampers] as const;

export const notifySchema = z.strictObject({
  account,
  /** The order, or with the event STATUS_SHIPMENT the shipping. */
  orderId: id.optional(),
  shippingId: id.optional(),
  times: z.int().min(1).max(10_000).optional(),
  mode: z.enum(notifyModes).default('ok'),
  /** Another scheme than the webhook's own. */
  scheme: z.enum(signatureSchemes).optional(),
  parallel: z.int().min(1).max(100).default(1),
});

export const webhookRequestSchema = z.strictObject({
  account,
  orderId: id.optional(),
  shippingId: id.optional(),
  event: z.enum(webhookEvents).optional(),
  eventId: text.optional(),
  tamper: z.enum(tampers).optional(),
  scheme: z.enum(signatureSchemes).optional(),
  url: z.url().optional(),
  secret: text.optional(),
});

const amount = z.number().min(0);
const product = z.strictObject({
  sku: text.min(1),
  title: text,
  short_description: text,
  long_description: text,
  type: z.enum(['SIMPLE', 'PARENT', 'VARIANT']),
  /** The SKU of a parent that is there already. */
  parent_sku: text,
  price: amount,
  price_with_tax: amount,
  vat_rate: amount,
  quantity: z.number(),
  active: z.boolean(),
  category_path: text,
  ean: text,
  images: z.array(text),
  attributes: z.array(z.strictObject({ name: text, value: text })),
});
const productChange = product.omit({ type: true, parent_sku: true }).partial();

/** Products as people have made them: nothing is judged, and SKUs may be there twice. */
export const productsWantedSchema = z.strictObject({
  account,
  products: z.array(product.partial().required({ sku: true })),
});

/** One product by its id or its SKU; of several with one SKU, the oldest. */
const whichProduct = z.union([
  z.strictObject({ account, id }),
  z.strictObject({ account, sku: text.min(1) }),
]);
export const productRemovalSchema = whichProduct;
export const productChangeSchema = z.union([
  z.strictObject({ account, id, change: productChange }),
  z.strictObject({ account, sku: text.min(1), change: productChange }),
]);
export const batchesReleaseSchema = z.strictObject({ account, id: id.optional() });
export const productsClearSchema = z.strictObject({ account });
export const batchFaultsSchema = z.array(batchFaultSchema);

export const faultsSchema = z.array(faultSchema);
export const expireSchema = z.strictObject({ account });
export const outageSchema = z.strictObject({
  down: z.boolean().default(true),
  mode: z.enum(['unreachable', 'maintenance']).default('unreachable'),
});
