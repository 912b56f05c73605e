import type { Json } from '../kit/fingerprint.ts';
import type { PoleepoAddress } from '../poleepo/address.ts';
import type { PoleepoOrder } from '../poleepo/order.ts';
import { type Decimal, decimalText } from '../trade/money.ts';
import type { OrderDecision } from './decision.ts';

/** Raised whenever the same order would become another sale order than before. */
const mapping = 1;

/** Everything that a sale order is made from. Two orders with equal facts need no call to Odoo. */
export function orderFacts(order: PoleepoOrder, decision: OrderDecision): Json {
  return {
    mapping,
    decision: { ...decision },
    reference: order.reference,
    source: order.source.name ?? order.source.id,
    orderedAt: order.orderedAt,
    currency: order.currency,
    total: text(order.total),
    shipping: text(order.shippingPrice),
    cod: text(order.codPrice),
    discount: text(order.discount),
    taxIncluded: order.pricesIncludeTax,
    notes: order.notes,
    customer: order.customer === null ? null : { ...order.customer },
    billing: address(order.billing),
    delivery: address(order.delivery),
    rows: order.rows.map((row) => ({
      id: row.id,
      sku: row.sku,
      title: row.title,
      quantity: text(row.quantity),
      price: text(row.price),
      priceWithTax: text(row.priceWithTax),
      vatRate: text(row.vatRate),
      discount: text(row.discount),
    })),
  };
}

function text(value: Decimal | null): string | null {
  return value === null ? null : decimalText(value);
}

function address(value: PoleepoAddress | null): Json {
  return value === null ? null : { ...value };
}
