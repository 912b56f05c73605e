import {
  boolean,
  char,
  computed,
  datetime,
  float,
  many2one,
  one2many,
  related,
  selection,
  textField,
} from '../engine/fields.ts';
import { type Acl, defineModel, type Model } from '../engine/model.ts';
import type { OdooVersion } from '../engine/value.ts';
import { mailFields, mailMethods } from './mail.ts';
import { adjustMoves, handToLines, moveLineModel } from './move-lines.ts';
import { packageModels, putInPack } from './packages.ts';
import { pickingWeight } from './picking-weight.ts';
import { transferDialogues, validate } from './validate.ts';

const acl: Acl = {
  'base.group_user': 'r',
  'sales_team.group_sale_salesman': 'rwc',
  'stock.group_stock_user': 'rwcu',
};

const states = [
  ['draft', 'Draft'],
  ['waiting', 'Waiting Another Operation'],
  ['confirmed', 'Waiting'],
  ['partially_available', 'Partially Available'],
  ['assigned', 'Ready'],
  ['done', 'Done'],
  ['cancel', 'Cancelled'],
] as const;

const codes = [
  ['incoming', 'Receipt'],
  ['outgoing', 'Delivery'],
  ['internal', 'Internal Transfer'],
] as const;

const picking = (version: OdooVersion) =>
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
      location_id: many2one('Source Location', 'stock.location'),
      location_dest_id: many2one('Destination Location', 'stock.location'),
      scheduled_date: datetime('Scheduled Date'),
      date_done: datetime('Date of Transfer'),
      sale_id: many2one('Sales Order', 'sale.order'),
      carrier_id: many2one('Carrier', 'delivery.carrier'),
      carrier_tracking_ref: char('Tracking Reference', { index: true }),
      picking_type_code: related(selection('Type of Operation', codes), 'picking_type_id.code'),
      backorder_id: many2one('Back Order of', 'stock.picking'),
      backorder_ids: one2many('Back Orders', 'stock.picking:backorder_id'),
      weight: computed(float('Weight'), pickingWeight),
      note: textField('Notes'),
      move_ids: one2many('Stock Moves', 'stock.move:picking_id'),
      move_line_ids: one2many('Operations', 'stock.move.line:picking_id'),
      ...mailFields('stock.picking'),
    },
    methods: {
      ...mailMethods(version),
      action_assign: { on: 'records', params: [], run: () => true },
      action_put_in_pack: { on: 'records', params: [], run: putInPack },
      button_validate: { on: 'records', params: [], run: validate },
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
      product_id: many2one('Product', 'product.product', { required: true, ondelete: 'restrict' }),
      product_uom_qty: float('Demand', { default: 0, digits: 2 }),
      ...(version >= 17
        ? {
            quantity: float('Quantity', { default: 0, digits: 2 }),
            picked: boolean('Picked', { default: false }),
          }
        : {
            reserved_availability: float('Quantity Reserved', { default: 0, digits: 2 }),
            quantity_done: float('Quantity Done', { default: 0, digits: 2 }),
          }),
      state: selection('Status', states, { readonly: true, default: 'draft' }),
      company_id: many2one('Company', 'res.company', { required: true }),
      location_id: many2one('Source Location', 'stock.location'),
      location_dest_id: many2one('Destination Location', 'stock.location'),
      picking_id: many2one('Transfer', 'stock.picking'),
      sale_line_id: many2one('Sale Line', 'sale.order.line'),
      move_line_ids: one2many('Move Lines', 'stock.move.line:move_id'),
    },
    hooks: {
      beforeWrite: (env, rows, vals) => {
        adjustMoves(env, rows, vals);
        return vals;
      },
      changed: (env, ids, fields) => {
        const counts = ['quantity', 'quantity_done', 'picked'];
        if (fields === undefined || !counts.some((field) => fields.has(field))) return;
        for (const id of ids) handToLines(env, id);
      },
    },
  });

export const stockModels = (version: OdooVersion): Model[] => [
  picking(version),
  move(version),
  moveLineModel(version),
  ...packageModels(version),
  ...transferDialogues(version),
];
