import Big from 'big.js';
import { checkAccess } from '../engine/access.ts';
import type { Env } from '../engine/env.ts';
import { big, refOf, type Row } from '../engine/value.ts';
import { countedPlaces } from './locations.ts';

/** What lies in the counted places, what of it is not reserved, and what is to come and to go. */
export interface Amounts {
  quantity: number;
  free: number;
  incoming: number;
  outgoing: number;
  forecast: number;
}

const open: readonly unknown[] = ['waiting', 'confirmed', 'assigned', 'partially_available'];

/**
 * A product's amounts in the warehouses of the companies of the context, or where the context says:
 * `location`, or `warehouse` until 17 and `warehouse_id` from 18 on.
 */
export function onHand(env: Env, product: number): Amounts {
  checkAccess(env, env.model('stock.move'), 'read');
  const places = countedPlaces(env);
  let quantity = new Big(0);
  let reserved = new Big(0);
  for (const row of rowsOf(env, 'stock.quant', product)) {
    if (!places.has(refOf(row['location_id']) ?? 0)) continue;
    quantity = quantity.plus(big(row['quantity']));
    reserved = reserved.plus(big(row['reserved_quantity']));
  }
  const [incoming, outgoing] = moving(env, product, places);
  return {
    quantity: quantity.toNumber(),
    free: quantity.minus(reserved).toNumber(),
    incoming: incoming.toNumber(),
    outgoing: outgoing.toNumber(),
    forecast: quantity.plus(incoming).minus(outgoing).toNumber(),
  };
}

function moving(env: Env, product: number, places: ReadonlySet<number>): [Big, Big] {
  let incoming = new Big(0);
  let outgoing = new Big(0);
  for (const row of rowsOf(env, 'stock.move', product)) {
    if (!open.includes(row['state'])) continue;
    const from = places.has(refOf(row['location_id']) ?? 0);
    const to = places.has(refOf(row['location_dest_id']) ?? 0);
    if (to && !from) incoming = incoming.plus(big(row['product_uom_qty']));
    if (from && !to) outgoing = outgoing.plus(big(row['product_uom_qty']));
  }
  return [incoming, outgoing];
}

const rowsOf = (env: Env, model: string, product: number): Row[] =>
  [...env.table(model).lookup('product_id', product)].flatMap((id) => env.row(model, id) ?? []);
