import { Big } from 'big.js';
import type { OdooCompany, RoundingRule } from '../odoo/client.ts';
import type { TaxId } from '../trade/ids.ts';
import { decimal, type Decimal, roundToCents, sum, zero } from '../trade/money.ts';

export interface TaxOn {
  id: TaxId;
  /** Percent. */
  rate: Decimal;
  /** Whether the unit price is the one with tax. */
  included: boolean;
}

/** A line of a sale order, as far as its amount goes. */
export interface Piece {
  quantity: Decimal;
  unitPrice: Decimal;
  /** Percent. */
  discount: Decimal;
  /** Null: untaxed. */
  tax: TaxOn | null;
}

export type Rounding = Pick<OdooCompany, 'rounding' | 'digits'>;

/** What lines bring into Odoo's sums, before it rounds those. */
export interface Sums {
  base: Decimal;
  taxes: ReadonlyMap<TaxId, Decimal>;
  /** How many lines bear a tax on top of their price. */
  onTop: number;
}

export const nothing: Sums = { base: zero, taxes: new Map(), onTop: 0 };

/** What Odoo will make of these lines, taxes included, to the cent. */
export function predictTotal(pieces: readonly Piece[], rounding: Rounding): Decimal {
  return totalOf(sumsOf(pieces, rounding), rounding.rounding);
}

/** What these lines bring into Odoo's sums by a way of rounding. */
export function sumsOf(pieces: readonly Piece[], rounding: Rounding): Sums {
  return pieces.reduce((sums, piece) => plus(sums, shareOf(piece, rounding)), nothing);
}

export function plus(left: Sums, right: Sums): Sums {
  return joined(left, right, (one, other) => one.plus(other), left.onTop + right.onTop);
}

export function minus(left: Sums, right: Sums): Sums {
  return joined(left, right, (one, other) => one.minus(other), left.onTop - right.onTop);
}

/**
 * What Odoo makes of such sums: the base and each tax are rounded and added up; but where it keeps prices and no tax
 * comes on top, their sum is rounded.
 */
export function totalOf({ base, taxes, onTop }: Sums, rule: RoundingRule): Decimal {
  const amounts = [...taxes.values()];
  if (rule === 'raw-sums-included-kept' && onTop === 0) return exactCents(base.plus(sum(amounts)));
  return exactCents(base).plus(sum(amounts.map(exactCents)));
}

/** How far these sums are from an amount before anything is rounded. */
export function rawGap({ base, taxes }: Sums, amount: Decimal): Decimal {
  return base
    .plus(sum([...taxes.values()]))
    .minus(amount)
    .abs();
}

/** What one line comes to by itself, taxes included. */
export function roundedTotal(piece: Piece, rounding: Rounding): Decimal {
  const { tax } = piece;
  if (roundsLines(rounding.rounding)) {
    const amount = roundToCents(amountOf(piece, rounding));
    return tax === null || tax.included ? amount : amount.plus(roundToCents(share(amount, tax)));
  }
  const amount = amountOf(piece, rounding);
  return exactCents(tax === null || tax.included ? amount : amount.plus(share(amount, tax)));
}

/** Whether the amount of a line is rounded before its tax is taken. */
export function roundsLines(rule: RoundingRule): boolean {
  return rule === 'per-line' || rule === 'lines-first';
}

function shareOf(piece: Piece, rounding: Rounding): Sums {
  const { tax } = piece;
  const raw = amountOf(piece, rounding);
  const rule = rounding.rounding;
  const amount = roundsLines(rule) ? roundToCents(raw) : raw;
  if (tax === null) return { base: amount, taxes: new Map(), onTop: 0 };
  if (tax.included) {
    // Taken out of a rounded price it changes no total.
    if (roundsLines(rule)) return { base: amount, taxes: new Map(), onTop: 0 };
    const part = amount.times(tax.rate).div(hundred.plus(tax.rate));
    return { base: amount.minus(part), taxes: new Map([[tax.id, part]]), onTop: 0 };
  }
  const part = share(amount, tax);
  const onTop = new Map([[tax.id, rule === 'per-line' ? roundToCents(part) : part]]);
  return { base: amount, taxes: onTop, onTop: 1 };
}

function joined(
  left: Sums,
  right: Sums,
  ...[join, onTop]: [(one: Decimal, other: Decimal) => Decimal, number]
): Sums {
  const taxes = new Map(left.taxes);
  for (const [id, amount] of right.taxes) taxes.set(id, join(taxes.get(id) ?? zero, amount));
  return { base: join(left.base, right.base), taxes, onTop };
}

/** Price by quantity less discount, each as Odoo keeps it. */
function amountOf({ quantity, unitPrice, discount }: Piece, { digits }: Rounding): Decimal {
  const price = toDigits(unitPrice, digits.price);
  const kept = discount.eq(0)
    ? price
    : price.times(hundred.minus(toDigits(discount, digits.discount)).div(100));
  return kept.times(toDigits(quantity, digits.quantity));
}

const hundred = decimal(100);

function share(base: Decimal, { rate }: TaxOn): Decimal {
  return base.times(rate).div(100);
}

/** Half up even where a division has cut off the last of many digits. */
function exactCents(value: Decimal): Decimal {
  return roundToCents(value.round(10, Big.roundHalfUp));
}

/** As Odoo keeps a number of so many digits; null keeps it whole. */
export function toDigits(value: Decimal, digits: number | null): Decimal {
  return digits === null ? value : value.round(digits, Big.roundHalfUp);
}
