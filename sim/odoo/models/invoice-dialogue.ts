import type Big from 'big.js';
import type { Env } from '../engine/env.ts';
import { userError } from '../engine/errors.ts';
import { many2many, selection } from '../engine/fields.ts';
import { type Call, defineModel, type Model } from '../engine/model.ts';
import { create } from '../engine/orm.ts';
import { big, idsOf, type Json, refOf, type Row, text } from '../engine/value.ts';
import { draftName } from './invoice-actions.ts';
import { refreshInvoicing, toInvoice } from './invoicing.ts';

const methods = [
  ['delivered', 'Regular invoice'],
  ['percentage', 'Down payment (percentage)'],
  ['fixed', 'Down payment (fixed amount)'],
] as const;

const name = 'sale.advance.payment.inv';

/** The dialogue that makes invoices of orders: the only way that is open to others. */
export const invoiceDialogue = (): Model =>
  defineModel({
    name,
    description: 'Sales Advance Payment Invoice',
    recName: 'id',
    acl: { 'sales_team.group_sale_salesman': 'rwc', 'account.group_account_invoice': 'rwc' },
    fields: {
      advance_payment_method: selection('Create Invoice', methods, { required: true, default: 'delivered' }),
      sale_order_ids: many2many('Sale Order', 'sale.order'),
    },
    methods: { create_invoices: { on: 'records', params: [], run: createInvoices } },
  });

function createInvoices({ env, ids }: Call): Json {
  const orders = ids.flatMap((id) => idsOf(env.get(name, id)['sale_order_ids']));
  const made = orders.flatMap((id) => invoiceOf(env.sudo(), env.get('sale.order', id)) ?? []);
  if (made.length === 0) throw nothing(env);
  if (env.db.version === 16) return { type: 'ir.actions.act_window_close' };
  return {
    name: 'Invoices',
    type: 'ir.actions.act_window',
    res_model: 'account.move',
    view_mode: 'form',
    res_id: made[0] ?? false,
  };
}

const nothing = (env: Env) =>
  userError(
    env.db.version === 16
      ? 'There is nothing to invoice!\n\nReason(s) of this behavior could be:\n- You should deliver your products before invoicing them.\n- You should modify the invoicing policy of your product: Open the product, go to the "Sales" tab and modify invoicing policy from "delivered quantities" to "ordered quantities". For Services, you should modify the Service Invoicing Policy to \'Prepaid\'.'
      : 'Cannot create an invoice. No items are available to invoice.',
  );

/** A draft of what is to be invoiced of an order. */
function invoiceOf(env: Env, order: Row): number | undefined {
  const lines = toInvoice(env, order.id);
  if (lines.length === 0) return undefined;
  const whole = lines.every(([line, quantity]) => quantity.eq(big(line['product_uom_qty'])));
  const of = (field: 'amount_total' | 'amount_untaxed', part: 'price_total' | 'price_subtotal') =>
    whole ? big(order[field]) : lines.reduce((all, line) => all.plus(share(line, part)), big(0)).round(2);
  const total = of('amount_total', 'price_total').toNumber();
  const company = refOf(order['company_id']) ?? 0;
  const [id = 0] = create(env, env.model('account.move'), [
    {
      name: draftName(env, company),
      invoice_origin: order['name'] ?? false,
      ref: text(order['client_order_ref']),
      partner_id: order['partner_invoice_id'] ?? false,
      company_id: company,
      currency_id: order['currency_id'] ?? false,
      amount_untaxed: of('amount_untaxed', 'price_subtotal').toNumber(),
      amount_total: total,
      amount_residual: total,
    },
  ]);
  create(
    env,
    env.model('account.move.line'),
    lines.map(([line, quantity]) => ({
      move_id: id,
      name: text(line['name']),
      quantity: quantity.toNumber(),
      price_total: share([line, quantity], 'price_total').toNumber(),
      sale_line_id: line.id,
    })),
  );
  refreshInvoicing(env, order.id);
  return id;
}

function share([line, quantity]: readonly [Row, Big], part: 'price_total' | 'price_subtotal'): Big {
  const ordered = big(line['product_uom_qty']);
  return ordered.eq(0) ? big(0) : big(line[part]).times(quantity).div(ordered);
}
