import type { Env } from '../engine/env.ts';
import type { OdooVersion, Row } from '../engine/value.ts';

/** What a move has reserved: a field of another name on 16. */
export const reservedField = (version: OdooVersion) => (version >= 17 ? 'quantity' : 'reserved_availability');

/** What somebody has set as done: on 17 and later it is the same as what is reserved. */
export const doneField = (version: OdooVersion) => (version >= 17 ? 'quantity' : 'quantity_done');

/** The same of a line of a move. */
export const lineField = (version: OdooVersion) => (version >= 17 ? 'quantity' : 'qty_done');

const templateOf = (env: Env, product: Row | undefined): Row | undefined =>
  env.follow('product.product', product, 'product_tmpl_id');

export function isService(env: Env, product: Row | undefined): boolean {
  const template = templateOf(env, product);
  return template === undefined || template['detailed_type'] === 'service' || template['type'] === 'service';
}

/** Only these have quants. */
export function isStorable(env: Env, product: Row | undefined): boolean {
  const template = templateOf(env, product);
  return template?.['detailed_type'] === 'product' || template?.['is_storable'] === true;
}
