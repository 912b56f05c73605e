import type Big from 'big.js';
import type { Env } from '../engine/env.ts';
import { userError } from '../engine/errors.ts';
import { boolean, computed, datetime, float, many2one, related } from '../engine/fields.ts';
import { type Call, defineModel, type Hooks, type Model } from '../engine/model.ts';
import { create } from '../engine/orm.ts';
import { big, type OdooVersion, refOf, type Row, type Stored, type Vals } from '../engine/value.ts';
import { placeOf, within } from './locations.ts';
import { moveStock } from './move-stock.ts';

const name = 'stock.quant';

/** Changes a quant and dates it, as every change of stock and every reservation does. */
export function changeQuant(env: Env, id: number, patch: Record<string, Stored>): void {
  env.table(name).update(id, { ...patch, write_uid: env.uid, write_date: env.db.timestamp() });
}

/** Reserves stock inside a place; answers how much there was to reserve. */
export function reserve(env: Env, what: { product: number; place: number; quantity: Big }): Big {
  let open = what.quantity;
  for (const row of quantsIn(env, what)) {
    const free = big(row['quantity']).minus(big(row['reserved_quantity']));
    const part = free.lt(open) ? free : open;
    if (part.lte(0)) continue;
    changeQuant(env, row.id, { reserved_quantity: big(row['reserved_quantity']).plus(part).toNumber() });
    open = open.minus(part);
  }
  return what.quantity.minus(open);
}

/** Gives reserved stock back. */
export function release(env: Env, what: { product: number; place: number; quantity: Big }): void {
  let open = what.quantity;
  for (const row of quantsIn(env, what)) {
    const reserved = big(row['reserved_quantity']);
    const part = reserved.lt(open) ? reserved : open;
    if (part.lte(0)) continue;
    changeQuant(env, row.id, { reserved_quantity: reserved.minus(part).toNumber() });
    open = open.minus(part);
  }
}

function quantsIn(env: Env, what: { product: number; place: number }): Row[] {
  const places = within(env, [what.place]);
  return [...env.table(name).lookup('product_id', what.product)]
    .flatMap((id) => env.row(name, id) ?? [])
    .filter((row) => places.has(refOf(row['location_id']) ?? 0));
}

export const quantModel = (version: OdooVersion): Model =>
  defineModel({
    name,
    description: 'Quants',
    className: 'StockQuant',
    acl: { 'base.group_user': 'r', 'stock.group_stock_user': 'rwc', 'stock.group_stock_manager': 'rwcu' },
    companyRule: true,
    fields: {
      product_id: many2one('Product', 'product.product', { required: true, ondelete: 'restrict' }),
      product_tmpl_id: related(
        many2one('Product Template', 'product.template'),
        'product_id.product_tmpl_id',
      ),
      location_id: many2one('Location', 'stock.location', { required: true, ondelete: 'restrict' }),
      ...(version >= 17
        ? { warehouse_id: related(many2one('Warehouse', 'stock.warehouse'), 'location_id.warehouse_id') }
        : {}),
      company_id: many2one('Company', 'res.company', { readonly: true }),
      quantity: float('Quantity', { default: 0 }),
      reserved_quantity: float('Reserved Quantity', { default: 0, required: true }),
      available_quantity: computed(float('Available Quantity'), (_env, row) =>
        big(row['quantity']).minus(big(row['reserved_quantity'])).toNumber(),
      ),
      in_date: datetime('Incoming Date', { default: (env) => env.db.timestamp() }),
      inventory_quantity: float('Counted Quantity', { default: 0 }),
      inventory_quantity_set: boolean('Inventory Quantity Set', { default: false }),
    },
    methods: { action_apply_inventory: { on: 'records', params: [], run: applyInventory } },
    hooks,
  });

const hooks: Hooks = {
  prepare: (env, given) => {
    const company = typeof given['company_id'] === 'number' ? given['company_id'] : env.company;
    const vals: Vals = { location_id: stockOf(env, company) ?? false, ...given };
    const place = env.row(
      'stock.location',
      refOf(typeof vals['location_id'] === 'number' ? vals['location_id'] : null),
    );
    const counted = 'inventory_quantity' in vals ? { inventory_quantity_set: true } : {};
    return { ...vals, ...counted, company_id: refOf(place?.['company_id']) ?? false };
  },
  beforeWrite: (_env, _rows, vals) =>
    'inventory_quantity' in vals ? { inventory_quantity_set: true, ...vals } : vals,
};

/** The stock of a company's first warehouse. */
export function stockOf(env: Env, company: number): number | undefined {
  const [house] = [...env.table('stock.warehouse').lookup('company_id', company)].toSorted((a, b) => a - b);
  return refOf(env.row('stock.warehouse', house)?.['lot_stock_id']);
}

/** What was counted becomes what is there; answers nothing, as Odoo does. */
function applyInventory({ env, ids }: Call): undefined {
  if (!env.su && !env.hasGroup('stock.group_stock_manager')) {
    throw userError('Only a stock manager can validate an inventory adjustment.');
  }
  for (const id of ids) {
    const row = env.get(name, id);
    if (row['inventory_quantity_set'] === true) setCounted(env.sudo(), row);
  }
}

/** Sets what is there, with the move that an inventory makes. */
export function setOnHand(env: Env, id: number, quantity: number): void {
  setCounted(env, { ...env.get(name, id), inventory_quantity: quantity });
}

function setCounted(env: Env, row: Row): void {
  const counted = big(row['inventory_quantity']);
  const product = refOf(row['product_id']) ?? 0;
  const company = refOf(row['company_id']) ?? env.company;
  const place = refOf(row['location_id']) ?? 0;
  const loss = placeOf(env, 'inventory', company) ?? place;
  const difference = counted.minus(big(row['quantity']));
  if (!difference.eq(0)) {
    const [from, to] = difference.gt(0) ? [loss, place] : [place, loss];
    const quantity = difference.abs();
    create(env, env.model('stock.move'), [
      {
        reference: 'Product Quantity Updated',
        product_id: product,
        product_uom_qty: quantity.toNumber(),
        state: 'done',
        company_id: company,
        location_id: from,
        location_dest_id: to,
      },
    ]);
    moveStock(env, { product, quantity, from, to });
  }
  changeQuant(env, row.id, { inventory_quantity: 0, inventory_quantity_set: false });
}
