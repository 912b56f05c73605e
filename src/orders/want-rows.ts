import type { Hold } from '../jobs/outcome.ts';
import type { PoleepoOrderRow } from '../poleepo/order-row.ts';
import type { PoleepoOrder } from '../poleepo/order.ts';
import { type Decimal, decimalText, roundToCents } from '../trade/money.ts';
import { chooseTaxes, likelyTax, nearestTax, type TaxWish } from './choose-tax.ts';
import { findProduct } from './find-product.ts';
import { noPrice, noTax } from './holds.ts';
import { quantityTooFine } from './line-holds.ts';
import { toDigits, type TaxOn } from './predict-total.ts';
import type { Resolved } from './resolve.ts';
import type { WantedLine } from './wanted-line.ts';

export type Wanted<T> = { ok: true; value: T } | { ok: false; hold: Hold };

/** The line that a row asks for, or what a person must decide, naming the row. */
export function wantRow(
  row: PoleepoOrderRow,
  { number, order, resolved }: { number: number; order: PoleepoOrder; resolved: Resolved },
): Wanted<WantedLine> {
  const { products, company, policy } = resolved;
  const found = findProduct(row, {
    number,
    products,
    companyId: company.id,
    decision: policy.decision,
  });
  if (!found.ok) return found;
  const taxes = taxesFor(row.vatRate, { number, own: found.taxIds, order, resolved });
  if (!taxes.ok) return taxes;
  const prices = pricesOf(row);
  if (prices === null) return { ok: false, hold: noPrice({ row: number, sku: row.sku }) };
  const { quantity, discount, sku, title } = row;
  const { digits } = company;
  if (!toDigits(quantity, digits.quantity).eq(quantity)) {
    const detail = { row: number, sku, quantity: decimalText(quantity), digits: digits.quantity ?? 0 };
    return { ok: false, hold: quantityTooFine(detail) };
  }
  const reduction = discount.abs();
  const value: WantedLine = {
    suffix: String(row.id ?? `n${number}`),
    row: number,
    productId: found.productId,
    name: title ?? sku ?? '',
    quantity,
    isDelivery: false,
    ...prices,
    reduction,
    amount: roundToCents(prices.gross.times(quantity).minus(reduction)),
    taxes: taxes.value,
  };
  return { ok: true, value };
}

export interface TaxAsk {
  /** The row's number, for words. */
  number: number;
  own: TaxWish['own'];
  order: PoleepoOrder;
  resolved: Resolved;
}

/** The taxes that a line of this rate may bear; the one that Odoo is likely to choose where that is left to Odoo. */
export function taxesFor(
  rate: Decimal | null,
  { number, own, order, resolved }: TaxAsk,
): Wanted<readonly (TaxOn | null)[]> {
  const { taxes, policy, home } = resolved;
  const country = order.delivery?.countryIso?.toUpperCase() ?? null;
  const destination = country === home ? null : country;
  const wish = { taxes, decision: policy.decision, own, destination };
  if (policy.settings.taxes === 'odoo') return { ok: true, value: [likelyTax(rate, wish)] };
  const fitting = rate === null ? [] : chooseTaxes(rate, wish);
  if (fitting.length > 0) return { ok: true, value: fitting };
  const text = rate === null ? null : decimalText(rate);
  const near = nearestTax(rate, taxes);
  const hold = noTax({ row: number, rate: text, proposal: near?.name ?? null });
  if (near === null || text === null) return { ok: false, hold };
  return { ok: false, hold: { ...hold, proposal: { taxes: { [text]: near.id } } } };
}

/** Both prices of one unit, each worked out from the other where only one is told; null where neither is. */
function pricesOf({
  price,
  priceWithTax,
  vatRate,
}: PoleepoOrderRow): { gross: Decimal; net: Decimal } | null {
  const factor = vatRate === null ? null : vatRate.div(100).plus(1);
  const gross =
    priceWithTax ?? (price === null || factor === null ? null : roundToCents(price.times(factor)));
  if (gross === null) return null;
  return { gross, net: price ?? roundToCents(factor === null ? gross : gross.div(factor)) };
}
