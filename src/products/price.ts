import type { OdooTax, TaxedPrice } from '../odoo/client.ts';
import type { TaxId } from '../trade/ids.ts';
import { type Decimal, decimalText, roundToCents, zero } from '../trade/money.ts';
import { type Problem, problem } from './problems.ts';

/** What a product costs: without tax, with it, and the percent in between. */
export interface Price {
  net: Decimal;
  gross: Decimal;
  vatRate: Decimal;
}

export interface Priced {
  /** In `currency`, to the cent; with or without tax as its taxes say. */
  amount: Decimal;
  currency: string;
  /** The product's own sale taxes of the company. */
  taxIds: readonly TaxId[];
}

export interface TaxKnowledge {
  /** The company's, by its code. */
  currency: string;
  taxes(): Promise<readonly OdooTax[]>;
  /** Read anew: those that are not among the company's, be they new or of a company above it. */
  taxesById(ids: readonly TaxId[]): Promise<readonly OdooTax[]>;
  /** What the company puts on products without a tax of their own. */
  defaultTax(): Promise<TaxId | null>;
  computeAll(priced: { taxIds: readonly number[]; price: Decimal }): Promise<TaxedPrice>;
}

export type Pricer = (
  priced: Priced,
) => Promise<{ ok: true; price: Price } | { ok: false; problem: Problem }>;

/**
 * Prices products as Odoo sells them: by their own taxes, else by the company's default one, else without tax, as Odoo
 * itself does. One percentage is worked out here, in exact decimals; anything else Odoo is asked for, once per price and
 * taxes of a run. Where a tax cannot be seen, or the taxes have not one VAT rate, there is no price, never a guess.
 */
export function pricer(knowledge: TaxKnowledge): Pricer {
  const asked = new Map<string, Promise<TaxedPrice>>();
  const compute = (taxIds: readonly number[], price: Decimal) => {
    const key = `${taxIds.join()} ${decimalText(price)}`;
    const answer = asked.get(key) ?? knowledge.computeAll({ taxIds, price });
    asked.set(key, answer);
    return answer;
  };
  const looked = new Map<string, Promise<readonly OdooTax[]>>();
  const byId = (ids: readonly TaxId[]) => {
    const key = ids.join();
    const answer = looked.get(key) ?? knowledge.taxesById(ids);
    looked.set(key, answer);
    return answer;
  };
  return async ({ amount, currency, taxIds }) => {
    if (currency !== knowledge.currency)
      return refused(problem('CURRENCY', { currency, expected: knowledge.currency }));
    if (amount.lt(zero)) return refused(problem('NEGATIVE_PRICE'));
    const { taxes, unknown } = await taxesOf(taxIds, { ...knowledge, taxesById: byId });
    if (unknown.length > 0) return refused(problem('TAX_UNKNOWN', { taxes: unknown.join(', ') }));
    if (taxes.length === 0) return { ok: true, price: { net: amount, gross: amount, vatRate: zero } };
    const rates = taxes.filter(({ simple }) => simple);
    const [rate] = rates;
    if (rate === undefined || rates.length > 1)
      return refused(problem('TAX_UNCLEAR', { taxes: taxes.map(({ name }) => name).join(', ') }));
    if (taxes.length === 1) return { ok: true, price: withTax(amount, rate) };
    const { excluded, included } = await compute(
      taxes.map(({ id }) => id),
      amount,
    );
    return { ok: true, price: { net: excluded, gross: included, vatRate: rate.rate } };
  };
}

const refused = (found: Problem) => ({ ok: false as const, problem: found });

/** As Odoo's `compute_all`: an included tax is what is left of the price beside the rounded base. */
export function withTax(amount: Decimal, { rate, included }: Pick<OdooTax, 'rate' | 'included'>): Price {
  const paid = roundToCents(amount);
  if (included) {
    const net = roundToCents(paid.times(100).div(rate.plus(100)));
    return { net, gross: paid, vatRate: rate };
  }
  const tax = roundToCents(paid.times(rate).div(100));
  return { net: paid, gross: paid.plus(tax), vatRate: rate };
}

async function taxesOf(
  ids: readonly TaxId[],
  knowledge: TaxKnowledge,
): Promise<{ taxes: OdooTax[]; unknown: TaxId[] }> {
  const fallback = ids.length === 0 ? await knowledge.defaultTax() : null;
  const wanted = fallback === null ? [...new Set(ids)] : [fallback];
  if (wanted.length === 0) return { taxes: [], unknown: [] };
  const known = await knowledge.taxes();
  const missing = without(wanted, known);
  const others = missing.length === 0 ? [] : await knowledge.taxesById(missing);
  const taxes = [...known, ...others].filter(({ id }) => wanted.includes(id));
  return { taxes, unknown: without(missing, others) };
}

function without(ids: readonly TaxId[], taxes: readonly OdooTax[]): TaxId[] {
  return ids.filter((wanted) => !taxes.some(({ id }) => id === wanted));
}
