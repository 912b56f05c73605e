import type { CatalogueProduct, Quantities } from '../odoo/client.ts';
import { Big } from 'big.js';
import { type Decimal, decimal, sum, zero } from '../trade/money.ts';
import type { ProductSettings } from './product-settings.ts';

type Counted = Pick<CatalogueProduct, 'storable' | 'service' | 'quantities'>;
type Rules = Pick<ProductSettings, 'quantityRule' | 'buffer' | 'uncountedQuantity'>;

/**
 * Whole pieces to be offered: what Odoo has by the chosen rule, less what orders will take that it does not know of,
 * less the buffer; never below 0. What Odoo does not count is offered in the quantity chosen for that, whatever is claimed.
 */
export function offeredQuantity(
  product: Counted,
  { rules, houses, claimed }: { rules: Rules; houses: readonly Quantities[] | null; claimed: Decimal },
): number {
  if (product.service || !product.storable) return rules.uncountedQuantity;
  const has = (houses ?? [product.quantities]).map((quantities) => byRule(quantities, rules.quantityRule));
  const left = sum(has).minus(claimed).minus(rules.buffer);
  return (left.lt(zero) ? zero : left).round(0, Big.roundDown).toNumber();
}

function byRule({ onHand, free, forecast }: Quantities, rule: Rules['quantityRule']): Decimal {
  if (rule === 'on-hand') return onHand;
  return rule === 'free' ? free : forecast;
}

/** What orders claim of a product under any of its codes. */
export function claimedOf(codes: readonly (string | null)[], claims: ReadonlyMap<string, Decimal>): Decimal {
  const own = new Set(codes.filter((code) => code !== null));
  return sum([...own].map((code) => claims.get(code) ?? decimal(0)));
}
