import {
  boolean,
  char,
  datetime,
  float,
  many2one,
  one2many,
  selection,
  textField,
} from '../engine/fields.ts';
import { type Acl, defineModel, type Model } from '../engine/model.ts';
import type { OdooVersion } from '../engine/value.ts';
import { validate } from './deliveries.ts';

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
      location_id: many2one('Source Location', 'stock.location'),
      location_dest_id: many2one('Destination Location', 'stock.location'),
      scheduled_date: datetime('Scheduled Date'),
      date_done: datetime('Date of Transfer'),
      sale_id: many2one('Sales Order', 'sale.order'),
      carrier_id: many2one('Carrier', 'delivery.carrier'),
      carrier_tracking_ref: char('Tracking Reference'),
      note: textField('Notes'),
      move_ids: one2many('Stock Moves', 'stock.move:picking_id'),
    },
    methods: { button_validate: { on: 'records', params: [], run: validate } },
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
    },
  });

export const stockModels = (version: OdooVersion): Model[] => [picking(), move(version)];
