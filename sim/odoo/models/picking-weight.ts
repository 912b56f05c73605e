import type { Env } from '../engine/env.ts';
import { big, refOf, type Row } from '../engine/value.ts';
import { movesOf } from './deliveries.ts';

/** Kilograms of the goods of a transfer, without boxes. */
export function pickingWeight(env: Env, picking: Row): number {
  return movesOf(env, picking.id)
    .filter((move) => move['state'] !== 'cancel')
    .reduce((all, move) => {
      const product = env.row('product.product', refOf(move['product_id']));
      return all.plus(big(product?.['weight']).times(big(move['product_uom_qty'])));
    }, big(0))
    .toNumber();
}
