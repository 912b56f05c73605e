import type { Env } from '../engine/env.ts';
import {
  boolean,
  char,
  computed,
  date,
  datetime,
  derived,
  float,
  html,
  many2many,
  many2one,
  monetary,
  one2many,
  selection,
} from '../engine/fields.ts';
import { defineModel, type Field, type Model } from '../engine/model.ts';
import { type OdooVersion, refOf, type Row } from '../engine/value.ts';
import { deliveryFields } from './delivery-status.ts';
import { invoiceFields } from './invoices.ts';
import { mailFields, mailMethods } from './mail.ts';
import { saleOrderActions } from './sale-order-actions.ts';
import { saleOrderHooks } from './sale-order-hooks.ts';

const states = (version: OdooVersion) => [
  ['draft', 'Quotation'] as const,
  ['sent', 'Quotation Sent'] as const,
  ['sale', 'Sales Order'] as const,
  ...(version === 16 ? [['done', 'Locked'] as const] : []),
  ['cancel', 'Cancelled'] as const,
];

const invoiceStates = [
  ['upselling', 'Upselling Opportunity'],
  ['invoiced', 'Fully Invoiced'],
  ['to invoice', 'To Invoice'],
  ['no', 'Nothing to Invoice'],
] as const;

const policies = [
  ['direct', 'As soon as possible'],
  ['one', 'When all products are ready'],
] as const;

/** Own documents: the user's, or nobody's. */
export const ownDocuments = (env: Env, row: Row): boolean => {
  const user = refOf(row['user_id'] ?? null);
  return user === undefined || user === env.uid;
};

export function saleOrderModel(version: OdooVersion): Model {
  return defineModel({
    name: 'sale.order',
    description: 'Sales Order',
    className: 'SaleOrder',
    order: 'date_order desc, id desc',
    acl: {
      'sales_team.group_sale_salesman': 'rwc',
      'sales_team.group_sale_manager': 'rwcu',
      'stock.group_stock_user': 'rw',
      'account.group_account_invoice': 'rw',
    },
    companyRule: true,
    rules: [
      { group: 'sales_team.group_sale_salesman', allows: ownDocuments },
      { group: 'sales_team.group_sale_salesman_all_leads', allows: () => true },
    ],
    fields: {
      ...head(version),
      ...parties(version),
      ...amounts(),
      ...invoiceFields(),
      ...shipping(version),
      ...mailFields('sale.order'),
    },
    methods: { ...mailMethods(version), ...saleOrderActions(version) },
    hooks: saleOrderHooks,
  });
}

function head(version: OdooVersion): Record<string, Field> {
  return {
    name: char('Order Reference', { required: true, index: true }),
    state: selection('Status', states(version), { readonly: true, default: 'draft' }),
    ...(version >= 17 ? { locked: boolean('Locked', { default: false }) } : {}),
    client_order_ref: char('Customer Reference', { index: true }),
    origin: char('Source Document'),
    reference: char('Payment Ref.'),
    date_order: datetime('Order Date', { required: true, default: (env) => env.db.timestamp() }),
    commitment_date: datetime('Delivery Date'),
    validity_date: date('Expiration'),
    note: html('Terms and conditions'),
    require_signature: boolean('Online signature', { default: true }),
    require_payment: boolean('Online payment', { default: false }),
    access_token: char('Security Token'),
    company_id: many2one('Company', 'res.company', {
      required: true,
      default: (env) => env.company,
    }),
    user_id: many2one('Salesperson', 'res.users'),
    team_id: many2one('Sales Team', 'crm.team', { checkCompany: true }),
    tag_ids: many2many('Tags', 'crm.tag'),
    campaign_id: many2one('Campaign', 'utm.campaign'),
    source_id: many2one('Source', 'utm.source'),
    medium_id: many2one('Medium', 'utm.medium'),
    order_line: one2many('Order Lines', 'sale.order.line:order_id'),
  };
}

function parties(version: OdooVersion): Record<string, Field> {
  const partner = { required: true, ondelete: 'restrict', checkCompany: true } as const;
  return {
    partner_id: many2one('Customer', 'res.partner', partner),
    partner_invoice_id: many2one('Invoice Address', 'res.partner', partner),
    partner_shipping_id: many2one('Delivery Address', 'res.partner', partner),
    fiscal_position_id: many2one('Fiscal Position', 'account.fiscal.position', {
      checkCompany: true,
    }),
    payment_term_id: many2one('Payment Terms', 'account.payment.term', { checkCompany: true }),
    pricelist_id: many2one('Pricelist', 'product.pricelist', {
      required: version === 16,
      checkCompany: true,
    }),
    currency_id: derived(many2one('Currency', 'res.currency')),
  };
}

function amounts(): Record<string, Field> {
  return {
    amount_untaxed: derived(monetary('Untaxed Amount')),
    amount_tax: derived(monetary('Taxes')),
    amount_total: derived(monetary('Total')),
    invoice_status: derived(selection('Invoice Status', invoiceStates, { default: 'no' })),
  };
}

function shipping(version: OdooVersion): Record<string, Field> {
  return {
    warehouse_id: many2one('Warehouse', 'stock.warehouse', {
      required: version <= 17,
      checkCompany: true,
    }),
    picking_policy: selection('Shipping Policy', policies, {
      required: true,
      readonly: version === 16,
      default: 'direct',
    }),
    picking_ids: one2many('Transfers', 'stock.picking:sale_id'),
    delivery_count: computed(
      { type: 'integer', string: 'Delivery Orders' },
      (env, row) => env.table('stock.picking').lookup('sale_id', row.id).size,
    ),
    ...deliveryFields(version),
    carrier_id: many2one('Delivery Method', 'delivery.carrier', { checkCompany: true }),
    recompute_delivery_price: boolean('Delivery cost should be recomputed', { default: false }),
    ...(version >= 17 ? { shipping_weight: float('Shipping Weight') } : {}),
    ...(version >= 18
      ? { pickup_location_data: { type: 'json' as const, string: 'Pickup Location Data' } }
      : {}),
  };
}
