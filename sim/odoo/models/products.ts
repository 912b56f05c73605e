import type { Env } from '../engine/env.ts';
import { validationError } from '../engine/errors.ts';
import {
  boolean,
  char,
  computed,
  float,
  integer,
  many2many,
  many2one,
  one2many,
  related,
  selection,
  textField,
} from '../engine/fields.ts';
import { type Acl, defineModel, type Field, type Model } from '../engine/model.ts';
import { create } from '../engine/orm.ts';
import { type OdooVersion, type Row, text, type Vals } from '../engine/value.ts';
import { onHand } from './quants.ts';

function acl(version: OdooVersion): Acl {
  const everybody = { 'base.group_user': 'r', 'base.group_system': 'rwcu' };
  if (version >= 19) return { ...everybody, 'product.group_product_manager': 'rwcu' };
  return {
    ...everybody,
    'sales_team.group_sale_manager': 'rwcu',
    'stock.group_stock_manager': 'rwcu',
  };
}

const category = (version: OdooVersion): Model =>
  defineModel({
    name: 'product.category',
    description: 'Product Category',
    className: 'ProductCategory',
    order: 'complete_name',
    recName: 'complete_name',
    acl: acl(version),
    fields: {
      name: char('Name', { required: true }),
      parent_id: many2one('Parent Category', 'product.category', { ondelete: 'cascade' }),
      complete_name: computed(char('Complete Name'), fullName),
    },
  });

function fullName(env: Env, row: Row): string {
  const parent = env.follow('product.category', row, 'parent_id');
  const own = text(row['name']);
  return parent === undefined ? own : `${fullName(env, parent)} / ${own}`;
}

function kind(version: OdooVersion): Record<string, Field> {
  if (version <= 17) {
    const kinds = [
      ['consu', 'Consumable'],
      ['service', 'Service'],
      ['product', 'Storable Product'],
    ] as const;
    const field = selection('Product Type', kinds, { required: true, default: 'consu' });
    return { detailed_type: field, type: computed(field, (_env, row) => row['detailed_type'] ?? null) };
  }
  const kinds = [
    ['consu', 'Goods'],
    ['service', 'Service'],
    ['combo', 'Combo'],
  ] as const;
  return {
    type: selection('Product Type', kinds, { required: true, default: 'consu' }),
    is_storable: boolean('Track Inventory', { default: false }),
  };
}

const template = (version: OdooVersion): Model =>
  defineModel({
    name: 'product.template',
    description: 'Product',
    className: 'ProductTemplate',
    order: version >= 17 ? 'is_favorite desc, name' : 'priority desc, name',
    acl: acl(version),
    companyRule: true,
    fields: {
      name: char('Name', { required: true, index: true }),
      ...(version >= 17
        ? { is_favorite: boolean('Favorite', { default: false }) }
        : { priority: char('Favorite', { default: '0' }) }),
      active: boolean('Active', { default: true }),
      sale_ok: boolean('Can be Sold', { default: true }),
      purchase_ok: boolean('Can be Purchased', { default: true }),
      ...kind(version),
      list_price: float('Sales Price', { default: 1, ...(version >= 19 ? {} : { digits: 2 }) }),
      weight: float('Weight', { default: 0 }),
      volume: float('Volume', { default: 0 }),
      description_sale: textField('Sales Description'),
      categ_id: many2one('Product Category', 'product.category', {
        required: true,
        default: (env) => firstId(env, 'product.category'),
      }),
      uom_id: many2one('Unit of Measure', 'uom.uom', {
        required: true,
        default: (env) => firstId(env, 'uom.uom'),
      }),
      taxes_id: many2many('Customer Taxes', 'account.tax'),
      company_id: many2one('Company', 'res.company'),
      currency_id: computed(many2one('Currency', 'res.currency'), mainCurrency),
      product_variant_ids: one2many('Products', 'product.product:product_tmpl_id', { required: true }),
    },
    hooks: { changed: makeVariants },
  });

const firstId = (env: Env, model: string): number | null => env.table(model).rows.keys().next().value ?? null;

/** The price is in the currency of the main company, whatever company looks at it. */
function mainCurrency(env: Env): number | null {
  const currency = env.row('res.company', 1)?.['currency_id'];
  return typeof currency === 'number' ? currency : null;
}

function makeVariants(env: Env, ids: number[], fields?: ReadonlySet<string>): void {
  if (fields !== undefined) {
    touchVariants(env, ids);
    return;
  }
  if (env.context['create_product_product'] === false) return;
  for (const id of ids) create(env, env.model('product.product'), [{ product_tmpl_id: id }]);
}

/** From 17 on a variant's write_date follows its template's. */
function touchVariants(env: Env, ids: number[]): void {
  if (env.db.version <= 16) return;
  for (const id of ids) {
    for (const variant of env.table('product.product').lookup('product_tmpl_id', id)) {
      env.table('product.product').update(variant, { write_date: env.db.timestamp() });
    }
  }
}

const product = (version: OdooVersion): Model =>
  defineModel({
    name: 'product.product',
    description: 'Product Variant',
    className: 'ProductProduct',
    order: version >= 17 ? 'is_favorite desc, default_code, name, id' : 'default_code, name, id',
    acl: acl(version),
    companyRule: true,
    inherits: { model: 'product.template', via: 'product_tmpl_id' },
    display: (env, row) => {
      const name = text(env.follow('product.product', row, 'product_tmpl_id')?.['name']);
      const code = text(row['default_code']);
      return code === '' ? name : `[${code}] ${name}`;
    },
    fields: {
      product_tmpl_id: many2one('Product Template', 'product.template', {
        required: true,
        ondelete: 'cascade',
      }),
      default_code: char('Internal Reference', { index: true }),
      barcode: char('Barcode', { index: true }),
      active: boolean('Active', { default: true }),
      standard_price: float('Cost', { default: 0 }),
      price_extra: computed(float('Variant Price Extra'), () => 0),
      lst_price: related(float('Sales Price'), 'product_tmpl_id.list_price'),
      qty_available: computed(float('Quantity On Hand'), (env, row) => onHand(env, row.id).quantity),
      free_qty: computed(float('Free To Use Quantity'), (env, row) => onHand(env, row.id).free),
      virtual_available: computed(float('Forecasted Quantity'), (env, row) => onHand(env, row.id).free),
    },
    hooks: { changed: checkBarcodes },
  });

/** From 17 on a barcode belongs to one product. */
function checkBarcodes(env: Env, ids: number[], fields?: ReadonlySet<string>): void {
  if (env.db.version <= 16 || (fields !== undefined && !fields.has('barcode'))) return;
  for (const id of ids) {
    const barcode = text(env.row('product.product', id)?.['barcode']);
    if (barcode === '') continue;
    const same = [...env.table('product.product').lookup('barcode', barcode)].toSorted((a, b) => a - b);
    if (same.length < 2) continue;
    const shown = same.map((one) =>
      text(env.follow('product.product', env.row('product.product', one), 'product_tmpl_id')?.['name']),
    );
    const list = env.db.version >= 18 ? joinAnd(shown) : shown.join(', ');
    throw validationError(
      `Barcode(s) already assigned:\n\n- Barcode "${barcode}" already assigned to product(s): ${list}\n\nNote: products that you don't have access to will not be shown above.`,
    );
  }
}

function joinAnd(names: string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 3 ? names.join(' and ') : `${names.slice(0, -1).join(', ')}, and ${last}`;
}

const pricelist = (version: OdooVersion): Model =>
  defineModel({
    name: 'product.pricelist',
    description: 'Pricelist',
    className: 'Pricelist',
    order: version >= 17 ? 'sequence, id, name' : 'sequence asc, id desc',
    acl: { 'base.group_user': 'r', 'sales_team.group_sale_manager': 'rwcu' },
    companyRule: true,
    display: (env, row) =>
      `${text(row['name'])} (${text(env.follow('product.pricelist', row, 'currency_id')?.['name'])})`,
    fields: {
      name: char('Pricelist Name', { required: true }),
      active: boolean('Active', { default: true }),
      sequence: integer('Sequence', { default: 16 }),
      company_id: many2one('Company', 'res.company'),
      currency_id: many2one('Currency', 'res.currency', { required: true }),
    },
  });

/** Values of a product as a call gives them, for seeds: the type in the words of the version. */
export function storable(version: OdooVersion): Vals {
  return version <= 17 ? { detailed_type: 'product' } : { type: 'consu', is_storable: true };
}

export function service(version: OdooVersion): Vals {
  return version <= 17 ? { detailed_type: 'service' } : { type: 'service' };
}

export const productModels = (version: OdooVersion): Model[] => [
  category(version),
  pricelist(version),
  template(version),
  product(version),
];
