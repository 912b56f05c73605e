import type Big from 'big.js';
import type { Env } from '../engine/env.ts';
import { create } from '../engine/orm.ts';
import { big, refOf } from '../engine/value.ts';

const name = 'stock.quant';

/** Takes stock from one place to another: a quant of each grows or shrinks, below zero too. */
export function moveStock(
  env: Env,
  what: { product: number; quantity: Big; from: number; to: number },
): void {
  add(env, { product: what.product, place: what.from, quantity: what.quantity.times(-1) });
  add(env, { product: what.product, place: what.to, quantity: what.quantity });
}

function add(env: Env, what: { product: number; place: number; quantity: Big }): void {
  for (const id of env.table(name).lookup('product_id', what.product)) {
    const row = env.row(name, id);
    if (refOf(row?.['location_id']) !== what.place) continue;
    env.table(name).update(id, {
      quantity: big(row?.['quantity']).plus(what.quantity).toNumber(),
      write_uid: env.uid,
      write_date: env.db.timestamp(),
    });
    return;
  }
  create(env.sudo(), env.model(name), [
    { product_id: what.product, location_id: what.place, quantity: what.quantity.toNumber() },
  ]);
}
