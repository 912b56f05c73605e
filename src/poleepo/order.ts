import { z } from 'zod';
import { excerpt } from '../kit/call-record.ts';
import type { PoleepoOrderId, PoleepoShippingId } from '../trade/ids.ts';
import type { Decimal } from '../trade/money.ts';
import { zero } from '../trade/money.ts';
import type { PoleepoAddress } from './address.ts';
import { address } from './address.ts';
import { flag, id, instant, listOf, named, optionalId, optionalNumber, text } from './members.ts';
import type { PoleepoOrderRow } from './order-row.ts';
import { orderRow } from './order-row.ts';

/** An order as Poleepo tells it. Times are milliseconds since 1970, amounts are in `currency`. */
export interface PoleepoOrder {
  id: PoleepoOrderId;
  reference: string | null;
  sourceId: string | null;
  /** The channel: `AMAZON`, `Amazon IT`. */
  source: { id: string | null; name: string | null };
  status: { id: string | null; name: string | null };
  orderedAt: number | null;
  updatedAt: number | null;
  currency: string | null;
  /** Null where the key may not see prices. */
  total: Decimal | null;
  shippingPrice: Decimal;
  codPrice: Decimal;
  discount: Decimal;
  pricesIncludeTax: boolean | null;
  payment: PoleepoPayment;
  /** Null where the key may not see customers. */
  customer: PoleepoCustomer | null;
  billing: PoleepoAddress | null;
  delivery: PoleepoAddress | null;
  rows: PoleepoOrderRow[];
  invoiceRequested: boolean;
  notes: string | null;
  shippingIds: PoleepoShippingId[];
}

export interface PoleepoPayment {
  method: string | null;
  name: string | null;
  cashOnDelivery: boolean;
  transactionId: string | null;
}

export interface PoleepoCustomer {
  /** A guest has none. */
  id: number | null;
  firstname: string | null;
  lastname: string | null;
  email: string | null;
  phone: string | null;
}

// assumed: all of it
const payment = z.preprocess(
  (value) => (typeof value === 'string' ? { method: value } : (value ?? {})),
  z.object({ method: text, name: text, cash_on_delivery: flag, transaction_id: text }),
);

const customer = z
  .object({ id: optionalId, firstname: text, lastname: text, email: text, phone: text })
  .nullish()
  .transform((read): PoleepoCustomer | null =>
    read == null || Object.values(read).every((member) => member === null) ? null : read,
  );

const shipping = z.preprocess(
  (value) => (typeof value === 'object' && value !== null ? value : { id: value }),
  z.object({ id }),
);

const order = z.object({
  id, // confirmed
  shippings: listOf(shipping), // confirmed
  reference_id: text, // documented, as are all up to the empty line
  source_id: text,
  status: named,
  customer,
  delivery_address: address,
  total_price: optionalNumber,
  currency: text,
  order_date: instant,

  source: named, // assumed, as are all that follow
  update_date: instant,
  shipping_price: optionalNumber,
  cod_price: optionalNumber,
  discount: optionalNumber,
  prices_include_tax: flag,
  payment,
  billing_address: address,
  rows: z.array(orderRow),
  invoice_requested: flag,
  notes: text,
});

export type OrderReading =
  | { ok: true; order: PoleepoOrder }
  | {
      ok: false;
      /** Of the order, where at least that could be read. */
      id: PoleepoOrderId | null;
      /** The member that was not understood: `rows.0.quantity`. */
      member: string;
      problem: string;
      /** What Poleepo sent, as JSON text, cut when very long. Holds a buyer's data: for the tenant, never for a log. */
      raw: string;
    };

const rawLimit = 50_000;

/** Reads one order of an answer. Says which member is not understood instead of guessing at it. */
export function readOrder(value: unknown): OrderReading {
  const read = order.safeParse(value);
  if (read.success) return { ok: true, order: tidy(read.data) };
  const issue = read.error.issues[0];
  const member = issue?.path.join('.') || 'order';
  return {
    ok: false,
    id: (z.object({ id }).safeParse(value).data?.id as PoleepoOrderId | undefined) ?? null,
    member,
    problem: `${member}: ${issue?.message ?? 'is not understood'}`,
    raw: excerpt(value, rawLimit),
  };
}

function tidy(read: z.infer<typeof order>): PoleepoOrder {
  const codPrice = read.cod_price ?? zero;
  return {
    id: read.id as PoleepoOrderId,
    reference: read.reference_id,
    sourceId: read.source_id,
    source: read.source,
    status: read.status,
    orderedAt: read.order_date,
    updatedAt: read.update_date,
    currency: read.currency?.toUpperCase() ?? null,
    total: read.total_price,
    shippingPrice: read.shipping_price ?? zero,
    codPrice,
    discount: read.discount ?? zero,
    pricesIncludeTax: read.prices_include_tax,
    payment: {
      method: read.payment.method,
      name: read.payment.name,
      cashOnDelivery: read.payment.cash_on_delivery ?? codPrice.gt(0),
      transactionId: read.payment.transaction_id,
    },
    customer: read.customer,
    billing: read.billing_address,
    delivery: read.delivery_address,
    rows: read.rows,
    invoiceRequested: read.invoice_requested ?? false,
    notes: read.notes,
    shippingIds: read.shippings.map((shippingRead) => shippingRead.id as PoleepoShippingId),
  };
}
