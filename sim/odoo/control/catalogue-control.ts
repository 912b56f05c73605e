import { z } from 'zod';
import { Env } from '../engine/env.ts';
import { userError } from '../engine/errors.ts';
import { create, unlink, write } from '../engine/orm.ts';
import type { Vals } from '../engine/value.ts';
import { setActive } from '../models/archiving.ts';
import { deliverAll } from '../models/transfer.ts';
import { setOnHand, stockOf } from '../models/quants.ts';
import type { Server } from '../rpc/server.ts';
import { addProducts, type Added, type AddProducts } from './add-products.ts';
import { addField, type ManualField } from './manual-fields.ts';

/** A variant by SKU or id, or a template by its id. */
export const targetSchema = z.union([
  z.strictObject({ sku: z.string() }),
  z.strictObject({ id: z.int() }),
  z.strictObject({ templateId: z.int() }),
]);

export type Target = z.infer<typeof targetSchema>;

/** When a change becomes visible. Its write_date is that of its beginning: now. */
export interface Timing {
  commitAfterMs?: number | undefined;
}

/** What people do to products in Odoo, under nobody's rights. */
export interface CatalogueControl {
  addProducts: (input: AddProducts) => Added;
  /** Adds fields as provisioning or a module does. A reset takes them away; `options.fields` stay. */
  addFields: (fields: readonly ManualField[]) => void;
  changeProduct: (target: Target, vals: Vals, timing?: Timing) => void;
  /** What is on hand in the first warehouse of a company (default the Italian one), or in the given one. */
  setStock: (
    target: Target,
    stock: { quantity: number; company?: number | undefined; warehouse?: number | undefined },
    timing?: Timing,
  ) => void;
  archive: (target: Target, timing?: Timing) => void;
  unarchive: (target: Target, timing?: Timing) => void;
  /** Throws Odoo's ValidationError for what is in use. */
  remove: (target: Target, timing?: Timing) => void;
  /** Base64, or null for none. */
  setImage: (target: Target, image: string | null, timing?: Timing) => void;
  /** Delivers all that is open of an order, by its id. */
  deliver: (order: number, timing?: Timing) => void;
}

interface Found {
  model: string;
  id: number;
}

function find(env: Env, target: Target): Found {
  if ('templateId' in target) return { model: 'product.template', id: target.templateId };
  const table = env.table('product.product');
  const ids = 'id' in target ? [target.id] : [...table.lookup('default_code', target.sku)];
  const [id] = ids.filter((one) => table.rows.has(one)).toSorted((a, b) => a - b);
  if (id === undefined) throw userError(`No product ${JSON.stringify(target)}`);
  return { model: 'product.product', id };
}

export function catalogueControl(server: Server): CatalogueControl {
  const env = (): Env => {
    const transaction = { snapshot: server.db.commits, keys: new Set<string>(), conflict: false };
    const context = { active_test: false, allowed_company_ids: [1, 2] };
    return new Env(server.db, transaction, { uid: 2, context, su: true });
  };
  const perform = (timing: Timing | undefined, run: (env: Env) => void): void => {
    const { db } = server;
    db.settle();
    if (timing?.commitAfterMs !== undefined) return db.commitLater(timing.commitAfterMs, () => run(env()));
    try {
      run(env());
      db.journal.commit();
    } catch (error) {
      db.journal.rollback();
      throw error;
    }
  };
  const onOne =
    (run: (at: Env, found: Found) => void) =>
    (target: Target, timing?: Timing): void => {
      find(env(), target);
      perform(timing, (at) => run(at, find(at, target)));
    };
  return {
    addProducts: (input) => addProducts(env(), input),
    addFields: (fields) => fields.forEach((field) => addField(server.db, field)),
    changeProduct: (target, vals, timing) =>
      onOne((at, { model, id }) => write(at, at.model(model), { ids: [id], vals }))(target, timing),
    setStock: (target, stock, timing) => onOne((at, { id }) => putStock(at, id, stock))(target, timing),
    archive: onOne((at, { model, id }) => setActive(at, at.model(model), { ids: [id], active: false })),
    unarchive: onOne((at, { model, id }) => setActive(at, at.model(model), { ids: [id], active: true })),
    remove: onOne((at, { model, id }) => unlink(at.with({ active_test: true }), at.model(model), [id])),
    setImage: (target, image, timing) =>
      onOne((at, { model, id }) =>
        write(at, at.model(model), { ids: [id], vals: { image_1920: image ?? false } }),
      )(target, timing),
    deliver: (order, timing) => perform(timing, (at) => deliverOrder(at, order)),
  };
}

function putStock(
  env: Env,
  product: number,
  stock: { quantity: number; company?: number | undefined; warehouse?: number | undefined },
): void {
  const house = env.row('stock.warehouse', stock.warehouse);
  const place = house?.['lot_stock_id'] ?? stockOf(env, stock.company ?? 2);
  if (typeof place !== 'number') throw userError('No such warehouse');
  const quants = [...env.table('stock.quant').lookup('product_id', product)];
  const known = quants.find((id) => env.row('stock.quant', id)?.['location_id'] === place);
  const made = { product_id: product, location_id: place, quantity: 0 };
  const id = known ?? create(env, env.model('stock.quant'), [made])[0] ?? 0;
  setOnHand(env, id, stock.quantity);
}

function deliverOrder(env: Env, order: number): void {
  for (const id of env.table('stock.picking').lookup('sale_id', order)) {
    const state = env.row('stock.picking', id)?.['state'];
    if (state !== 'done' && state !== 'cancel') deliverAll(env, id);
  }
}
