import type { Env } from '../engine/env.ts';
import { char, computed, integer, many2many, many2one, monetary, selection } from '../engine/fields.ts';
import { defineModel, type Field, type Model } from '../engine/model.ts';
import { type Row, text } from '../engine/value.ts';

const states = [
  ['draft', 'Draft'],
  ['posted', 'Posted'],
  ['cancel', 'Cancelled'],
] as const;

const moveTypes = [
  ['out_invoice', 'Customer Invoice'],
  ['out_refund', 'Customer Credit Note'],
] as const;

/** Invoices, without their lines: which orders they are of, and whether they are posted. */
export const invoiceModel = (): Model =>
  defineModel({
    name: 'account.move',
    description: 'Journal Entry',
    className: 'AccountMove',
    order: 'id desc',
    acl: { 'sales_team.group_sale_salesman': 'rwc', 'account.group_account_invoice': 'rwcu' },
    companyRule: true,
    fields: {
      name: char('Number'),
      state: selection('Status', states, { readonly: true, default: 'draft', required: true }),
      move_type: selection('Type', moveTypes, { required: true, default: 'out_invoice' }),
      invoice_origin: char('Origin', { index: true }),
      amount_total: monetary('Total', { readonly: true }),
      partner_id: many2one('Partner', 'res.partner'),
      company_id: many2one('Company', 'res.company', { default: (env) => env.company }),
    },
  });

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
