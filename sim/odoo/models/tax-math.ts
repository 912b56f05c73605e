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

/**
 * Taxes on an amount: the included ones are taken out of it, the others come on top. A rounded line whose taxes are all
 * included always comes to its amount: the last of them is what is left of it.
 */
export function taxAmount(amount: Big, taxes: readonly Tax[]): Taxed {
  const gross = toCents(amount);
  const rate = taxes.filter((tax) => tax.included).reduce((sum, tax) => sum.plus(tax.amount), new Big(0));
  const base = gross.times(hundred).div(hundred.plus(rate));
  const excluded = toCents(base);
  let left = gross.minus(excluded);
  const lastIncluded = taxes.findLast((tax) => tax.included);
  const parts = taxes.map((tax) => {
    const raw = base.times(tax.amount).div(hundred);
    const rounded = tax === lastIncluded ? left : toCents(raw);
    if (tax.included) left = left.minus(rounded);
    return { id: tax.id, base, raw, rounded };
  });
  const included = parts.reduce((sum, part) => sum.plus(part.rounded), excluded);
  return { excluded, included, taxes: parts };
}

export interface Totals {
  untaxed: Big;
  tax: Big;
}

/** An order's totals: sums of rounded lines, or base and taxes rounded once for lines of equal taxes. */
export function orderTotals(lines: readonly Taxed[], method: string): Totals {
  if (method !== 'round_globally') {
    const untaxed = sum(lines.map((line) => line.excluded));
    return { untaxed, tax: sum(lines.map((line) => line.included)).minus(untaxed) };
  }
  const groups = Map.groupBy(lines, (line) => line.taxes.map((part) => part.id).join());
  const bases = [...groups.values()].map((group) => toCents(sum(group.map(baseOf))));
  const raw = new Map<number, Big[]>();
  for (const part of lines.flatMap((line) => line.taxes)) {
    raw.set(part.id, [...(raw.get(part.id) ?? []), part.raw]);
  }
  return { untaxed: sum(bases), tax: sum([...raw.values()].map((parts) => toCents(sum(parts)))) };
}

const sum = (values: readonly Big[]): Big => values.reduce((total, value) => total.plus(value), new Big(0));

const baseOf = (line: Taxed): Big => line.taxes[0]?.base ?? line.excluded;
