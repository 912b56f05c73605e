import type Big from 'big.js';
import type { Env } from '../engine/env.ts';
import { create } from '../engine/orm.ts';
import { big, refOf, type Row } from '../engine/value.ts';
import { cancelMove, changeMove, giveBack, movesOf } from './deliveries.ts';
import { refreshDelivery } from './delivery-status.ts';
import { doneField, isStorable, lineField, reservedField } from './goods.ts';
import { refreshInvoicing } from './invoicing.ts';
import { addLine, linesOfMove } from './move-lines.ts';
import { moveStock } from './move-stock.ts';
import { reserve } from './quants.ts';

/** What becomes of what is not delivered. */
export type Rest = 'backorder' | 'drop';

/** The moves of a transfer that are not cancelled. */
export const liveMoves = (env: Env, picking: number): Row[] =>
  movesOf(env, picking).filter((row) => row['state'] !== 'cancel');

/** How much of a move is set as done. Where nothing of the transfer is, 17 and later take all that is reserved. */
export function amountDone(env: Env, move: Row, anyPicked: boolean): Big {
  if (env.db.version === 16) return big(move['quantity_done']);
  const lines = linesOfMove(env, move.id).filter((line) => !anyPicked || line['picked'] === true);
  return lines.reduce((all, line) => all.plus(big(line['quantity'])), big(0));
}

export const isPicked = (move: Row): boolean => move['picked'] === true;

/** Delivers of each move what is done of it; the rest goes to a new transfer, or nowhere. */
export function finish(env: Env, picking: number, { rest }: { rest: Rest }): void {
  const moves = liveMoves(env, picking);
  const anyPicked = moves.some(isPicked);
  const left = moves.flatMap((move) => settle(env, move, amountDone(env, move, anyPicked)));
  const now = env.db.timestamp();
  env.table('stock.picking').update(picking, { state: 'done', date_done: now, write_date: now });
  if (rest === 'backorder') carryOn(env, picking, left);
  else for (const move of left) cancelMove(env, env.get('stock.move', move.id));
  const order = refOf(env.get('stock.picking', picking)['sale_id']);
  refreshDelivery(env, order);
  if (order !== undefined) refreshInvoicing(env, order);
}

/** Delivers a transfer whole, whatever is reserved of it. */
export function deliverAll(env: Env, picking: number): void {
  for (const move of liveMoves(env, picking)) setDone(env, move, big(move['product_uom_qty']));
  finish(env, picking, { rest: 'drop' });
}

/** Sets how much of a move is done, on its first line. */
export function setDone(env: Env, move: Row, quantity: Big): void {
  const { version } = env.db;
  const field = lineField(version);
  if (linesOfMove(env, move.id).length === 0) addLine(env, move.id, quantity);
  const picked = version >= 17 ? { picked: true } : {};
  linesOfMove(env, move.id).forEach((line, at) => {
    env.table('stock.move.line').update(line.id, { [field]: at === 0 ? quantity.toNumber() : 0, ...picked });
  });
  changeMove(env, move.id, version >= 17 ? picked : { [doneField(version)]: quantity.toNumber() });
}

/** Takes what is done of a move to where it goes; answers the move of what is left, if anything is. */
function settle(env: Env, move: Row, done: Big): Row[] {
  const demand = big(move['product_uom_qty']);
  const rest = demand.minus(done);
  if (done.eq(0)) return [move];
  giveBack(env, move);
  const product = refOf(move['product_id']) ?? 0;
  if (isStorable(env, env.row('product.product', product))) {
    const [from, to] = [refOf(move['location_id']) ?? 0, refOf(move['location_dest_id']) ?? 0];
    moveStock(env, { product, quantity: done, from, to });
  }
  keepDoneLines(env, move);
  const { version } = env.db;
  const taken = { [doneField(version)]: done.toNumber(), ...(version >= 17 ? { picked: true } : {}) };
  const nothing = version === 16 ? { reserved_availability: 0 } : {};
  changeMove(env, move.id, { state: 'done', product_uom_qty: done.toNumber(), ...nothing, ...taken });
  count(env, move, done);
  return rest.gt(0) ? [splitOff(env, move, rest)] : [];
}

/** Lines of what is not done go; those that are done hold nothing reserved. */
function keepDoneLines(env: Env, move: Row): void {
  const { version } = env.db;
  const lines = linesOfMove(env, move.id);
  const anyPicked = lines.some(isPicked);
  for (const line of lines) {
    const isDone = big(line[lineField(version)]).gt(0) && (!anyPicked || isPicked(line));
    const table = env.table('stock.move.line');
    if (!isDone) table.delete(line.id);
    else table.update(line.id, version === 16 ? { reserved_uom_qty: 0 } : { picked: true });
  }
}

/** What an order's line has had delivered. */
function count(env: Env, move: Row, done: Big): void {
  const line = env.row('sale.order.line', refOf(move['sale_line_id']));
  if (line === undefined) return;
  const delivered = big(line['qty_delivered']).plus(done).toNumber();
  env.table('sale.order.line').update(line.id, { qty_delivered: delivered, write_date: env.db.timestamp() });
}

function splitOff(env: Env, move: Row, rest: Big): Row {
  const { product_id, company_id, location_id, location_dest_id, picking_id, sale_line_id } = move;
  const same = { product_id, company_id, location_id, location_dest_id, picking_id, sale_line_id };
  const vals = Object.fromEntries(Object.entries(same).map(([name, value]) => [name, value ?? false]));
  const [id = 0] = create(env, env.model('stock.move'), [
    { ...vals, product_uom_qty: rest.toNumber(), state: 'confirmed' },
  ]);
  return env.get('stock.move', id);
}

const carried = [
  'origin',
  'partner_id',
  'company_id',
  'picking_type_id',
  'location_id',
  'location_dest_id',
  'scheduled_date',
  'sale_id',
  'carrier_id',
];

/** Makes the transfer of what is left, and reserves for it. */
function carryOn(env: Env, picking: number, left: readonly Row[]): void {
  if (left.length === 0) return;
  const before = env.get('stock.picking', picking);
  const vals = Object.fromEntries(carried.map((name) => [name, before[name] ?? false]));
  const prefix = String(before['name']).replace(/\d+$/, '');
  const house = env.follow(
    'stock.picking.type',
    env.follow('stock.picking', before, 'picking_type_id'),
    'warehouse_id',
  );
  const number = String(env.db.next(`picking/${house?.id ?? 0}`)).padStart(5, '0');
  const [id = 0] = create(env, env.model('stock.picking'), [
    { ...vals, name: `${prefix}${number}`, state: 'confirmed', backorder_id: picking },
  ]);
  const reserved = left.map((move) => reserveAnew(env, move.id, id));
  if (reserved.some((amount) => amount.gt(0))) env.table('stock.picking').update(id, { state: 'assigned' });
}

function reserveAnew(env: Env, id: number, picking: number): Big {
  const move = env.get('stock.move', id);
  giveBack(env, move);
  for (const line of linesOfMove(env, id)) env.table('stock.move.line').delete(line.id);
  const product = refOf(move['product_id']) ?? 0;
  const quantity = big(move['product_uom_qty']);
  const storable = isStorable(env, env.row('product.product', product));
  const place = refOf(move['location_id']) ?? 0;
  const reserved = storable ? reserve(env, { product, place, quantity }) : quantity;
  const state = reserved.gte(quantity) ? 'assigned' : reserved.gt(0) ? 'partially_available' : 'confirmed';
  const { version } = env.db;
  changeMove(env, id, {
    picking_id: picking,
    state,
    [reservedField(version)]: reserved.toNumber(),
    ...(version >= 17 ? { picked: false } : {}),
  });
  addLine(env, id, reserved);
  return reserved;
}
