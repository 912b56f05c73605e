import type { OdooTax } from '../odoo/client.ts';
import type { TaxId } from '../trade/ids.ts';
import { type Decimal, decimalText } from '../trade/money.ts';
import type { OrderDecision } from './decision.ts';

export interface TaxChoice {
  id: TaxId;
  /** Whether the line's unit price must be the one with tax. */
  included: boolean;
}

/**
 * The sale tax for a rate in percent: what a person decided, else a plain one of exactly that rate, best one that fits
 * how the shop tells its prices. Null where Odoo has none: taxes are never created.
 */
export function chooseTax(
  rate: Decimal,
  { taxes, included, decision }: { taxes: readonly OdooTax[]; included: boolean; decision: OrderDecision },
): TaxChoice | null {
  const decided = decision.taxes?.[decimalText(rate)];
  const candidates =
    decided === undefined
      ? taxes.filter((tax) => tax.simple && tax.rate.eq(rate))
      : taxes.filter((tax) => tax.id === decided);
  const [best] = candidates.toSorted(
    (a, b) => fit(a, included) - fit(b, included) || a.sequence - b.sequence || a.id - b.id,
  );
  return best === undefined ? null : { id: best.id, included: best.included };
}

function fit(tax: OdooTax, included: boolean): number {
  return tax.included === included ? 0 : 1;
}
