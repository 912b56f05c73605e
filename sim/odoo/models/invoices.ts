import type { Env } from '../engine/env.ts';
import {
  binary,
  char,
  computed,
  date,
  float,
  integer,
  many2many,
  many2one,
  monetary,
  one2many,
  selection,
} from '../engine/fields.ts';
import { defineModel, type Field, type Model } from '../engine/model.ts';
import { type OdooVersion, refOf, type Row, text, type Vals } from '../engine/value.ts';
import { invoiceActions } from './invoice-actions.ts';
import { refreshInvoicing } from './invoicing.ts';
import { mailFields, mailMethods } from './mail.ts';

const states = [
  ['draft', 'Draft'],
  ['posted', 'Posted'],
  ['cancel', 'Cancelled'],
] as const;

const moveTypes = [
  ['out_invoice', 'Customer Invoice'],
  ['out_refund', 'Customer Credit Note'],
] as const;

const payments = [
  ['not_paid', 'Not Paid'],
  ['in_payment', 'In Payment'],
  ['paid', 'Paid'],
  ['partial', 'Partially Paid'],
  ['reversed', 'Reversed'],
] as const;

const acl = { 'sales_team.group_sale_salesman': 'rwc', 'account.group_account_invoice': 'rwcu' };

/** Invoices, their lines only as far as they count what of an order is invoiced. */
const invoice = (version: OdooVersion): Model =>
  defineModel({
    name: 'account.move',
    description: 'Journal Entry',
    className: 'AccountMove',
    order: 'id desc',
    acl,
    companyRule: true,
    fields: {
      name: char('Number', { index: true }),
      state: selection('Status', states, { readonly: true, default: 'draft', required: true }),
      move_type: selection('Type', moveTypes, { required: true, default: 'out_invoice' }),
      invoice_origin: char('Origin', { index: true }),
      ref: char('Reference', { default: '' }),
      payment_reference: char('Payment Reference'),
      invoice_date: date('Invoice/Bill Date'),
      invoice_date_due: date('Due Date'),
      amount_untaxed: monetary('Untaxed Amount', { readonly: true }),
      amount_total: monetary('Total', { readonly: true }),
      amount_residual: monetary('Amount Due', { readonly: true }),
      payment_state: selection('Payment Status', payments, { readonly: true, default: 'not_paid' }),
      partner_id: many2one('Partner', 'res.partner'),
      company_id: many2one('Company', 'res.company', { default: (env) => env.company }),
      currency_id: many2one('Currency', 'res.currency'),
      journal_id: many2one('Journal', 'account.journal'),
      access_token: char('Security Token'),
      invoice_line_ids: one2many('Invoice lines', 'account.move.line:move_id'),
      ...(version >= 17 ? { invoice_pdf_report_file: binary('PDF File') } : {}),
      ...mailFields('account.move'),
    },
    methods: { ...mailMethods(version), ...invoiceActions(version) },
    hooks: {
      prepare: withCurrency,
      beforeUnlink: (env, rows) => {
        for (const row of rows) env.table('account.move').update(row.id, { state: 'cancel' });
      },
      afterUnlink: (env, rows) => {
        for (const order of ordersOf(env, rows)) refreshInvoicing(env, order);
      },
    },
  });

function withCurrency(env: Env, vals: Vals): Vals {
  const company = env.row('res.company', Number(vals['company_id'] ?? env.company));
  return { currency_id: refOf(company?.['currency_id']) ?? false, ...vals };
}

function ordersOf(env: Env, rows: readonly Row[]): Set<number> {
  const names = rows.flatMap((row) => text(row['invoice_origin']).split(', '));
  return new Set(names.flatMap((name) => [...env.table('sale.order').lookup('name', name)]));
}

const line = (): Model =>
  defineModel({
    name: 'account.move.line',
    description: 'Journal Item',
    className: 'AccountMoveLine',
    acl,
    fields: {
      move_id: many2one('Journal Entry', 'account.move', { required: true, ondelete: 'cascade' }),
      name: char('Label'),
      quantity: float('Quantity', { default: 1 }),
      price_total: monetary('Total'),
      sale_line_id: many2one('Order Line', 'sale.order.line'),
    },
  });

export const invoiceModels = (version: OdooVersion): Model[] => [invoice(version), line()];

/** An order's invoices: Odoo finds them by their lines, here they are found by the origin that it writes into them. */
export function invoiceFields(): Record<string, Field> {
  return {
    invoice_ids: computed(many2many('Invoices', 'account.move'), invoicesOf),
    invoice_count: computed(integer('Invoice Count'), (env, row) => invoicesOf(env, row).length),
  };
}

function invoicesOf(env: Env, order: Row): number[] {
  return [...env.table('account.move').lookup('invoice_origin', text(order['name']))];
}
