import type { Env } from '../engine/env.ts';
import { validationError } from '../engine/errors.ts';
import { boolean, computed, integer, many2many, many2one, one2many } from '../engine/fields.ts';
import { defineModel, type Hooks, type Model } from '../engine/model.ts';
import { create, unlink, write } from '../engine/orm.ts';
import { idsOf, type OdooVersion, refOf, type Row, text } from '../engine/value.ts';
import { nameOf } from '../engine/values.ts';
import { productRights } from './product-rights.ts';
import { dropOrArchive, makeVariants, withoutValues } from './variants.ts';

const lineModel = 'product.template.attribute.line';
const valueModel = 'product.template.attribute.value';

export const attributeLineModel = (version: OdooVersion): Model =>
  defineModel({
    name: lineModel,
    description: 'Product Template Attribute Line',
    className: 'ProductTemplateAttributeLine',
    order: 'sequence, attribute_id, id',
    recName: 'attribute_id',
    acl: productRights(version),
    display: (env, row) => nameOf(env, 'product.attribute', refOf(row['attribute_id'])),
    fields: {
      active: boolean('Active', { default: true }),
      sequence: integer('Sequence', { default: 10 }),
      product_tmpl_id: many2one('Product Template', 'product.template', {
        required: true,
        ondelete: 'cascade',
      }),
      attribute_id: many2one('Attribute', 'product.attribute', { required: true, ondelete: 'restrict' }),
      value_ids: many2many('Values', 'product.attribute.value'),
      value_count: computed(integer('Value Count'), (_env, row) => idsOf(row['value_ids']).length),
      product_template_value_ids: one2many('Product Attribute Values', `${valueModel}:attribute_line_id`),
    },
    hooks,
  });

const hooks: Hooks = {
  beforeUnlink: (env, rows) => {
    if (env.context['template_goes'] === true) return;
    for (const row of rows) dropValues(env.sudo(), valuesOf(env, row.id));
  },
  changed: (env, ids) => {
    const rows = ids.map((id) => env.get(lineModel, id));
    for (const row of rows) {
      checkValues(env, row);
      followValues(env.sudo(), row);
    }
    remakeVariants(env, rows);
  },
  afterUnlink: remakeVariants,
};

function remakeVariants(env: Env, lines: Row[]): void {
  if (env.context['template_goes'] === true) return;
  for (const id of new Set(lines.flatMap((line) => refOf(line['product_tmpl_id']) ?? []))) {
    makeVariants(env.sudo(), id);
  }
}

function checkValues(env: Env, line: Row): void {
  const attribute = env.follow(lineModel, line, 'attribute_id');
  const product = text(env.follow(lineModel, line, 'product_tmpl_id')?.['name']);
  const ids = idsOf(line['value_ids']);
  if (ids.length === 0 && line['active'] === true) {
    throw validationError(
      `The attribute ${text(attribute?.['name'])} must have at least one value for the product ${product}.`,
    );
  }
  const wrong = ids.find(
    (id) => refOf(env.row('product.attribute.value', id)?.['attribute_id']) !== attribute?.id,
  );
  if (wrong === undefined) return;
  throw validationError(
    `On the product ${product} you cannot associate the value ${nameOf(env, 'product.attribute.value', wrong)} with the attribute ${text(attribute?.['name'])} because they do not match.`,
  );
}

const valuesOf = (env: Env, line: number): Row[] =>
  [...env.table(valueModel).lookup('attribute_line_id', line)].flatMap((id) => env.row(valueModel, id) ?? []);

/** Gives the template a value for each of the line's, revives what was archived, drops the rest. */
function followValues(env: Env, line: Row): void {
  const wanted = line['active'] === true ? idsOf(line['value_ids']) : [];
  const present = valuesOf(env, line.id);
  const valueOfRow = (row: Row): number => refOf(row['product_attribute_value_id']) ?? 0;
  dropValues(
    env,
    present.filter((row) => row['ptav_active'] === true && !wanted.includes(valueOfRow(row))),
  );
  for (const id of wanted) {
    const known = present.find((row) => valueOfRow(row) === id);
    if (known === undefined) addValue(env, line, id);
    else if (known['ptav_active'] !== true) {
      write(env, env.model(valueModel), { ids: [known.id], vals: { ptav_active: true } });
    }
  }
}

function addValue(env: Env, line: Row, value: number): void {
  create(env, env.model(valueModel), [
    {
      product_attribute_value_id: value,
      attribute_line_id: line.id,
      product_tmpl_id: line['product_tmpl_id'] ?? false,
      price_extra: env.row('product.attribute.value', value)?.['default_extra_price'] ?? 0,
    },
  ]);
}

/** Removes values with the variants that bear them; what is in use is archived. */
function dropValues(env: Env, rows: Row[]): void {
  const model = env.model(valueModel);
  for (const row of rows) {
    const line = refOf(row['attribute_line_id']) ?? 0;
    const single = valuesOf(env, line).length === 1;
    if (single) withoutValues(env, row);
    const stays = single ? false : dropOrArchive(env, variantsWith(env, row));
    if (stays) write(env, model, { ids: [row.id], vals: { ptav_active: false } });
    else unlink(env, model, [row.id]);
  }
}

function variantsWith(env: Env, value: Row): number[] {
  const table = env.table('product.product');
  return [...table.lookup('product_tmpl_id', refOf(value['product_tmpl_id']) ?? 0)].filter((id) =>
    idsOf(table.rows.get(id)?.['product_template_attribute_value_ids']).includes(value.id),
  );
}
