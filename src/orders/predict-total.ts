import type { OdooCompany } from '../odoo/client.ts';
import type { TaxId } from '../trade/ids.ts';
import { Big } from 'big.js';
import { type Decimal, roundToCents, sum, zero } from '../trade/money.ts';

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

/**
 * What Odoo will make of these lines, taxes included, to the cent: each line rounded and added up, or the tax rounded
 * once over all lines that it comes on top of. What prices include is taken out of them and changes no total.
 */
export function predictTotal(pieces: readonly Piece[], { rounding, digits }: Rounding): Decimal {
  if (rounding === 'per-line') return sum(pieces.map((piece) => roundedTotal(piece, digits)));
  const groups = Map.groupBy(pieces, ({ tax }) => tax?.id ?? null);
  return sum([...groups.values()].map((group) => groupTotal(group, digits)));
}

/** What one line comes to by itself, taxes included. */
export function roundedTotal(piece: Piece, digits: Rounding['digits']): Decimal {
  const amount = amountOf(piece, digits);
  const { tax } = piece;
  return tax === null || tax.included ? amount : amount.plus(roundToCents(share(amount, tax.rate)));
}

function groupTotal(pieces: readonly Piece[], digits: Rounding['digits']): Decimal {
  const tax = pieces[0]?.tax ?? null;
  const amount = sum(pieces.map((piece) => amountOf(piece, digits)));
  if (tax === null || tax.included) return amount;
  return amount.plus(roundToCents(share(amount, tax.rate)));
}

/** Price by quantity less discount, to the cent, each as Odoo keeps it. */
function amountOf({ quantity, unitPrice, discount }: Piece, digits: Rounding['digits']): Decimal {
  const price = toDigits(unitPrice, digits.price);
  const kept = discount.eq(0)
    ? price
    : price.times(hundred.minus(toDigits(discount, digits.discount)).div(100));
  return roundToCents(kept.times(toDigits(quantity, digits.quantity)));
}

const hundred = zero.plus(100);

function share(base: Decimal, rate: Decimal): Decimal {
  return base.times(rate).div(100);
}

/** As Odoo keeps a number of so many digits; null keeps it whole. */
export function toDigits(value: Decimal, digits: number | null): Decimal {
  return digits === null ? value : value.round(digits, Big.roundHalfUp);
}
