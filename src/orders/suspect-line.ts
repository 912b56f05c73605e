import type { PoleepoOrder } from '../poleepo/order.ts';
import { amountText, decimal, type Decimal, sum } from '../trade/money.ts';
import type { WantedLine } from './wanted-line.ts';

export interface Suspect {
  /** Null for a charge. */
  row: number | null;
  /** What does not agree, in plain values: `TSHIRT-L: 27.05 + 22 % ≠ 35.00`. */
  words: string;
}

const cent = decimal('0.01');

/** The line that most likely makes an order's total differ: one whose own prices contradict each other, else one of just that amount. */
export function suspectLine(order: PoleepoOrder, wanted: readonly WantedLine[]): Suspect | null {
  for (const [index, { price, priceWithTax, vatRate, sku, title }] of order.rows.entries()) {
    if (price === null || priceWithTax === null || vatRate === null) continue;
    const gross = price.times(vatRate.div(100).plus(1));
    if (gross.minus(priceWithTax).abs().lte(cent)) continue;
    const words = `${sku ?? title ?? ''}: ${amountText(price)} + ${vatRate.toFixed()} % ≠ ${amountText(priceWithTax)}`;
    return { row: index + 1, words };
  }
  if (order.total === null) return null;
  const gap = sum(wanted.map(({ amount }) => amount))
    .minus(order.total)
    .abs();
  if (gap.eq(0)) return null;
  const found = wanted.find((line) => amountsOf(line).some((amount) => amount.abs().eq(gap)));
  return found === undefined ? null : { row: found.row, words: `${found.name}: ${amountText(gap)}` };
}

function amountsOf({ amount, gross, reduction }: WantedLine): Decimal[] {
  return [amount, gross, reduction].filter((one) => !one.eq(0));
}
