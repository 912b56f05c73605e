import Big from 'big.js';
import { checkAccess } from '../engine/access.ts';
import type { Env } from '../engine/env.ts';
import { computed, float, many2one } from '../engine/fields.ts';
import { defineModel, type Model } from '../engine/model.ts';
import { big, refOf } from '../engine/value.ts';

/** What lies in the warehouses of the companies of the context. */
export function onHand(env: Env, product: number): { quantity: number; free: number } {
  checkAccess(env, env.model('stock.move'), 'read');
  let quantity = new Big(0);
  let reserved = new Big(0);
  for (const id of env.table('stock.quant').lookup('product_id', product)) {
    const row = env.row('stock.quant', id);
    if (row === undefined || !env.companies.includes(refOf(row['company_id']) ?? 0)) continue;
    quantity = quantity.plus(big(row['quantity']));
    reserved = reserved.plus(big(row['reserved_quantity']));
  }
  return { quantity: quantity.toNumber(), free: quantity.minus(reserved).toNumber() };
}

/** Reserves (or with a negative amount releases) stock; false when there is not enough of it. */
export function reserve(env: Env, what: { product: number; company: number; quantity: Big }): boolean {
  for (const id of env.table('stock.quant').lookup('product_id', what.product)) {
    const row = env.row('stock.quant', id);
    if (refOf(row?.['company_id']) !== what.company) continue;
    const reserved = big(row?.['reserved_quantity']).plus(what.quantity);
    if (reserved.gt(big(row?.['quantity']))) continue;
    env.table('stock.quant').update(id, { reserved_quantity: reserved.toNumber() });
    return true;
  }
  return false;
}

export const quantModel = (): Model =>
  defineModel({
    name: 'stock.quant',
    description: 'Quants',
    className: 'StockQuant',
    acl: { 'base.group_user': 'r', 'stock.group_stock_user': 'rwc', 'stock.group_stock_manager': 'rwcu' },
    companyRule: true,
    fields: {
      product_id: many2one('Product', 'product.product', { required: true }),
      company_id: many2one('Company', 'res.company', { default: (env) => env.company }),
      quantity: float('Quantity', { default: 0 }),
      reserved_quantity: float('Reserved Quantity', { default: 0, required: true }),
      available_quantity: computed(float('Available Quantity'), (_env, row) =>
        big(row['quantity']).minus(big(row['reserved_quantity'])).toNumber(),
      ),
    },
    methods: {
      action_apply_inventory: { on: 'records', params: [], run: () => undefined },
    },
  });
