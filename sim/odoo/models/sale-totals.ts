import Big from 'big.js';
import type { Env } from '../engine/env.ts';
import { big, idsOf, refOf, type Row, type Stored, text } from '../engine/value.ts';
import { orderTotals, type TaxedLine, taxLine, type TaxRule } from './tax-math.ts';
import { taxesOf } from './taxes.ts';

/** The lines of an order, in the order of their making. */
export function linesOf(env: Env, order: number): Row[] {
  return [...env.table('sale.order.line').lookup('order_id', order)]
    .toSorted((a, b) => a - b)
    .flatMap((id) => env.row('sale.order.line', id) ?? []);
}

/** The build's way of adding up, by the rounding method of the order's company. */
function ruleOf(env: Env, company: Stored | undefined): TaxRule {
  const method = text(env.row('res.company', refOf(company))?.['tax_calculation_rounding_method']);
  return { totals: env.db.dialect.taxTotals, globally: method === 'round_globally' };
}

function taxed(env: Env, line: Row, rule: TaxRule): TaxedLine {
  const share = new Big(100).minus(big(line['discount'])).div(100);
  const amount = big(line['price_unit']).times(share).times(big(line['product_uom_qty']));
  return taxLine(amount, taxesOf(env, idsOf(line[env.db.dialect.lineTaxes])), rule);
}

/** Works a line's amounts out anew. */
export function refreshLine(env: Env, id: number): void {
  const line = env.get('sale.order.line', id);
  if ((line['display_type'] ?? null) !== null) return;
  const result = taxed(env, line, ruleOf(env, line['company_id']));
  const subtotal = result.subtotal.toNumber();
  const total = result.total.toNumber();
  env.table('sale.order.line').update(id, {
    price_subtotal: subtotal,
    price_total: total,
    price_tax: noisyTax(env, { subtotal, total }),
  });
}

/** A float with its noise: a product of cents and a hundredth, and from 18 on a difference. */
function noisyTax({ db }: Env, { subtotal, total }: { subtotal: number; total: number }): number {
  return db.version >= 18 ? total - subtotal : Math.round((total - subtotal) * 100) * 0.01;
}

/** Adds an order up, by the rounding method of its company. */
export function refreshTotals(env: Env, id: number): void {
  const order = env.get('sale.order', id);
  const rule = ruleOf(env, order['company_id']);
  const lines = linesOf(env, id).filter((line) => (line['display_type'] ?? null) === null);
  const totals = orderTotals(
    lines.map((line) => taxed(env, line, rule)),
    rule,
  );
  const amounts: Record<string, Stored> = {
    amount_untaxed: totals.untaxed.toNumber(),
    amount_tax: totals.tax.toNumber(),
    amount_total: totals.untaxed.plus(totals.tax).toNumber(),
  };
  if (Object.entries(amounts).every(([name, value]) => order[name] === value)) return;
  env.table('sale.order').update(id, amounts);
}
