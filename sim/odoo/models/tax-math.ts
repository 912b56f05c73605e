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
  /** Whether all its taxes are included, so that it comes to its amount. */
  keepsAmount: boolean;
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
  const keepsAmount = taxes.length > 0 && taxes.every((tax) => tax.included);
  return { excluded, included, keepsAmount, taxes: parts };
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
  const bases = [...groups.values()].map(groupBase);
  const raw = new Map<number, Big[]>();
  for (const part of lines.flatMap((line) => line.taxes)) {
    raw.set(part.id, [...(raw.get(part.id) ?? []), part.raw]);
  }
  return { untaxed: sum(bases), tax: sum([...raw.values()].map((parts) => exactCents(sum(parts)))) };
}

const sum = (values: readonly Big[]): Big => values.reduce((total, value) => total.plus(value), new Big(0));

/** What is left of the amount once its taxes are rounded, where all are included; else the rounded base. */
function groupBase(group: readonly Taxed[]): Big {
  if (!group.every((line) => line.keepsAmount)) return exactCents(sum(group.map(baseOf)));
  const ids = new Set(group.flatMap((line) => line.taxes.map((part) => part.id)));
  const parts = group.flatMap((line) => line.taxes);
  const taxes = [...ids].map((id) =>
    exactCents(sum(parts.filter((part) => part.id === id).map(({ raw }) => raw))),
  );
  return sum(group.map((line) => line.included)).minus(sum(taxes));
}

/** To cents, half up even where a division has cut off the last of many digits, as Odoo's float_round does. */
const exactCents = (value: Big): Big => toCents(value.round(10, Big.roundHalfUp));

const baseOf = (line: Taxed): Big => line.taxes[0]?.base ?? line.excluded;
