import type Big from 'big.js';
import type { Env } from '../engine/env.ts';
import { big, refOf, type Row } from '../engine/value.ts';

const linesOf = (env: Env, order: number): Row[] =>
  [...env.table('sale.order.line').lookup('order_id', order)]
    .toSorted((a, b) => a - b)
    .flatMap((id) => env.row('sale.order.line', id) ?? [])
    .filter((line) => (line['display_type'] ?? null) === null);

const isConfirmed = (order: Row | undefined): boolean =>
  order?.['state'] === 'sale' || order?.['state'] === 'done';

/** What counts as ordered for an invoice: all of it, or what is delivered where the product says so. */
function due(env: Env, line: Row): Big {
  const product = env.follow('sale.order.line', line, 'product_id');
  const template = env.follow('product.product', product, 'product_tmpl_id');
  const byDelivery = template?.['invoice_policy'] === 'delivery';
  return big(line[byDelivery ? 'qty_delivered' : 'product_uom_qty']);
}

/** The lines of a confirmed order with what is to be invoiced of them. */
export function toInvoice(env: Env, order: number): (readonly [Row, Big])[] {
  if (!isConfirmed(env.row('sale.order', order))) return [];
  return linesOf(env, order)
    .map((line) => [line, due(env, line).minus(big(line['qty_invoiced']))] as const)
    .filter(([, quantity]) => !quantity.eq(0));
}

/** Counts what of an order is invoiced, and says whether more is to be. */
export function refreshInvoicing(env: Env, order: number): void {
  const row = env.row('sale.order', order);
  if (row === undefined) return;
  const lines = linesOf(env, order);
  for (const line of lines) {
    const invoiced = invoicedOf(env, line.id);
    if (!invoiced.eq(big(line['qty_invoiced']))) {
      env.table('sale.order.line').update(line.id, { qty_invoiced: invoiced.toNumber() });
    }
  }
  const status = !isConfirmed(row) ? 'no' : statusOf(env, order, lines);
  if (row['invoice_status'] !== status) env.table('sale.order').update(order, { invoice_status: status });
}

function statusOf(env: Env, order: number, lines: readonly Row[]): string {
  if (toInvoice(env, order).length > 0) return 'to invoice';
  const all =
    lines.length > 0 &&
    lines.every((line) => {
      const now = env.row('sale.order.line', line.id);
      return big(now?.['qty_invoiced']).gte(big(line['product_uom_qty']));
    });
  return all ? 'invoiced' : 'no';
}

function invoicedOf(env: Env, line: number): Big {
  return [...env.table('account.move.line').lookup('sale_line_id', line)].reduce((all, id) => {
    const item = env.row('account.move.line', id);
    const state = env.row('account.move', refOf(item?.['move_id']))?.['state'];
    return state === undefined || state === 'cancel' ? all : all.plus(big(item?.['quantity']));
  }, big(0));
}
