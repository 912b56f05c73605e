import type { Env } from '../engine/env.ts';
import { create } from '../engine/orm.ts';
import { big, type OdooVersion, refOf, type Row, text } from '../engine/value.ts';
import { refreshDelivery } from './delivery-status.ts';
import { isService, isStorable, reservedField } from './goods.ts';
import { placeOf } from './locations.ts';
import { addLine, linesOfMove } from './move-lines.ts';
import { release, reserve } from './quants.ts';

/** The delivery of a confirmed order, for its goods; reserves what is in stock. */
export function deliver(env: Env, order: Row, lines: readonly Row[]): void {
  const goods = lines.filter((line) => {
    return (
      !isService(env, env.follow('sale.order.line', line, 'product_id')) && big(line['product_uom_qty']).gt(0)
    );
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
  refreshDelivery(env, order.id);
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
  const storable = isStorable(env, env.row('product.product', product));
  const reserved = storable ? reserve(env, { product, place: at.from, quantity }) : quantity;
  const state = reserved.gte(quantity) ? 'assigned' : reserved.gt(0) ? 'partially_available' : 'confirmed';
  const [id = 0] = create(env, env.model('stock.move'), [
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
  addLine(env, id, reserved);
  return state;
}

export const changeMove = (env: Env, id: number, patch: Record<string, string | number | boolean>): void =>
  env.table('stock.move').update(id, { ...patch, write_uid: env.uid, write_date: env.db.timestamp() });

/** The moves of a transfer, in the order of their making. */
export const movesOf = (env: Env, picking: number): Row[] =>
  [...env.table('stock.move').lookup('picking_id', picking)]
    .toSorted((a, b) => a - b)
    .flatMap((id) => env.row('stock.move', id) ?? []);

/** Cancels what is not delivered yet, and gives the reserved stock back. */
export function cancelDeliveries(env: Env, order: number): void {
  for (const id of env.table('stock.picking').lookup('sale_id', order)) {
    if (env.row('stock.picking', id)?.['state'] === 'done') continue;
    env.table('stock.picking').update(id, { state: 'cancel' });
    for (const row of movesOf(env, id)) cancelMove(env, row);
  }
  refreshDelivery(env, order);
}

/** Cancels a move: nothing is reserved for it any more, and nothing lies ready. */
export function cancelMove(env: Env, row: Row): void {
  giveBack(env, row);
  for (const line of linesOfMove(env, row.id)) env.table('stock.move.line').delete(line.id);
  changeMove(env, row.id, { state: 'cancel', [reservedField(env.db.version)]: 0 });
}

/** Gives back what is reserved for a move. */
export function giveBack(env: Env, row: Row): void {
  const product = refOf(row['product_id']) ?? 0;
  if (!isStorable(env, env.row('product.product', product))) return;
  const quantity = big(row[reservedField(env.db.version)]);
  release(env, { product, place: refOf(row['location_id']) ?? 0, quantity });
}
