import type { Env } from '../engine/env.ts';
import { boolean, char, integer, many2one } from '../engine/fields.ts';
import { defineModel, type Model } from '../engine/model.ts';
import { create } from '../engine/orm.ts';
import { shown, text, type Vals } from '../engine/value.ts';

const rights = { 'base.group_user': 'r', 'stock.group_stock_manager': 'rwcu' };

const warehouse = () =>
  defineModel({
    name: 'stock.warehouse',
    description: 'Warehouse',
    className: 'StockWarehouse',
    order: 'sequence,id',
    acl: rights,
    companyRule: true,
    fields: {
      name: char('Warehouse', { required: true }),
      code: char('Short Name', { required: true }),
      active: boolean('Active', { default: true }),
      sequence: integer('Sequence', { default: 10 }),
      company_id: many2one('Company', 'res.company', { required: true, default: (env) => env.company }),
      partner_id: many2one('Address', 'res.partner'),
      view_location_id: many2one('View Location', 'stock.location', { required: true }),
      lot_stock_id: many2one('Location Stock', 'stock.location', { required: true }),
    },
    hooks: {
      prepare: withPlaces,
      changed: (env, ids, fields) => {
        if (fields === undefined) for (const id of ids) claimPlaces(env, id);
      },
    },
  });

/** A warehouse is born with a view and its stock inside it. */
function withPlaces(env: Env, vals: Vals): Vals {
  const company_id = vals['company_id'] ?? env.company;
  const model = env.model('stock.location');
  const [view = 0] = create(env.sudo(), model, [{ name: shown(vals['code']), usage: 'view', company_id }]);
  const [stock = 0] = create(env.sudo(), model, [{ name: 'Stock', location_id: view, company_id }]);
  return { view_location_id: view, lot_stock_id: stock, ...vals };
}

function claimPlaces(env: Env, id: number): void {
  const row = env.get('stock.warehouse', id);
  for (const field of ['view_location_id', 'lot_stock_id']) {
    const place = env.follow('stock.warehouse', row, field);
    if (place !== undefined) env.table('stock.location').update(place.id, { warehouse_id: id });
  }
  const known = env.table('stock.picking.type').lookup('warehouse_id', id).size > 0;
  if (known) return;
  create(env.sudo(), env.model('stock.picking.type'), [
    {
      name: 'Delivery Orders',
      code: 'outgoing',
      warehouse_id: id,
      company_id: row['company_id'] ?? false,
    },
  ]);
}

const pickingType = () =>
  defineModel({
    name: 'stock.picking.type',
    description: 'Picking Type',
    className: 'PickingType',
    acl: rights,
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

export const warehouseModels = (): Model[] => [warehouse(), pickingType()];
