import { Big } from 'big.js';
import type { ProductId } from '../trade/ids.ts';
import { decimal, type Decimal, decimalText, roundToCents, sum, zero } from '../trade/money.ts';
import { exactEncodings } from './line-encodings.ts';
import type { Rounding, TaxOn } from './predict-total.ts';
import type { WantedLine } from './wanted-line.ts';

export interface Charge {
  suffix: string;
  name: string;
  productId: ProductId;
  /** With tax. */
  amount: Decimal;
  /** Percent; null where nothing says. */
  rate: Decimal | null;
  taxes: readonly (TaxOn | null)[];
  isDelivery: boolean;
}

/** The one line that a charge, or with a negative amount a discount, becomes. */
export function chargeLine({ amount, rate, ...charge }: Charge): WantedLine {
  const net = roundToCents(amount.div((rate ?? zero).div(100).plus(1)));
  return { ...charge, row: null, quantity: decimal(1), gross: amount, net, reduction: zero, amount };
}

/** Lines of one VAT rate. */
export interface RateShare {
  rate: Decimal | null;
  amount: Decimal;
}

/** An amount in parts by what the goods of each rate come to, exact to the cent. */
export function byRate(amount: Decimal, goods: readonly RateShare[]): RateShare[] {
  const groups = Map.groupBy(goods, ({ rate }) => (rate === null ? '' : decimalText(rate)));
  const totals = [...groups.values()].map((group) => ({
    rate: group[0]?.rate ?? null,
    amount: sum(group.map((one) => one.amount)),
  }));
  const shares = parts(
    amount,
    totals.map((one) => one.amount),
  );
  return totals
    .map(({ rate }, at) => ({ rate, amount: shares[at] ?? zero }))
    .filter((share) => !share.amount.eq(0));
}

/** An amount in cents in parts as large as the weights say, the odd cents where most was cut off. */
function parts(amount: Decimal, weights: readonly Decimal[]): Decimal[] {
  const whole = sum(weights);
  if (whole.eq(0)) return weights.map((_weight, at) => (at === 0 ? amount : zero));
  const exact = weights.map((weight) => amount.times(weight).div(whole));
  const cut = exact.map((part) => part.round(2, Big.roundDown));
  const order = exact
    .map((part, at) => ({ at, lost: Number(part.minus(cut[at] ?? zero)) }))
    .toSorted((a, b) => b.lost - a.lost || a.at - b.at);
  let left = amount.minus(sum(cut));
  for (const { at } of order) {
    if (left.eq(0)) break;
    const odd = left.lt(0) ? decimal('-0.01') : decimal('0.01');
    cut[at] = (cut[at] ?? zero).plus(odd);
    left = left.minus(odd);
  }
  return cut;
}

/**
 * A discount on the order as discounts in percent on its lines, exact to the cent; null where percents of Odoo's digits
 * cannot say it.
 */
export function spreadDiscount(
  lines: readonly WantedLine[],
  { amount, rounding }: { amount: Decimal; rounding: Rounding },
): WantedLine[] | null {
  const shares = parts(
    amount,
    lines.map((line) => line.amount),
  );
  let left = zero;
  const spread = lines.map((line, at) => {
    const wanted = (shares[at] ?? zero).plus(left);
    const reached = nearestSayable(line, { wanted, rounding });
    left = wanted.minus(line.amount.minus(reached.amount));
    return reached;
  });
  if (left.eq(0)) return spread;
  for (const [at, line] of spread.entries()) {
    const last = reduced(line, left);
    if (isSayable(last, rounding)) return spread.with(at, last);
  }
  return null;
}

const shifts = ['0', '0.01', '-0.01', '0.02', '-0.02', '0.03', '-0.03'].map(decimal);

function nearestSayable(
  line: WantedLine,
  { wanted, rounding }: { wanted: Decimal; rounding: Rounding },
): WantedLine {
  const tries = shifts.map((shift) => reduced(line, wanted.plus(shift)));
  return tries.find((one) => isSayable(one, rounding)) ?? line;
}

function reduced(line: WantedLine, by: Decimal): WantedLine {
  return { ...line, reduction: line.reduction.plus(by), amount: line.amount.minus(by) };
}

function isSayable(line: WantedLine, rounding: Rounding): boolean {
  return exactEncodings(line, rounding)[0]?.means === 'as-told';
}
