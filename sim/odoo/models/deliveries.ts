import type Big from 'big.js';
import type { Env } from '../engine/env.ts';
import { notSimulated, userError } from '../engine/errors.ts';
import type { Call } from '../engine/model.ts';
import { create } from '../engine/orm.ts';
import { big, type Json, type OdooVersion, refOf, type Row, text } from '../engine/value.ts';
import { placeOf } from './locations.ts';
import { moveStock } from './move-stock.ts';
import { release, reserve } from './quants.ts';

/** What a move has reserved: a field of another name on 16. */
const reservedField = (version: OdooVersion) => (version >= 17 ? 'quantity' : 'reserved_availability');

const templateOf = (env: Env, product: Row | undefined): Row | undefined =>
  env.follow('product.product', product, 'product_tmpl_id');

const isService = (template: Row | undefined): boolean =>
  template === undefined || template['detailed_type'] === 'service' || template['type'] === 'service';

/** Only these have quants. */
const isStorable = (template: Row | undefined): boolean =>
  template?.['detailed_type'] === 'product' || template?.['is_storable'] === true;

/** The delivery of a confirmed order, for its goods; reserves what is in stock. */
export function deliver(env: Env, order: Row, lines: readonly Row[]): void {
  const goods = lines.filter((line) => {
    const template = templateOf(env, env.follow('sale.order.line', line, 'product_id'));
    return !isService(template) && big(line['product_uom_qty']).gt(0);
  });
  const house = env.follow('sale.order', order, 'warehouse_id');
  if (goods.length === 0 || house === undefined) return;
  const [type] = env.table('stock.picking.type').lookup('warehouse_id', house.id);
  const company = refOf(order['company_id']) ?? 0;
  const from = refOf(house['lot_stock_id']) ?? 0;
  const to = placeOf(env, 'customer', company) ?? 0;
  const [id = 0] = create(env, env.model('stock.picking'), [
    {
      name: `${text(house['code'])}/OUT/${String(env.db.next(`picking/${house.id}`)).padStart(5, '0')}`,
      origin: originOf(env.db.version, order),
      state: 'confirmed',
      partner_id: order['partner_shipping_id'] ?? false,
      company_id: company,
      picking_type_id: type ?? false,
      location_id: from,
      location_dest_id: to,
      scheduled_date: env.db.timestamp(),
      sale_id: order.id,
      carrier_id: order['carrier_id'] ?? false,
    },
  ]);
  const states = goods.map((line) => makeMove(env, { picking: id, company, from, to }, line));
  if (states.some((state) => state !== 'confirmed'))
    env.table('stock.picking').update(id, { state: 'assigned' });
}

function originOf(version: OdooVersion, order: Row): string {
  const ref = text(order['client_order_ref']);
  return version === 18 && ref !== '' ? `${text(order['name'])} - ${ref}` : text(order['name']);
}

interface Route {
  picking: number;
  company: number;
  from: number;
  to: number;
}

function makeMove(env: Env, at: Route, line: Row): string {
  const product = refOf(line['product_id']) ?? 0;
  const quantity = big(line['product_uom_qty']);
  const storable = isStorable(templateOf(env, env.row('product.product', product)));
  const reserved = storable ? reserve(env, { product, place: at.from, quantity }) : quantity;
  const state = reserved.gte(quantity) ? 'assigned' : reserved.gt(0) ? 'partially_available' : 'confirmed';
  create(env, env.model('stock.move'), [
    {
      product_id: product,
      product_uom_qty: quantity.toNumber(),
      [reservedField(env.db.version)]: reserved.toNumber(),
      state,
      company_id: at.company,
      location_id: at.from,
      location_dest_id: at.to,
      picking_id: at.picking,
      sale_line_id: line.id,
    },
  ]);
  return state;
}

const change = (env: Env, id: number, patch: Record<string, string | number | boolean>): void =>
  env.table('stock.move').update(id, { ...patch, write_uid: env.uid, write_date: env.db.timestamp() });

const movesOf = (env: Env, picking: number): Row[] =>
  [...env.table('stock.move').lookup('picking_id', picking)].flatMap((id) => env.row('stock.move', id) ?? []);

/** Cancels what is not delivered yet, and gives the reserved stock back. */
export function cancelDeliveries(env: Env, order: number): void {
  for (const id of env.table('stock.picking').lookup('sale_id', order)) {
    if (env.row('stock.picking', id)?.['state'] === 'done') continue;
    env.table('stock.picking').update(id, { state: 'cancel' });
    for (const row of movesOf(env, id)) cancelMove(env, row);
  }
}

function cancelMove(env: Env, row: Row): void {
  giveBack(env, row);
  change(env, row.id, { state: 'cancel', [reservedField(env.db.version)]: 0 });
}

function giveBack(env: Env, row: Row): void {
  const product = refOf(row['product_id']) ?? 0;
  if (!isStorable(templateOf(env, env.row('product.product', product)))) return;
  const quantity = big(row[reservedField(env.db.version)]);
  release(env, { product, place: refOf(row['location_id']) ?? 0, quantity });
}

/** Validates transfers whose goods are all there; what would ask a person is refused as not simulated. */
export function validate({ env, ids }: Call): Json {
  for (const id of ids) {
    const rows = movesOf(env, id).filter((row) => row['state'] !== 'cancel');
    const done = rows.map((row) => [row, amountDone(env.db.version, row)] as const);
    if (done.every(([, amount]) => amount.eq(0))) {
      if (env.db.version === 16 && rows.some((row) => big(row['reserved_availability']).gt(0))) {
        throw notSimulated('The wizard stock.immediate.transfer');
      }
      throw userError(
        'You cannot validate a transfer if no quantities are reserved nor done. To force the transfer, switch in edit mode and encode the done quantities.',
      );
    }
    if (done.some(([row, amount]) => amount.lt(big(row['product_uom_qty'])))) {
      throw notSimulated('The wizard stock.backorder.confirmation');
    }
    finish(env.sudo(), id, done);
  }
  return true;
}

const amountDone = (version: OdooVersion, row: Row): Big =>
  big(row[version >= 17 ? 'quantity' : 'quantity_done']);

/** Delivers a transfer whole, whatever is reserved of it. */
export function deliverAll(env: Env, picking: number): void {
  const rows = movesOf(env, picking).filter((row) => row['state'] !== 'cancel');
  finish(
    env,
    picking,
    rows.map((row) => [row, big(row['product_uom_qty'])] as const),
  );
}

function finish(env: Env, picking: number, moves: readonly (readonly [Row, Big])[]): void {
  for (const [row, quantity] of moves) {
    giveBack(env, row);
    const product = refOf(row['product_id']) ?? 0;
    const from = refOf(row['location_id']) ?? 0;
    const to = refOf(row['location_dest_id']) ?? 0;
    if (isStorable(templateOf(env, env.row('product.product', product)))) {
      moveStock(env, { product, quantity, from, to });
    }
    const amount = quantity.toNumber();
    const taken = env.db.version >= 17 ? { quantity: amount, picked: true } : { quantity_done: amount };
    change(env, row.id, { state: 'done', ...taken });
    const line = env.row('sale.order.line', refOf(row['sale_line_id']));
    if (line === undefined) continue;
    const delivered = big(line['qty_delivered']).plus(quantity).toNumber();
    env.table('sale.order.line').update(line.id, { qty_delivered: delivered });
  }
  const now = env.db.timestamp();
  env.table('stock.picking').update(picking, { state: 'done', date_done: now, write_date: now });
}
