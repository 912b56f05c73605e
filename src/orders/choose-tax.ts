import type { OdooProduct, OdooTax } from '../odoo/client.ts';
import { type Decimal, decimalText } from '../trade/money.ts';
import type { OrderDecision } from './decision.ts';
import type { TaxOn } from './predict-total.ts';

export interface TaxWish {
  taxes: readonly OdooTax[];
  decision: OrderDecision;
  /** The product's own taxes, which go before others of the same rate. */
  own: OdooProduct['taxIds'];
  /** ISO code of the country that the goods go to, where that is not the company's. */
  destination: string | null;
}

/**
 * The sale taxes that may stand for a rate in percent: what a person decided, else a plain one of exactly that rate,
 * the best that prices include and then the best that they do not. None where Odoo has none: taxes are never created.
 */
export function chooseTaxes(rate: Decimal, wish: TaxWish): TaxOn[] {
  const { taxes, decision } = wish;
  const decided = decision.taxes?.[decimalText(rate)];
  if (decided !== undefined) return taxes.filter((tax) => tax.id === decided).map(onLine);
  const fitting = taxes.filter((tax) => tax.simple && tax.rate.eq(rate));
  return [true, false].flatMap((included) => {
    const [best] = fitting
      .filter((tax) => tax.included === included)
      .toSorted((a, b) => rank(a, wish) - rank(b, wish) || a.sequence - b.sequence || a.id - b.id);
    return best === undefined ? [] : [onLine(best)];
  });
}

/** The tax that Odoo will most likely choose by itself: the product's own, else one of the rate. */
export function likelyTax(rate: Decimal | null, wish: TaxWish): TaxOn | null {
  const own = wish.taxes.find((tax) => tax.simple && wish.own.includes(tax.id));
  if (own !== undefined) return onLine(own);
  return rate === null ? null : (chooseTaxes(rate, wish)[0] ?? null);
}

/** The tax that a person most likely means where none has this rate: the nearest one, plain or not. */
export function nearestTax(rate: Decimal | null, taxes: readonly OdooTax[]): OdooTax | null {
  if (rate === null) return null;
  const far = (tax: OdooTax) => Number(tax.rate.minus(rate).abs());
  const [nearest] = taxes.toSorted((a, b) => far(a) - far(b) || a.sequence - b.sequence || a.id - b.id);
  return nearest ?? null;
}

/** Taxes on sales abroad bear the country's code in their name: `20% FR`. */
function rank(tax: OdooTax, { own, destination }: TaxWish): number {
  if (destination !== null && tax.name.split(/[^A-Za-z]+/).includes(destination)) return 0;
  return own.includes(tax.id) ? 1 : 2;
}

function onLine({ id, rate, included }: OdooTax): TaxOn {
  return { id, rate, included };
}
