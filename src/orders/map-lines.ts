import type { Hold } from '../jobs/outcome.ts';
import type { OdooProduct, OdooTax, OrderLineDraft } from '../odoo/client.ts';
import type { PoleepoOrderRow } from '../poleepo/order-row.ts';
import type { PoleepoOrder } from '../poleepo/order.ts';
import type { ProductId, TenantKey } from '../trade/ids.ts';
import { type Decimal, decimal, decimalText, zero } from '../trade/money.ts';
import { chooseTax } from './choose-tax.ts';
import { findProduct } from './find-product.ts';
import type { OrderPolicy } from './policy.ts';
import { noPrice, noShippingProduct, noTax, noTotal } from './holds.ts';

/** What Odoo has that the order needs. */
export interface Resolved {
  products: readonly OdooProduct[];
  taxes: readonly OdooTax[];
  shippingProduct: ProductId | null;
  policy: OrderPolicy;
  tenantKey: TenantKey;
}

export type MappedLines = { ok: true; lines: OrderLineDraft[] } | { ok: false; hold: Hold };

type MappedLine = { ok: true; line: OrderLineDraft } | { ok: false; hold: Hold };

/** The lines of the sale order, the shipping charge last; or the first thing that a person must decide, naming the row. */
export function mapLines(order: PoleepoOrder, resolved: Resolved): MappedLines {
  const lines: OrderLineDraft[] = [];
  for (const [index, row] of order.rows.entries()) {
    const mapped = mapRow(row, { number: index + 1, order, resolved });
    if (!mapped.ok) return mapped;
    lines.push(mapped.line);
  }
  if (order.shippingPrice.eq(0)) return { ok: true, lines };
  const shipping = shippingLine(order, resolved);
  return shipping.ok ? { ok: true, lines: [...lines, shipping.line] } : shipping;
}

function mapRow(
  row: PoleepoOrderRow,
  { number, order, resolved }: { number: number; order: PoleepoOrder; resolved: Resolved },
): MappedLine {
  const product = findProduct(row, {
    number,
    products: resolved.products,
    decision: resolved.policy.decision,
  });
  if (!product.ok) return product;
  const included = order.pricesIncludeTax !== false;
  const rate = row.vatRate;
  const tax =
    rate === null
      ? null
      : chooseTax(rate, { taxes: resolved.taxes, included, decision: resolved.policy.decision });
  if (tax === null)
    return { ok: false, hold: noTax({ row: number, rate: rate === null ? null : decimalText(rate) }) };
  const unitPrice = tax.included ? row.priceWithTax : row.price;
  if (unitPrice === null) return { ok: false, hold: noPrice({ row: number, sku: row.sku }) };
  return {
    ok: true,
    line: {
      key: lineKey(order, { tenantKey: resolved.tenantKey, suffix: String(row.id ?? `n${number}`) }),
      productId: product.productId,
      name: row.title ?? row.sku ?? '',
      quantity: row.quantity,
      unitPrice,
      discount: zero,
      taxIds: [tax.id],
      isDelivery: false,
    },
  };
}

/** The shipping charge is told with tax, at the highest rate of the goods. */
function shippingLine(order: PoleepoOrder, resolved: Resolved): MappedLine {
  const { shippingProduct, taxes, tenantKey } = resolved;
  const { decision } = resolved.policy;
  const amount = order.shippingPrice;
  if (shippingProduct === null)
    return { ok: false, hold: noShippingProduct({ amount: decimalText(amount) }) };
  const rate = highestRate(order);
  if (rate === null) return { ok: false, hold: noTotal({ rows: order.rows.length }) };
  const tax = chooseTax(rate, { taxes, included: true, decision });
  if (tax === null)
    return { ok: false, hold: noTax({ row: order.rows.length + 1, rate: decimalText(rate) }) };
  return {
    ok: true,
    line: {
      key: lineKey(order, { tenantKey, suffix: 'shipping' }),
      productId: shippingProduct,
      name: 'Spedizione',
      quantity: decimal(1),
      unitPrice: tax.included ? amount : netOf(amount, rate),
      discount: zero,
      taxIds: [tax.id],
      isDelivery: true,
    },
  };
}

function lineKey(
  order: PoleepoOrder,
  { tenantKey, suffix }: { tenantKey: TenantKey; suffix: string },
): string {
  return `line_${tenantKey}_${order.id}_${suffix}`;
}

function highestRate(order: PoleepoOrder): Decimal | null {
  const rates = order.rows.flatMap((row) => (row.vatRate === null ? [] : [row.vatRate]));
  return rates.length === 0 ? null : rates.reduce((highest, rate) => (rate.gt(highest) ? rate : highest));
}

/** To six digits: what is lost by the division comes back when Odoo adds the tax and rounds to cents. */
function netOf(gross: Decimal, rate: Decimal): Decimal {
  return gross.div(rate.div(100).plus(1)).round(6);
}
