import type { Env } from '../engine/env.ts';
import {
  boolean,
  char,
  datetime,
  float,
  integer,
  many2one,
  one2many,
  selection,
  textField,
} from '../engine/fields.ts';
import { type Acl, defineModel, type Model } from '../engine/model.ts';
import { create } from '../engine/orm.ts';
import { big, refOf, type OdooVersion, type Row, text } from '../engine/value.ts';
import { reserve } from './quants.ts';

const acl: Acl = {
  'base.group_user': 'r',
  'sales_team.group_sale_salesman': 'rwc',
  'stock.group_stock_user': 'rwcu',
};

const states = [
  ['draft', 'Draft'],
  ['waiting', 'Waiting Another Operation'],
  ['confirmed', 'Waiting'],
  ['assigned', 'Ready'],
  ['done', 'Done'],
  ['cancel', 'Cancelled'],
] as const;

const warehouse = () =>
  defineModel({
    name: 'stock.warehouse',
    description: 'Warehouse',
    className: 'StockWarehouse',
    order: 'sequence,id',
    acl: { 'base.group_user': 'r', 'stock.group_stock_manager': 'rwcu' },
    companyRule: true,
    fields: {
      name: char('Warehouse', { required: true }),
      code: char('Short Name', { required: true }),
      active: boolean('Active', { default: true }),
      sequence: integer('Sequence', { default: 10 }),
      company_id: many2one('Company', 'res.company', { required: true, default: (env) => env.company }),
      partner_id: many2one('Address', 'res.partner'),
    },
  });

const pickingType = () =>
  defineModel({
    name: 'stock.picking.type',
    description: 'Picking Type',
    className: 'PickingType',
    acl: { 'base.group_user': 'r', 'stock.group_stock_manager': 'rwcu' },
    companyRule: true,
    display: (env, row) => {
      const house = env.follow('stock.picking.type', row, 'warehouse_id');
      return `${text(house?.['name'])}: ${text(row['name'])}`;
    },
    fields: {
      name: char('Type of Operation', { required: true }),
      code: char('Code'),
      warehouse_id: many2one('Warehouse', 'stock.warehouse', { ondelete: 'cascade' }),
      company_id: many2one('Company', 'res.company', { required: true, default: (env) => env.company }),
    },
  });

const picking = () =>
  defineModel({
    name: 'stock.picking',
    description: 'Transfer',
    className: 'Picking',
    order: 'scheduled_date asc, id desc',
    acl,
    companyRule: true,
    fields: {
      name: char('Reference', { index: true }),
      origin: char('Source Document'),
      state: selection('Status', states, { readonly: true, default: 'draft' }),
      partner_id: many2one('Contact', 'res.partner'),
      company_id: many2one('Company', 'res.company', { readonly: true }),
      picking_type_id: many2one('Operation Type', 'stock.picking.type', { required: true }),
      scheduled_date: datetime('Scheduled Date'),
      date_done: datetime('Date of Transfer'),
      sale_id: many2one('Sales Order', 'sale.order'),
      carrier_id: many2one('Carrier', 'delivery.carrier'),
      carrier_tracking_ref: char('Tracking Reference'),
      note: textField('Notes'),
      move_ids: one2many('Stock Moves', 'stock.move:picking_id'),
    },
  });

const move = (version: OdooVersion) =>
  defineModel({
    name: 'stock.move',
    description: 'Stock Move',
    className: 'StockMove',
    recName: 'reference',
    acl: { 'sales_team.group_sale_salesman': 'rwc', 'stock.group_stock_user': 'rwcu' },
    companyRule: true,
    fields: {
      reference: char('Reference'),
      product_id: many2one('Product', 'product.product', { required: true }),
      product_uom_qty: float('Demand', { default: 0, digits: 2 }),
      quantity: float('Quantity', { default: 0, digits: 2 }),
      ...(version >= 17
        ? { picked: boolean('Picked', { default: false }) }
        : { quantity_done: float('Quantity Done', { default: 0, digits: 2 }) }),
      state: selection('Status', states, { readonly: true, default: 'draft' }),
      company_id: many2one('Company', 'res.company', { required: true }),
      picking_id: many2one('Transfer', 'stock.picking'),
      sale_line_id: many2one('Sale Line', 'sale.order.line'),
    },
  });

export const stockModels = (version: OdooVersion): Model[] => [
  warehouse(),
  pickingType(),
  picking(),
  move(version),
];

const isService = (product: Row | undefined): boolean =>
  product === undefined || product['detailed_type'] === 'service' || product['type'] === 'service';

/** The delivery of a confirmed order, for its goods; ready when all of it is in stock. */
export function deliver(env: Env, order: Row, lines: readonly Row[]): void {
  const goods = lines.filter((line) => {
    const product = env.follow('sale.order.line', line, 'product_id');
    const template = env.follow('product.product', product, 'product_tmpl_id');
    return !isService(template) && big(line['product_uom_qty']).gt(0);
  });
  const house = env.follow('sale.order', order, 'warehouse_id');
  if (goods.length === 0 || house === undefined) return;
  const [type] = env.table('stock.picking.type').lookup('warehouse_id', house.id);
  const company = refOf(order['company_id']) ?? 0;
  const [id = 0] = create(env, env.model('stock.picking'), [
    {
      name: `${text(house['code'])}/OUT/${String(env.db.next(`picking/${house.id}`)).padStart(5, '0')}`,
      origin: originOf(env.db.version, order),
      state: 'confirmed',
      partner_id: order['partner_shipping_id'] ?? false,
      company_id: company,
      picking_type_id: type ?? false,
      scheduled_date: env.db.timestamp(),
      sale_id: order.id,
      carrier_id: order['carrier_id'] ?? false,
    },
  ]);
  const ready = goods.map((line) => makeMove(env, { picking: id, company }, line));
  if (ready.every(Boolean)) env.table('stock.picking').update(id, { state: 'assigned' });
}

function originOf(version: OdooVersion, order: Row): string {
  const ref = text(order['client_order_ref']);
  return version === 18 && ref !== '' ? `${text(order['name'])} - ${ref}` : text(order['name']);
}

function makeMove(env: Env, at: { picking: number; company: number }, line: Row): boolean {
  const product = refOf(line['product_id']) ?? 0;
  const quantity = big(line['product_uom_qty']);
  const ready = reserve(env, { product, company: at.company, quantity });
  create(env, env.model('stock.move'), [
    {
      product_id: product,
      product_uom_qty: quantity.toNumber(),
      quantity: ready ? quantity.toNumber() : 0,
      state: ready ? 'assigned' : 'confirmed',
      company_id: at.company,
      picking_id: at.picking,
      sale_line_id: line.id,
    },
  ]);
  return ready;
}

/** Cancels what is not delivered yet, and gives the reserved stock back. */
export function cancelDeliveries(env: Env, order: number): void {
  for (const id of env.table('stock.picking').lookup('sale_id', order)) {
    if (env.row('stock.picking', id)?.['state'] === 'done') continue;
    env.table('stock.picking').update(id, { state: 'cancel' });
    for (const one of env.table('stock.move').lookup('picking_id', id)) cancelMove(env, one);
  }
}

function cancelMove(env: Env, id: number): void {
  const row = env.row('stock.move', id);
  if (row?.['state'] === 'assigned') {
    reserve(env, {
      product: refOf(row['product_id']) ?? 0,
      company: refOf(row['company_id']) ?? 0,
      quantity: big(row['quantity']).times(-1),
    });
  }
  env.table('stock.move').update(id, { state: 'cancel', quantity: 0 });
}
