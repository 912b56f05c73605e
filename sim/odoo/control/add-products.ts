import { z } from 'zod';
import type { Env } from '../engine/env.ts';
import { userError } from '../engine/errors.ts';
import { create } from '../engine/orm.ts';
import type { Row, Stored, Vals } from '../engine/value.ts';
import { storable } from '../models/products.ts';
import { stockOf } from '../models/quants.ts';

export const addProductsSchema = z.strictObject({
  /** How many templates. */
  templates: z.int().min(1).max(200_000),
  /** Variants of each. */
  variants: z.int().min(1).max(1000).default(1),
  /** SKUs are this with a number behind it, from `from` on; of families with the variant's behind that. */
  sku: z.string().min(1).default('MASSA'),
  from: z.int().nonnegative().default(1),
  name: z.string().min(1).default('Articolo'),
  price: z.number().nonnegative().default(10),
  /** On hand in the stock of the company, for each variant; null for no quant. */
  quantity: z.number().nonnegative().nullable().default(5),
  company: z.int().positive().default(2),
  /** Further values of each template, and of each variant. */
  template: z.record(z.string(), z.json()).default({}),
  variant: z.record(z.string(), z.json()).default({}),
});

export type AddProducts = z.input<typeof addProductsSchema>;

export interface Added {
  templates: number[];
  variants: number[];
}

interface Sample {
  template: Row;
  variant: Row;
  line: Row | undefined;
  value: Row | undefined;
  quant: Row | undefined;
  /** The attribute's values, as many as there are variants. */
  values: number[];
}

/**
 * Makes many products at once: the first one as any call would, the others as copies of its rows. They are dated now.
 * Commits by itself.
 */
export function addProducts(env: Env, input: AddProducts): Added {
  const wanted = addProductsSchema.parse(input);
  const unknown = Object.keys(wanted.variant).find(
    (name) => env.model('product.product').fields[name] === undefined,
  );
  if (unknown !== undefined) throw userError(`No field ${unknown}`);
  const values = wanted.variants === 1 ? [] : attributeValues(env, wanted.variants);
  const sample = sampleOf(env, wanted, values);
  env.db.journal.commit();
  const added: Added = {
    templates: [sample.template.id],
    variants: [...env.table('product.product').lookup('product_tmpl_id', sample.template.id)],
  };
  for (let at = 1; at < wanted.templates; at += 1) {
    copyFamily(env, { wanted, sample, at }, added);
    if (at % 500 === 0) env.db.journal.commit();
  }
  env.db.journal.commit();
  return added;
}

function attributeValues(env: Env, count: number): number[] {
  const attributes = env.table('product.attribute').rows;
  const known = [...attributes.values()].find((row) => row['name'] === 'Misura')?.id;
  const attribute = known ?? create(env, env.model('product.attribute'), [{ name: 'Misura' }])[0] ?? 0;
  const ids = [...env.table('product.attribute.value').lookup('attribute_id', attribute)];
  const missing = Array.from({ length: Math.max(0, count - ids.length) }, (_value, at): Vals => ({
    name: `M${ids.length + at + 1}`,
    sequence: ids.length + at,
    attribute_id: attribute,
  }));
  return [...ids, ...create(env, env.model('product.attribute.value'), missing)].slice(0, count);
}

type Wanted = z.output<typeof addProductsSchema>;

const skuOf = (wanted: Wanted, at: number, variant: number): string =>
  `${wanted.sku}-${wanted.from + at}${wanted.variants === 1 ? '' : `-${variant + 1}`}`;

/** From 19 on Odoo gives none by itself; older versions give the first one. */
const firstCategory = (env: Env): number | false => Math.min(...env.table('product.category').rows.keys());

/** The first family, made through the front door. */
function sampleOf(env: Env, wanted: Wanted, values: number[]): Sample {
  const attribute = env.row('product.attribute.value', values[0])?.['attribute_id'] ?? false;
  const lines = [[0, 0, { attribute_id: attribute, value_ids: [[6, 0, values]] }]];
  const [template = 0] = create(env, env.model('product.template'), [
    {
      name: `${wanted.name} ${wanted.from}`,
      list_price: wanted.price,
      company_id: wanted.company,
      ...storable(env.db.version),
      ...(env.db.version >= 19 ? { categ_id: firstCategory(env) } : {}),
      ...wanted.template,
      ...(values.length === 0 ? {} : { attribute_line_ids: lines }),
    },
  ]);
  const variants = [...env.table('product.product').lookup('product_tmpl_id', template)];
  const place = stockOf(env, wanted.company) ?? 0;
  for (const [at, id] of variants.entries()) {
    const own = {
      ...env.get('product.product', id),
      ...plain(wanted.variant),
      default_code: skuOf(wanted, 0, at),
    };
    env.table('product.product').update(id, own);
    if (wanted.quantity === null) continue;
    create(env, env.model('stock.quant'), [
      { product_id: id, location_id: place, quantity: wanted.quantity },
    ]);
  }
  if (wanted.variants === 1) {
    env.table('product.template').update(template, { default_code: skuOf(wanted, 0, 0) });
  }
  const first = (model: string, field: string, value: Stored): Row | undefined =>
    env.row(model, [...env.table(model).lookup(field, value)][0]);
  return {
    template: env.get('product.template', template),
    variant: env.get('product.product', variants[0] ?? 0),
    line: first('product.template.attribute.line', 'product_tmpl_id', template),
    value: first('product.template.attribute.value', 'product_tmpl_id', template),
    quant: first('stock.quant', 'product_id', variants[0] ?? 0),
    values,
  };
}

/** Columns as they are kept. */
function plain(vals: Record<string, unknown>): Record<string, Stored> {
  return Object.fromEntries(
    Object.entries(vals).flatMap(([name, value]): [string, Stored][] =>
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? [[name, value]]
        : [],
    ),
  );
}

function copyFamily(env: Env, what: { wanted: Wanted; sample: Sample; at: number }, added: Added): void {
  const { wanted, sample, at } = what;
  const copy = (model: string, of: Row, patch: Record<string, Stored>): number => {
    const table = env.table(model);
    const row: Row = { ...of, ...patch, id: table.nextId() };
    table.insert(row);
    return row.id;
  };
  const template = copy('product.template', sample.template, {
    name: `${wanted.name} ${wanted.from + at}`,
    ...(wanted.variants === 1 ? { default_code: skuOf(wanted, at, 0) } : {}),
  });
  added.templates.push(template);
  const line =
    sample.line === undefined
      ? undefined
      : copy('product.template.attribute.line', sample.line, { product_tmpl_id: template });
  for (let variant = 0; variant < wanted.variants; variant += 1) {
    const value =
      sample.value === undefined || line === undefined
        ? []
        : [
            copy('product.template.attribute.value', sample.value, {
              product_tmpl_id: template,
              attribute_line_id: line,
              product_attribute_value_id: sample.values[variant] ?? null,
            }),
          ];
    const id = copy('product.product', sample.variant, {
      product_tmpl_id: template,
      default_code: skuOf(wanted, at, variant),
      product_template_attribute_value_ids: value,
    });
    added.variants.push(id);
    if (sample.quant !== undefined) copy('stock.quant', sample.quant, { product_id: id });
  }
}
