import type Big from 'big.js';
import type { Env } from '../engine/env.ts';
import { boolean, float, many2one, related, selection } from '../engine/fields.ts';
import { defineModel, type Hooks, type Model } from '../engine/model.ts';
import { create } from '../engine/orm.ts';
import { big, type OdooVersion, refOf, type Row, type Vals } from '../engine/value.ts';
import { doneField, isStorable, lineField } from './goods.ts';
import { release, reserve } from './quants.ts';

const name = 'stock.move.line';
const asMade = 'lines_as_made';

export const packageModel = (version: OdooVersion) =>
  version >= 19 ? 'stock.package' : 'stock.quant.package';

/** What of a move lies where, and in which package. */
export const moveLineModel = (version: OdooVersion): Model =>
  defineModel({
    name,
    description: 'Product Moves (Stock Move Line)',
    className: 'StockMoveLine',
    recName: 'id',
    order: 'result_package_id desc, id',
    acl: { 'sales_team.group_sale_salesman': 'r', 'stock.group_stock_user': 'rwcu' },
    companyRule: true,
    fields: {
      picking_id: many2one('Transfer', 'stock.picking'),
      move_id: many2one('Stock Operation', 'stock.move', { ondelete: 'cascade' }),
      company_id: many2one('Company', 'res.company', { required: true }),
      product_id: many2one('Product', 'product.product', { ondelete: 'cascade' }),
      ...(version >= 17
        ? {
            quantity: float('Quantity', { default: 0, digits: 2 }),
            picked: boolean('Picked', { default: false }),
          }
        : {
            reserved_uom_qty: float('Reserved', { default: 0, digits: 2 }),
            qty_done: float('Done', { default: 0, digits: 2 }),
          }),
      package_id: many2one('Source Package', packageModel(version), { ondelete: 'restrict' }),
      result_package_id: many2one('Destination Package', packageModel(version), { ondelete: 'restrict' }),
      state: related(selection('Status', []), 'move_id.state'),
      picking_code: related(selection('Type of Operation', []), 'picking_id.picking_type_code'),
      carrier_id: related(many2one('Carrier', 'delivery.carrier'), 'picking_id.carrier_id'),
    },
    hooks,
  });

const hooks: Hooks = {
  prepare: (env, given) => {
    const vals = ofMove(env, given);
    if (env.context[asMade] !== true && typeof vals['quantity'] === 'number') {
      adjust(env, env.row('stock.move', numberOf(vals['move_id'])), big(vals['quantity']));
    }
    return vals;
  },
  beforeWrite: (env, rows, vals) => {
    const { quantity } = vals;
    if (typeof quantity !== 'number') return vals;
    for (const row of rows) {
      adjust(env, env.follow(name, row, 'move_id'), big(quantity).minus(big(row['quantity'])));
    }
    return vals;
  },
  changed: (env, ids, fields) => {
    const counts = ['quantity', 'qty_done', 'picked'];
    if (fields !== undefined && !counts.some((field) => fields.has(field))) return;
    const moves = new Set(ids.flatMap((id) => refOf(env.row(name, id)?.['move_id']) ?? []));
    for (const move of moves) addUp(env, move);
  },
};

const numberOf = (value: Vals[string] | undefined): number | undefined =>
  typeof value === 'number' ? value : undefined;

/** A line that somebody adds to a transfer belongs to the move of its product. */
function ofMove(env: Env, given: Vals): Vals {
  const picking = numberOf(given['picking_id']);
  const candidates = picking === undefined ? [] : [...env.table('stock.move').lookup('picking_id', picking)];
  const product = numberOf(given['product_id']);
  const found = candidates.find((id) => refOf(env.row('stock.move', id)?.['product_id']) === product);
  const move = env.row('stock.move', numberOf(given['move_id']) ?? found);
  if (move === undefined) return given;
  const { product_id, picking_id, company_id } = move;
  return { product_id, picking_id, company_id, ...given, move_id: move.id } as Vals;
}

/** What is set as quantity on 17 and later is reserved with it. */
function adjust(env: Env, move: Row | undefined, difference: Big): void {
  if (move === undefined || move['state'] === 'done' || move['state'] === 'cancel') return;
  const product = env.row('product.product', refOf(move['product_id']));
  if (!isStorable(env, product)) return;
  const at = { product: product?.id ?? 0, place: refOf(move['location_id']) ?? 0 };
  if (difference.gt(0)) reserve(env, { ...at, quantity: difference });
  else release(env, { ...at, quantity: difference.times(-1) });
}

/** The lines of a move, in the order of their making. */
export function linesOfMove(env: Env, move: number): Row[] {
  return [...env.table(name).lookup('move_id', move)]
    .toSorted((a, b) => a - b)
    .flatMap((id) => env.row(name, id) ?? []);
}

/** Gives a move a line of what is reserved for it. */
export function addLine(env: Env, move: number, reserved: Big): void {
  if (!reserved.gt(0)) return;
  const field = env.db.version >= 17 ? 'quantity' : 'reserved_uom_qty';
  const vals = { move_id: move, [field]: reserved.toNumber() };
  create(env.sudo().with({ [asMade]: true }), env.model(name), [vals]);
}

/** A move is what its lines are. */
function addUp(env: Env, id: number): void {
  const move = env.row('stock.move', id);
  if (move === undefined || move['state'] === 'cancel') return;
  const { version } = env.db;
  const lines = linesOfMove(env, id);
  const total = lines.reduce((all, line) => all.plus(big(line[lineField(version)])), big(0));
  const demand = big(move['product_uom_qty']);
  const open = version >= 17 && move['state'] !== 'done';
  env.table('stock.move').update(id, {
    [doneField(version)]: total.toNumber(),
    ...(version >= 17 ? { picked: lines.some((line) => line['picked'] === true) } : {}),
    ...(open
      ? { state: total.gte(demand) ? 'assigned' : total.gt(0) ? 'partially_available' : 'confirmed' }
      : {}),
  });
}

/** What somebody sets on a move holds for its lines: the first one takes the difference. */
export function handToLines(env: Env, id: number): void {
  const { version } = env.db;
  const move = env.get('stock.move', id);
  const field = lineField(version);
  const wanted = big(move[doneField(version)]);
  if (linesOfMove(env, id).length === 0 && wanted.gt(0)) {
    create(env.sudo().with({ [asMade]: true }), env.model(name), [
      { move_id: id, [field]: wanted.toNumber() },
    ]);
  }
  const [first, ...others] = linesOfMove(env, id);
  if (first === undefined) return;
  const rest = others.reduce((all, line) => all.plus(big(line[field])), big(0));
  const table = env.table(name);
  table.update(first.id, { [field]: Math.max(0, wanted.minus(rest).toNumber()) });
  const picked = version >= 17 ? { picked: move['picked'] === true } : {};
  for (const line of [first, ...others]) {
    table.update(line.id, { ...picked, write_uid: env.uid, write_date: env.db.timestamp() });
  }
  if (version >= 17) addUp(env, id);
}

/** What a write on moves reserves or gives back, on 17 and later. */
export function adjustMoves(env: Env, rows: readonly Row[], vals: Vals): void {
  const { quantity } = vals;
  if (typeof quantity !== 'number') return;
  for (const row of rows) adjust(env, row, big(quantity).minus(big(row['quantity'])));
}
