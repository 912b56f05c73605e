import Big from 'big.js';
import type { Env } from '../engine/env.ts';
import { big, idsOf, refOf, type Row, type Stored, text } from '../engine/value.ts';
import { orderTotals, taxAmount, type Taxed } from './tax-math.ts';
import { taxesOf } from './taxes.ts';

/** The lines of an order, in the order of their making. */
export function linesOf(env: Env, order: number): Row[] {
  return [...env.table('sale.order.line').lookup('order_id', order)]
    .toSorted((a, b) => a - b)
    .flatMap((id) => env.row('sale.order.line', id) ?? []);
}

function taxed(env: Env, line: Row): Taxed {
  const share = new Big(100).minus(big(line['discount'])).div(100);
  const amount = big(line['price_unit']).times(share).times(big(line['product_uom_qty']));
  return taxAmount(amount, taxesOf(env, idsOf(line[env.db.dialect.lineTaxes])));
}

/** Works a line's amounts out anew. */
export function refreshLine(env: Env, id: number): void {
  const line = env.get('sale.order.line', id);
  if ((line['display_type'] ?? null) !== null) return;
  const result = taxed(env, line);
  const subtotal = result.excluded.toNumber();
  const total = result.included.toNumber();
  // From 18 on the tax is a difference of floats, with their noise.
  const tax = env.db.version >= 18 ? total - subtotal : result.included.minus(result.excluded).toNumber();
  env.table('sale.order.line').update(id, {
    price_subtotal: subtotal,
    price_total: total,
    price_tax: tax,
  });
}

/** Adds an order up, by the rounding method of its company. */
export function refreshTotals(env: Env, id: number): void {
  const order = env.get('sale.order', id);
  const company = env.row('res.company', refOf(order['company_id']));
  const lines = linesOf(env, id).filter((line) => (line['display_type'] ?? null) === null);
  const totals = orderTotals(
    lines.map((line) => taxed(env, line)),
    text(company?.['tax_calculation_rounding_method']),
  );
  const amounts: Record<string, Stored> = {
    amount_untaxed: totals.untaxed.toNumber(),
    amount_tax: totals.tax.toNumber(),
    amount_total: totals.untaxed.plus(totals.tax).toNumber(),
  };
  if (Object.entries(amounts).every(([name, value]) => order[name] === value)) return;
  env.table('sale.order').update(id, amounts);
}
