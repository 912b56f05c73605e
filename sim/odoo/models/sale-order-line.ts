import type { Env } from '../engine/env.ts';
import { userError, validationError } from '../engine/errors.ts';
import {
  boolean,
  computed,
  derived,
  float,
  integer,
  many2many,
  many2one,
  monetary,
  related,
  selection,
  textField,
} from '../engine/fields.ts';
import { defineModel, type Field, type Hooks, type Model } from '../engine/model.ts';
import { big, type OdooVersion, refOf, type Row, text, type Vals } from '../engine/value.ts';
import { nameOf } from '../engine/values.ts';
import { refreshInvoicing } from './invoicing.ts';
import { isLocked } from './sale-order-actions.ts';
import { ownDocuments } from './sale-order.ts';
import { fromProduct } from './line-defaults.ts';
import { refreshLine, refreshTotals } from './sale-totals.ts';

const displayTypes = [
  ['line_section', 'Section'],
  ['line_note', 'Note'],
] as const;

export function saleOrderLineModel(version: OdooVersion): Model {
  return defineModel({
    name: 'sale.order.line',
    description: 'Sales Order Line',
    className: 'SaleOrderLine',
    order: 'order_id, sequence, id',
    acl: {
      'sales_team.group_sale_salesman': 'rwcu',
      'stock.group_stock_user': 'rw',
      'account.group_account_invoice': 'rw',
    },
    companyRule: true,
    rules: [
      {
        group: 'sales_team.group_sale_salesman',
        allows: (env, row) => {
          const order = env.row('sale.order', refOf(row['order_id']));
          return order === undefined || ownDocuments(env, order);
        },
      },
      { group: 'sales_team.group_sale_salesman_all_leads', allows: () => true },
    ],
    display: (env, row) => `${nameOf(env, 'sale.order', refOf(row['order_id']))} - ${text(row['name'])}`,
    fields: fields(version),
    hooks: hooks(version),
  });
}

function fields(version: OdooVersion): Record<string, Field> {
  const v19 = version >= 19;
  return {
    order_id: many2one('Order Reference', 'sale.order', { required: true, ondelete: 'cascade' }),
    sequence: integer('Sequence', { default: 10 }),
    display_type: selection('Display Type', displayTypes),
    product_id: many2one('Product', 'product.product', { ondelete: 'restrict', checkCompany: true }),
    name: textField('Description', { required: true }),
    product_uom_qty: float('Quantity', { required: true, digits: 2 }),
    [v19 ? 'product_uom_id' : 'product_uom']: many2one('Unit of Measure', 'uom.uom'),
    [v19 ? 'tax_ids' : 'tax_id']: many2many('Taxes', 'account.tax', { checkCompany: true }),
    price_unit: float('Unit Price', { required: true, ...(v19 ? {} : { digits: 2 }) }),
    ...(version >= 18 ? { technical_price_unit: float('Technical Price Unit') } : {}),
    discount: float('Discount (%)', { digits: 2, default: 0 }),
    price_subtotal: derived(monetary('Subtotal')),
    price_tax: derived(float('Total Tax')),
    price_total: derived(monetary('Total')),
    customer_lead: float('Lead Time', { required: true, default: 0 }),
    qty_delivered: float('Delivery Quantity', { default: 0, digits: 2 }),
    qty_invoiced: derived(float('Invoiced Quantity', { default: 0 })),
    is_delivery: boolean('Is a Delivery', { default: false }),
    company_id: derived(many2one('Company', 'res.company')),
    virtual_available_at_date: computed(float('Virtual Available At Date'), () => 0),
    state: related(selection('Order Status', []), 'order_id.state'),
    product_type: related(
      selection('Product Type', []),
      version >= 18 ? 'product_id.type' : 'product_id.detailed_type',
    ),
    order_partner_id: related(many2one('Customer', 'res.partner'), 'order_id.partner_id'),
    salesman_id: related(many2one('Salesperson', 'res.users'), 'order_id.user_id'),
    currency_id: related(many2one('Currency', 'res.currency'), 'order_id.currency_id'),
  };
}

function hooks(version: OdooVersion): Hooks {
  return {
    prepare: (env, given) => completed(env, { ...given, ...ownerOf(env, given) }),
    beforeWrite: (env, rows, vals) => {
      checkLock(env, rows, vals);
      return repriced(env, rows, vals);
    },
    beforeUnlink: (env, rows) => {
      const bound = rows.some((row) => {
        const state = text(env.follow('sale.order.line', row, 'order_id')?.['state']);
        return (state === 'sale' || state === 'done') && (row['display_type'] ?? null) === null;
      });
      if (!bound) return;
      throw userError(
        version <= 17
          ? 'You can not remove an order line once the sales order is confirmed.\nYou should rather set the quantity to 0.'
          : "Once a sales order is confirmed, you can't remove one of its lines (we need to track if something gets invoiced or delivered).\nSet the quantity to 0 instead.",
      );
    },
    changed: (env, ids) => {
      for (const id of ids) refreshLine(env, id);
      refreshOrders(
        env,
        ids.map((id) => env.get('sale.order.line', id)),
      );
    },
    afterUnlink: refreshOrders,
  };
}

function refreshOrders(env: Env, lines: Row[]): void {
  const orders = new Set(lines.flatMap((line) => refOf(line['order_id']) ?? []));
  for (const order of orders) {
    if (env.row('sale.order', order) === undefined) continue;
    refreshTotals(env, order);
    refreshInvoicing(env, order);
  }
}

function ownerOf(env: Env, vals: Vals): Vals {
  const order = env.row('sale.order', refId(vals['order_id']));
  return { company_id: order?.['company_id'] ?? false };
}

const refId = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

function completed(env: Env, vals: Vals): Vals {
  const display = Boolean(vals['display_type']);
  const product = refId(vals['product_id']);
  if (display) {
    if (product !== undefined) {
      throw validationError(
        'The operation cannot be completed: Forbidden values on non-accountable sale order line',
      );
    }
    return { ...vals, product_uom_qty: 0, price_unit: 0, product_id: false };
  }
  if (product === undefined) {
    throw validationError(
      'The operation cannot be completed: Missing required fields on accountable sale order line.',
    );
  }
  return { product_uom_qty: 1, ...fromProduct(env, product, refId(vals['company_id'])), ...vals };
}

/** On 16 and 17 a changed quantity brings the product's price back, unless a price is given. */
function repriced(env: Env, rows: Row[], vals: Vals): Vals {
  const [row] = rows;
  const product = refId(vals['product_id']);
  if (row === undefined) return vals;
  if (product !== undefined) {
    const { price_unit: price = 0, ...rest } = fromProduct(env, product, refOf(row['company_id']));
    const same = product === refOf(row['product_id']);
    // From 18 on a price stays as long as the product does.
    return { ...rest, ...(same && env.db.version >= 18 ? {} : { price_unit: price }), ...vals };
  }
  const quantity = vals['product_uom_qty'];
  const changes = quantity !== undefined && !big(row['product_uom_qty']).eq(Number(quantity));
  const own = refOf(row['product_id']);
  if (env.db.version >= 18 || !changes || 'price_unit' in vals || own === undefined) return vals;
  const price = fromProduct(env, own, refOf(row['company_id']))['price_unit'] ?? 0;
  return { ...vals, price_unit: price };
}

const guarded = [
  'product_id',
  'name',
  'price_unit',
  'product_uom',
  'product_uom_id',
  'product_uom_qty',
  'tax_id',
  'tax_ids',
];

function checkLock(env: Env, rows: Row[], vals: Vals): void {
  const locked = rows.some((row) => isLocked(env.follow('sale.order.line', row, 'order_id')));
  const touched = guarded.filter((name) => name in vals);
  if (!locked || touched.length === 0) return;
  const model = env.model('sale.order.line');
  const labels = touched.map((name) => model.fields[name]?.string ?? name);
  throw userError(`It is forbidden to modify the following fields in a locked order:\n${labels.join('\n')}`);
}
