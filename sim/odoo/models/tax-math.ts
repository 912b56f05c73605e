import Big from 'big.js';

export interface Tax {
  id: number;
  /** Per cent. */
  amount: Big;
  included: boolean;
}

export interface Taxed {
  excluded: Big;
  included: Big;
  /** Unrounded base and amount of each tax, for global rounding. */
  taxes: { id: number; base: Big; raw: Big; rounded: Big }[];
}

const hundred = new Big(100);

/** Half up, away from zero, to the cents of the currency. */
export const toCents = (value: Big): Big => value.round(2, Big.roundHalfUp);

/** Taxes on an amount: the included ones are taken out of it, the others come on top. */
export function taxAmount(amount: Big, taxes: readonly Tax[]): Taxed {
  const gross = toCents(amount);
  const rate = taxes.filter((tax) => tax.included).reduce((sum, tax) => sum.plus(tax.amount), new Big(0));
  const base = gross.times(hundred).div(hundred.plus(rate));
  const parts = taxes.map((tax) => {
    const raw = base.times(tax.amount).div(hundred);
    return { id: tax.id, base, raw, rounded: toCents(raw) };
  });
  const excluded = toCents(base);
  const included = parts.reduce((sum, part) => sum.plus(part.rounded), excluded);
  return { excluded, included, taxes: parts };
}

export interface Totals {
  untaxed: Big;
  tax: Big;
}

/** An order's totals: sums of rounded lines, or each tax rounded once over all lines. */
export function orderTotals(lines: readonly Taxed[], method: string): Totals {
  const untaxed = lines.reduce((sum, line) => sum.plus(line.excluded), new Big(0));
  const total = lines.reduce((sum, line) => sum.plus(line.included), new Big(0));
  if (method !== 'round_globally') return { untaxed, tax: total.minus(untaxed) };
  const raw = new Map<number, Big>();
  const base = lines.reduce((sum, line) => sum.plus(line.taxes[0]?.base ?? line.excluded), new Big(0));
  for (const line of lines) {
    for (const part of line.taxes) raw.set(part.id, (raw.get(part.id) ?? new Big(0)).plus(part.raw));
  }
  const tax = [...raw.values()].reduce((sum, value) => sum.plus(toCents(value)), new Big(0));
  return { untaxed: toCents(base), tax };
}
