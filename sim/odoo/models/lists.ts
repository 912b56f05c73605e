import { boolean, char, float, integer, many2many, many2one, selection } from '../engine/fields.ts';
import { defineModel, type Field, type Model, type ModelSpec } from '../engine/model.ts';
import { readOnly } from './base.ts';

const sales = {
  'base.group_user': 'r',
  'sales_team.group_sale_salesman': 'rwc',
  'sales_team.group_sale_manager': 'rwcu',
};

function list(
  name: string,
  description: string,
  more: { fields?: Record<string, Field> } & Partial<Omit<ModelSpec, 'fields'>> = {},
): Model {
  return defineModel({
    acl: readOnly,
    ...more,
    name,
    description,
    fields: { name: char('Name', { required: true, index: true }), ...more.fields },
  });
}

const providers = [
  ['fixed', 'Fixed Price'],
  ['base_on_rule', 'Based on Rules'],
] as const;

/** The short lists that orders and partners point at. */
export const listModels: () => Model[] = () => [
  list('res.partner.category', 'Partner Tags', {
    acl: { 'base.group_user': 'r', 'base.group_partner_manager': 'rwcu' },
  }),
  list('res.partner.title', 'Partner Title'),
  list('crm.team', 'Sales Team', {
    acl: sales,
    companyRule: true,
    fields: {
      active: boolean('Active', { default: true }),
      company_id: many2one('Company', 'res.company'),
      user_id: many2one('Team Leader', 'res.users'),
    },
  }),
  list('crm.tag', 'CRM Tag', { acl: sales, fields: { color: integer('Color', { default: 0 }) } }),
  list('utm.source', 'UTM Source', { acl: sales }),
  list('utm.medium', 'UTM Medium', { acl: sales, fields: { active: boolean('Active', { default: true }) } }),
  list('utm.campaign', 'UTM Campaign', {
    acl: sales,
    fields: { title: char('Campaign Name'), active: boolean('Active', { default: true }) },
  }),
  list('uom.uom', 'Product Unit of Measure', {
    fields: {
      active: boolean('Active', { default: true }),
      rounding: float('Rounding Precision', { default: 0.01 }),
    },
  }),
  list('account.payment.term', 'Payment Terms', {
    fields: { active: boolean('Active', { default: true }), company_id: many2one('Company', 'res.company') },
  }),
  list('account.fiscal.position', 'Fiscal Position', {
    companyRule: true,
    order: 'sequence',
    fields: {
      active: boolean('Active', { default: true }),
      sequence: integer('Sequence', { default: 10 }),
      company_id: many2one('Company', 'res.company', { required: true, default: (env) => env.company }),
      auto_apply: boolean('Detect Automatically'),
      vat_required: boolean('VAT required'),
      country_id: many2one('Country', 'res.country'),
      country_ids: many2many('Countries', 'res.country'),
    },
  }),
  list('delivery.carrier', 'Shipping Methods', {
    order: 'sequence, id',
    companyRule: true,
    fields: {
      active: boolean('Active', { default: true }),
      sequence: integer('Sequence', { default: 10 }),
      product_id: many2one('Delivery Product', 'product.product'),
      company_id: many2one('Company', 'res.company'),
      delivery_type: selection('Provider', providers, { required: true, default: 'fixed' }),
      fixed_price: float('Fixed Price', { default: 0 }),
    },
  }),
];
