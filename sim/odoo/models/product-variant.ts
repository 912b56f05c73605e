import type { Env } from '../engine/env.ts';
import { validationError } from '../engine/errors.ts';
import { boolean, char, computed, float, many2many, many2one, one2many } from '../engine/fields.ts';
import { defineModel, type Field, type Hooks, type Model } from '../engine/model.ts';
import { sortRows } from '../engine/order.ts';
import { unlink, write } from '../engine/orm.ts';
import { big, idsOf, type Json, type OdooVersion, refOf, type Row, text } from '../engine/value.ts';
import { valueOf } from '../engine/values.ts';
import { leaveImage, variantImages } from './images.ts';
import { reflect, templatesOf } from './mirror.ts';
import { productRights } from './product-rights.ts';
import { type Amounts, onHand } from './on-hand.ts';
import { activeVariants } from './variants.ts';

const name = 'product.product';
const valueModel = 'product.template.attribute.value';

export const variantModel = (version: OdooVersion, more: Record<string, Field>): Model =>
  defineModel({
    name,
    description: 'Product Variant',
    className: 'ProductProduct',
    order: version >= 17 ? 'is_favorite desc, default_code, name, id' : 'default_code, name, id',
    acl: productRights(version),
    companyRule: true,
    inherits: { model: 'product.template', via: 'product_tmpl_id' },
    display,
    fields: { ...own(version), ...amounts(version), ...variantImages(), ...more },
    hooks,
  });

const own = (version: OdooVersion): Record<string, Field> => ({
  product_tmpl_id: many2one('Product Template', 'product.template', {
    required: true,
    ondelete: 'cascade',
  }),
  default_code: char('Internal Reference', { index: true }),
  barcode: char('Barcode', { index: true }),
  active: boolean('Active', { default: true }),
  weight: float('Weight', { default: 0, digits: 2 }),
  volume: float('Volume', { default: 0, digits: 2 }),
  standard_price: float('Cost', { default: 0, ...(version >= 19 ? {} : { digits: 2 }) }),
  product_template_attribute_value_ids: many2many('Attribute Values', valueModel, { shows: hasAlternatives }),
});

const amounts = (version: OdooVersion): Record<string, Field> => {
  const digits = version >= 19 ? {} : { digits: 2 };
  return {
    price_extra: computed(float('Variant Price Extra', digits), extraOf),
    lst_price: {
      ...computed(float('Sales Price', digits), (env, row) => fullPrice(env, row)),
      readonly: false,
      set: setFullPrice,
    },
    qty_available: amount('Quantity On Hand', 'quantity'),
    free_qty: amount('Free To Use Quantity', 'free'),
    virtual_available: amount('Forecasted Quantity', 'forecast'),
    incoming_qty: amount('Incoming', 'incoming'),
    outgoing_qty: amount('Outgoing', 'outgoing'),
    stock_quant_ids: one2many('Stock Quant', 'stock.quant:product_id'),
    stock_move_ids: one2many('Stock Move', 'stock.move:product_id'),
  };
};

const amount = (label: string, of: keyof Amounts): Field =>
  computed(float(label), (env, row) => onHand(env, row.id)[of]);

/** A value is part of a variant's name and price only where the line offers another one. */
function hasAlternatives(env: Env, value: Row): boolean {
  const line = env.row('product.template.attribute.line', refOf(value['attribute_line_id']));
  return idsOf(line?.['value_ids']).length > 1;
}

function valuesOf(env: Env, row: Row): Row[] {
  return idsOf(row['product_template_attribute_value_ids'])
    .flatMap((id) => env.row(valueModel, id) ?? [])
    .filter((value) => hasAlternatives(env, value));
}

function display(env: Env, row: Row): string {
  const rows = sortRows(env, env.model(valueModel), { rows: valuesOf(env, row) });
  const names = rows.map((value) =>
    text(env.follow(valueModel, value, 'product_attribute_value_id')?.['name']),
  );
  const plain = text(env.follow(name, row, 'product_tmpl_id')?.['name']);
  const full = names.length === 0 ? plain : `${plain} (${names.join(', ')})`;
  const code = text(row['default_code']);
  return code === '' || env.context['display_default_code'] === false ? full : `[${code}] ${full}`;
}

const extraOf = (env: Env, row: Row): number =>
  valuesOf(env, row).reduce((sum, value) => sum + Number(value['price_extra'] ?? 0), 0);

/** Until 18 rounded to the digits of prices; 19 leaves the float as the sum came out. */
function fullPrice(env: Env, row: Row): number {
  const template = env.follow(name, row, 'product_tmpl_id');
  const sum = Number(template?.['list_price'] ?? 0) + extraOf(env, row);
  return env.db.version >= 19 ? sum : big(sum).round(2).toNumber();
}

function setFullPrice(env: Env, row: Row, value: Json): void {
  const list_price = Number(value) - extraOf(env, row);
  write(env, env.model(name), { ids: [row.id], vals: { list_price } });
}

const hooks: Hooks = {
  changed: (env, ids, fields) => {
    checkBarcodes(env, ids, fields);
    reflect(env, templatesOf(ids.map((id) => env.row(name, id))));
  },
  beforeUnlink: (env, rows) => {
    if (env.context['template_goes'] !== true) for (const row of rows) leaveImage(env, row);
  },
  afterUnlink: (env, rows) => {
    for (const id of templatesOf(rows)) {
      if (env.context['template_goes'] === true) continue;
      const last = activeVariants(env, id).length === 0 && env.context['keep_template'] !== true;
      if (last) unlink(env.sudo(), env.model('product.template'), [id]);
      else reflect(env, [id]);
    }
  },
};

/** From 17 on a barcode belongs to one product. */
function checkBarcodes(env: Env, ids: number[], fields?: ReadonlySet<string>): void {
  if (env.db.version <= 16 || (fields !== undefined && !fields.has('barcode'))) return;
  for (const id of ids) {
    const barcode = text(env.row(name, id)?.['barcode']);
    if (barcode === '') continue;
    const same = [...env.table(name).lookup('barcode', barcode)].toSorted((a, b) => a - b);
    if (same.length < 2) continue;
    const shown = same.map((one) =>
      text(valueOf(env, { model: env.model(name), row: env.get(name, one) }, 'name')),
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
