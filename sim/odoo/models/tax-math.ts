import Big from 'big.js';
import type { TaxTotals } from '../engine/dialect.ts';

export interface Tax {
  id: number;
  /** Per cent. */
  amount: Big;
  included: boolean;
}

export interface TaxRule {
  totals: TaxTotals;
  /** Whether the company rounds globally, rather than on each line. */
  globally: boolean;
}

export interface TaxedLine {
  /** What the line shows without and with its taxes. */
  subtotal: Big;
  total: Big;
  /** What it brings into the sums of its order. */
  base: Big;
  taxes: { id: number; included: boolean; amount: Big }[];
}

export interface Totals {
  untaxed: Big;
  tax: Big;
}

const hundred = new Big(100);

/** Half up, away from zero, to the cents of the currency. */
export const toCents = (value: Big): Big => value.round(2, Big.roundHalfUp);

/** To cents, half up even where a division has cut off the last of many digits, as Odoo's float_round does. */
const exactCents = (value: Big): Big => toCents(value.round(10, Big.roundHalfUp));

const sum = (values: readonly Big[]): Big => values.reduce((total, value) => total.plus(value), new Big(0));

const share = (base: Big, tax: Tax): Big => base.times(tax.amount).div(hundred);

/** What is taken out of a price by all the taxes that it includes, in per cent. */
const includedRate = (taxes: readonly Tax[]): Big =>
  sum(taxes.filter((tax) => tax.included).map((tax) => tax.amount));

/** Taxes on a line's amount: the included ones are taken out of it, the others come on top. */
export function taxLine(amount: Big, taxes: readonly Tax[], rule: TaxRule): TaxedLine {
  return rule.totals === 'lines-first' ? roundedFirst(amount, taxes, rule) : leftRaw(amount, taxes, rule);
}

/** The amount and its base are whole cents; the last of the included taxes is what is left of the amount. */
function roundedFirst(amount: Big, taxes: readonly Tax[], { globally }: TaxRule): TaxedLine {
  const digits = globally ? 7 : 2;
  const gross = toCents(amount);
  const base = exactCents(gross.times(hundred).div(hundred.plus(includedRate(taxes))));
  const last = taxes.findLast((tax) => tax.included && !tax.amount.eq(0));
  let left = gross.minus(base);
  const parts = taxes.map((tax) => {
    const amountOfTax = tax === last ? left : share(base, tax).round(digits, Big.roundHalfUp);
    if (tax.included) left = left.minus(amountOfTax);
    return { id: tax.id, included: tax.included, amount: amountOfTax };
  });
  const total = base.plus(sum(parts.map((part) => exactCents(part.amount))));
  return { subtotal: base, total, base, taxes: parts };
}

/** Nothing is rounded but what the line shows, unless the company rounds on each line. */
function leftRaw(amount: Big, taxes: readonly Tax[], { totals, globally }: TaxRule): TaxedLine {
  const kept = globally ? (value: Big) => value : exactCents;
  const gross = kept(amount);
  const whole = hundred.plus(includedRate(taxes));
  const withIncluded = taxes.map((tax) =>
    tax.included ? kept(gross.times(tax.amount).div(whole)) : new Big(0),
  );
  const base = gross.minus(sum(withIncluded));
  const parts = taxes.map((tax, at) => ({
    id: tax.id,
    included: tax.included,
    amount: tax.included ? (withIncluded[at] ?? new Big(0)) : kept(share(base, tax)),
  }));
  const amounts = parts.map((part) => part.amount);
  const subtotal = exactCents(base);
  const total =
    totals === 'raw-sums' ? exactCents(base.plus(sum(amounts))) : subtotal.plus(sum(amounts.map(exactCents)));
  return { subtotal, total, base, taxes: parts };
}

/** What lines come to together. */
export function orderTotals(lines: readonly TaxedLine[], { totals }: TaxRule): Totals {
  const parts = lines.flatMap((line) => line.taxes);
  const byTax = [...Map.groupBy(parts, (part) => part.id).values()];
  const tax = sum(byTax.map((same) => exactCents(sum(same.map((part) => part.amount)))));
  const bases = sum(lines.map((line) => line.base));
  if (totals !== 'raw-sums-included-kept' || parts.some((part) => !part.included)) {
    return { untaxed: exactCents(bases), tax };
  }
  const prices = bases.plus(sum(parts.map((part) => part.amount)));
  return { untaxed: exactCents(prices).minus(tax), tax };
}
