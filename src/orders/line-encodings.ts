import { Big } from 'big.js';
import { decimal, type Decimal, roundToCents, sum, zero } from '../trade/money.ts';
import { type Piece, type Rounding, roundedTotal, type TaxOn, toDigits } from './predict-total.ts';
import type { WantedLine } from './wanted-line.ts';

/**
 * How a line is told to Odoo: prices and discount as the shop has them; the discount taken into the price; all pieces
 * but one at one price and the last with the odd cents; or the only piece with odd cents.
 */
export type Means = 'as-told' | 'discount-in-price' | 'split' | 'odd-cents';

export interface Encoding {
  means: Means;
  pieces: Piece[];
}

/** Where Odoo keeps all digits: fine enough for any amount, and short enough for people. */
const finest = 6;
const cent = decimal('0.01');
const one = decimal(1);
const nearby = ['0', '0.01', '-0.01', '0.02', '-0.02'].map(decimal);

type Taxed = { line: WantedLine; tax: TaxOn | null; rounding: Rounding };

/** The ways to tell a line so that it comes to exactly its amount, the best first. */
export function exactEncodings(line: WantedLine, rounding: Rounding): Encoding[] {
  const taxed = line.taxes.map((tax) => ({ line, tax, rounding }));
  const ways = [
    ...taxed.map(asTold),
    ...taxed.flatMap((one) => inPrice(one, line.amount)),
    ...taxed.flatMap((one) => split(one, line.amount)),
  ];
  return ways.filter((way) => totalOf(way, rounding).eq(line.amount));
}

/** The best way to tell a line: exactly, else as nearly as can be. */
export function bestEncoding(line: WantedLine, rounding: Rounding): Encoding {
  const [exact] = exactEncodings(line, rounding);
  if (exact !== undefined) return exact;
  const taxed = line.taxes.map((tax) => ({ line, tax, rounding }));
  const ways = [...taxed.map(asTold), ...taxed.flatMap((one) => inPrice(one, line.amount))];
  const [nearest] = ways.toSorted((a, b) => missing(a, { line, rounding }) - missing(b, { line, rounding }));
  return nearest ?? asTold({ line, tax: null, rounding });
}

/** Other ways to tell a line, exactly or a cent or two beside it: what may make a whole order right. */
export function otherEncodings(line: WantedLine, rounding: Rounding): Encoding[] {
  const taxed = line.taxes.map((tax) => ({ line, tax, rounding }));
  const targets = nearby.map((shift) => line.amount.plus(shift));
  const ways = [
    ...taxed.map(asTold),
    ...taxed.flatMap((one) => targets.flatMap((target) => split(one, target))),
    ...taxed.flatMap((one) => taxed.flatMap((other) => parted(one, other))),
    ...taxed.flatMap((one) => targets.flatMap((target) => inPrice(one, target))),
  ];
  return ways.filter((way) => missing(way, { line, rounding }) <= 2);
}

/** Whether a way to tell a line keeps what it comes to. */
export function keepsAmount(way: Encoding, line: WantedLine, rounding: Rounding): boolean {
  return totalOf(way, rounding).eq(line.amount);
}

/** With the shop's own price for this tax and its discount in percent. */
export function asTold({ line, tax, rounding }: Taxed): Encoding {
  const { quantity, gross, net, reduction } = line;
  const whole = gross.times(quantity);
  const percent = reduction.eq(0) || whole.eq(0) ? zero : reduction.div(whole).times(100);
  const discount = percent.round(rounding.digits.discount ?? finest, Big.roundHalfUp);
  const unitPrice = tax === null || tax.included ? gross : net;
  return { means: 'as-told', pieces: [{ quantity, unitPrice, discount, tax }] };
}

/** One line at a price that makes it come to `target`, or nearly. */
function inPrice({ line, tax, rounding }: Taxed, target: Decimal): Encoding[] {
  const { quantity } = line;
  if (quantity.eq(0)) return [];
  const digits = rounding.digits.price ?? finest;
  const price = baseOf(target, tax).div(quantity).round(digits, Big.roundHalfUp);
  const step = one.div(decimal(10).pow(digits));
  const means = line.reduction.gt(0) && target.eq(line.amount) ? 'discount-in-price' : 'odd-cents';
  return [price, price.plus(step), price.minus(step)].map((unitPrice) => ({
    means,
    pieces: [{ quantity, unitPrice, discount: zero, tax }],
  }));
}

/** Two lines, the second of one piece, that come to `target` together. */
function split({ line, tax, rounding }: Taxed, target: Decimal): Encoding[] {
  const { quantity, reduction } = line;
  if (quantity.lte(1)) return [];
  const rest = quantity.minus(1);
  const told = tax === null || tax.included ? line.gross : line.net;
  const even = baseOf(target, tax).div(quantity).round(2, Big.roundDown);
  const prices = reduction.eq(0) ? [toDigits(told, rounding.digits.price), even] : [even];
  const shifts = tax === null || tax.included ? [zero] : nearby;
  return prices.flatMap((unitPrice) => {
    const first = { quantity: rest, unitPrice, discount: zero, tax };
    const left = roundToCents(baseOf(target, tax)).minus(roundToCents(unitPrice.times(rest)));
    return shifts
      .map((shift): Encoding => {
        const last = { quantity: one, unitPrice: left.plus(shift), discount: zero, tax };
        return { means: 'split', pieces: [first, last] };
      })
      .filter((way) => totalOf(way, rounding).eq(target));
  });
}

/** Some pieces with the one tax and some with the other, each at the shop's own price: each tax is rounded by itself. */
function parted(first: Taxed, second: Taxed): Encoding[] {
  const { quantity, reduction } = first.line;
  if (first === second || quantity.lte(1) || !reduction.eq(0)) return [];
  const shares = [one, quantity.div(2).round(0, Big.roundDown)].filter((share) => share.gt(0));
  return shares.map((share) => {
    const parts = [
      { ...first.line, quantity: share },
      { ...second.line, quantity: quantity.minus(share) },
    ];
    const pieces = parts.flatMap((line, at) => asTold({ ...(at === 0 ? first : second), line }).pieces);
    return { means: 'split', pieces };
  });
}

function baseOf(amount: Decimal, tax: TaxOn | null): Decimal {
  return tax === null || tax.included ? amount : amount.div(tax.rate.div(100).plus(1));
}

function totalOf({ pieces }: Encoding, rounding: Rounding): Decimal {
  return sum(pieces.map((piece) => roundedTotal(piece, rounding)));
}

/** How many cents a way of telling is beside the line's amount. */
function missing(way: Encoding, { line, rounding }: { line: WantedLine; rounding: Rounding }): number {
  return Number(totalOf(way, rounding).minus(line.amount).abs().div(cent));
}
