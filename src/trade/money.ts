import { Big } from 'big.js';

/** An exact decimal: amounts, rates, quantities. Never a float. */
export type Decimal = Big;

/**
 * The exact decimal behind a text or a JSON number (`71.9` is 71.9, not the float beside it).
 * Null where it is not a finite number or has more than 15 significant digits, since a JSON number may then have lost some.
 */
export function parseDecimal(value: string | number): Decimal | null {
  const text = typeof value === 'number' ? String(value) : value.trim();
  if (!/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text)) return null;
  const parsed = new Big(text);
  return typeof value === 'number' && parsed.c.length > 15 ? new Big(value.toPrecision(15)) : parsed;
}

export function decimal(value: string | number): Decimal {
  return new Big(typeof value === 'number' ? String(value) : value);
}

export const zero: Decimal = new Big(0);

export function sum(values: readonly Decimal[]): Decimal {
  return values.reduce((total, value) => total.plus(value), zero);
}

/** To whole cents, half a cent away from zero: how Italian invoices and Odoo's currencies of two digits round. */
export function roundToCents(value: Decimal): Decimal {
  return value.round(2, Big.roundHalfUp);
}

/** Whether both amounts are the same once rounded to cents. */
export function equalToTheCent(left: Decimal, right: Decimal): boolean {
  return roundToCents(left).eq(roundToCents(right));
}

/** Plain notation without exponent: `27.05`, `1000000`. */
export function decimalText(value: Decimal): string {
  return value.toFixed();
}

/** Two digits behind the point: `27.10`. */
export function amountText(value: Decimal): string {
  return roundToCents(value).toFixed(2);
}
