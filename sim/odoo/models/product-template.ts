import type { Env } from '../engine/env.ts';
import {
  boolean,
  char,
  computed,
  float,
  integer,
  many2many,
  many2one,
  one2many,
  selection,
  textField,
} from '../engine/fields.ts';
import { defineModel, type Field, type Hooks, type Model } from '../engine/model.ts';
import { create, unlink, write } from '../engine/orm.ts';
import { type OdooVersion, refOf, type Row, text } from '../engine/value.ts';
import { imageFields } from './images.ts';
import { forVariant, handDown, setOnVariant, touchVariants } from './mirror.ts';
import { productRights } from './product-rights.ts';
import { activeVariants, makeVariants, variantsOf } from './variants.ts';

export const templateModel = (version: OdooVersion, more: Record<string, Field>): Model =>
  defineModel({
    name: 'product.template',
    description: 'Product',
    className: 'ProductTemplate',
    order: version >= 17 ? 'is_favorite desc, name' : 'priority desc, name',
    acl: productRights(version),
    companyRule: true,
    display: (_env, row) => {
      const code = text(row['default_code']);
      return code === '' ? text(row['name']) : `[${code}] ${text(row['name'])}`;
    },
    fields: { ...own(version), ...ofTheVariant(version), ...imageFields('product.template'), ...more },
    hooks,
  });

const own = (version: OdooVersion): Record<string, Field> => ({
  name: char('Name', { required: true, index: true }),
  ...(version >= 17
    ? { is_favorite: boolean('Favorite', { default: false }) }
    : { priority: char('Favorite', { default: '0' }) }),
  active: boolean('Active', { default: true }),
  sale_ok: boolean('Can be Sold', { default: true }),
  purchase_ok: boolean('Can be Purchased', { default: true }),
  ...kind(version),
  list_price: float('Sales Price', { default: 1, ...(version >= 19 ? {} : { digits: 2 }) }),
  description: textField('Internal Notes'),
  description_sale: textField('Sales Description'),
  categ_id: many2one(
    'Product Category',
    'product.category',
    version >= 19 ? {} : { required: true, default: (env) => firstId(env, 'product.category') },
  ),
  uom_id: many2one('Unit of Measure', 'uom.uom', {
    required: true,
    default: (env) => firstId(env, 'uom.uom'),
  }),
  taxes_id: many2many('Customer Taxes', 'account.tax'),
  company_id: many2one('Company', 'res.company'),
  currency_id: computed(many2one('Currency', 'res.currency'), currencyOf),
  cost_currency_id: computed(
    many2one('Cost Currency', 'res.currency'),
    (env) => refOf(env.row('res.company', env.company)?.['currency_id']) ?? null,
  ),
  weight_uom_name: computed(char('Weight unit of measure label'), () => 'kg'),
  volume_uom_name: computed(char('Volume unit of measure label'), () => 'm³'),
  attribute_line_ids: one2many('Product Attributes', 'product.template.attribute.line:product_tmpl_id'),
  product_variant_ids: one2many('Products', 'product.product:product_tmpl_id', { required: true }),
  product_variant_id: computed(
    many2one('Product', 'product.product'),
    (env, row) => activeVariants(env, row.id)[0]?.id ?? null,
  ),
  product_variant_count: computed(
    integer('# Product Variants'),
    (env, row) => activeVariants(env, row.id).length,
  ),
});

/** Shown of the only variant, and handed to it when written here. */
const ofTheVariant = (version: OdooVersion): Record<string, Field> => ({
  default_code: char('Internal Reference', { index: true, set: setOnVariant('default_code') }),
  barcode: char('Barcode', { set: setOnVariant('barcode') }),
  weight: float('Weight', { default: 0, digits: 2, set: setOnVariant('weight') }),
  volume: float('Volume', { default: 0, digits: 2, set: setOnVariant('volume') }),
  standard_price: float('Cost', {
    default: 0,
    ...(version >= 19 ? {} : { digits: 2 }),
    set: setOnVariant('standard_price'),
  }),
});

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

const firstId = (env: Env, model: string): number | null => env.table(model).rows.keys().next().value ?? null;

/** The price is in the currency of the product's company, else of the main one, whatever company looks at it. */
function currencyOf(env: Env, row: Row): number | null {
  const company = env.row('res.company', refOf(row['company_id']) ?? 1);
  return refOf(company?.['currency_id']) ?? null;
}

const hooks: Hooks = {
  changed: (env, ids, fields) => {
    for (const id of ids) {
      if (fields === undefined) firstVariants(env, id);
      else followActive(env, id, fields);
    }
    if (fields !== undefined) touchVariants(env, ids);
  },
  beforeUnlink: (env, rows) => {
    const going = env.sudo().with({ keep_template: true, template_goes: true });
    for (const row of rows) {
      const variants = variantsOf(env, row.id).map((variant) => variant.id);
      unlink(going, env.model('product.product'), variants);
      const lines = [...env.table('product.template.attribute.line').lookup('product_tmpl_id', row.id)];
      unlink(going, env.model('product.template.attribute.line'), lines);
    }
  },
};

function firstVariants(env: Env, id: number): void {
  if (env.context['create_product_product'] === false) return;
  const given = forVariant(env, id);
  const active = env.get('product.template', id)['active'] ?? true;
  const hasLines = env.table('product.template.attribute.line').lookup('product_tmpl_id', id).size > 0;
  if (hasLines) makeVariants(env.sudo(), id);
  else create(env.sudo(), env.model('product.product'), [{ product_tmpl_id: id, active }]);
  handDown(env, id, given);
}

/** Archived with all its variants; out of the archive with those that its attributes ask for. */
function followActive(env: Env, id: number, fields: ReadonlySet<string>): void {
  if (!fields.has('active')) return;
  const inUse = activeVariants(env, id).map((row) => row.id);
  if (env.get('product.template', id)['active'] !== true) {
    write(env.sudo(), env.model('product.product'), { ids: inUse, vals: { active: false } });
  } else if (inUse.length === 0) makeVariants(env.sudo(), id);
}
