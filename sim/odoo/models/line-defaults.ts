import type { Env } from '../engine/env.ts';
import { idsOf, refOf, type Row, text, type Vals } from '../engine/value.ts';
import { nameOf } from '../engine/values.ts';
import { linesOf, refreshLine, refreshTotals } from './sale-totals.ts';

/** What a line takes over from its product: label, price, unit, taxes of the company. */
export function fromProduct(env: Env, id: number, company: number | undefined): Vals {
  const row = env.get('product.product', id);
  const template = env.follow('product.product', row, 'product_tmpl_id');
  const { lineTaxes, lineUom } = env.db.dialect;
  const taxes = taxesFor(env, template, company);
  const description = text(template?.['description_sale']);
  const label = nameOf(env, 'product.product', id);
  return {
    name: description === '' ? label : `${label}\n${description}`,
    price_unit: template?.['list_price'] ?? 0,
    ...(env.db.version >= 18 ? { technical_price_unit: template?.['list_price'] ?? 0 } : {}),
    [lineUom]: template?.['uom_id'] ?? false,
    [lineTaxes]: [[6, 0, taxes]],
  };
}

function taxesFor(env: Env, template: Row | undefined, company: number | undefined): number[] {
  return idsOf(template?.['taxes_id']).filter(
    (tax) => refOf(env.row('account.tax', tax)?.['company_id'] ?? null) === company,
  );
}

/**
 * Gives all lines of an order the taxes of their products.
 * Odoo does so whenever an order's company is written, even the same one, and even to lines
 * whose taxes came in the same call.
 */
export function retax(env: Env, order: number): void {
  const company = refOf(env.get('sale.order', order)['company_id']);
  for (const line of linesOf(env, order)) {
    const product = env.follow('sale.order.line', line, 'product_id');
    if (product === undefined) continue;
    const template = env.follow('product.product', product, 'product_tmpl_id');
    const taxes = taxesFor(env, template, company);
    env.table('sale.order.line').update(line.id, { [env.db.dialect.lineTaxes]: taxes });
    refreshLine(env, line.id);
  }
  refreshTotals(env, order);
}
