import { z } from 'zod';
import type { Json } from '../kit/fingerprint.ts';
import type { PoleepoOrder } from '../poleepo/order.ts';
import { type Decimal, decimalText } from '../trade/money.ts';
import type { OrderDecision } from './decision.ts';

/** Raised whenever the same order would become another sale order than before. */
const mapping = 1;

const text = z.string().nullable();
const address = z.record(z.string(), text).nullable();
const row = z.object({
  id: z.number().nullable(),
  sku: text,
  title: text,
  quantity: text,
  price: text,
  priceWithTax: text,
  vatRate: text,
  discount: text,
});

/** What of an order a sale order is made from; amounts as decimal texts. */
export const factsKept = z.object({
  reference: text,
  source: text,
  orderedAt: z.number().nullable(),
  currency: text,
  total: text,
  shipping: text,
  cod: text,
  discount: text,
  taxIncluded: z.boolean().nullable(),
  payment: text,
  notes: text,
  customer: z.record(z.string(), z.union([z.string(), z.number()]).nullable()).nullable(),
  billing: address,
  delivery: address,
  rows: z.array(row),
});

export type OrderFacts = z.output<typeof factsKept>;

export function factsOf(order: PoleepoOrder): OrderFacts {
  return {
    reference: order.reference,
    source: order.source.name ?? order.source.id,
    orderedAt: order.orderedAt,
    currency: order.currency,
    total: textOf(order.total),
    shipping: textOf(order.shippingPrice),
    cod: textOf(order.codPrice),
    discount: textOf(order.discount),
    taxIncluded: order.pricesIncludeTax,
    payment: order.payment.method ?? order.payment.name,
    notes: order.notes,
    customer: order.customer === null ? null : { ...order.customer },
    billing: order.billing === null ? null : { ...order.billing },
    delivery: order.delivery === null ? null : { ...order.delivery },
    rows: order.rows.map((one) => ({
      id: one.id,
      sku: one.sku,
      title: one.title,
      quantity: textOf(one.quantity),
      price: textOf(one.price),
      priceWithTax: textOf(one.priceWithTax),
      vatRate: textOf(one.vatRate),
      discount: textOf(one.discount),
    })),
  };
}

/** The facts with what was decided about them. Two orders of which all this is equal need no call to Odoo. */
export function orderFacts(order: PoleepoOrder, decision: OrderDecision): Json {
  return { mapping, decision: { ...decision }, ...factsOf(order) };
}

function textOf(value: Decimal | null): string | null {
  return value === null ? null : decimalText(value);
}
