import type { SimDatabase } from '../../../sim/odoo/app.ts';
import type { Recorded } from '../../support/recordings.ts';

/** An attribute with its values, as ids. */
export interface Attribute {
  id: number;
  values: number[];
}

export function attributeOf(db: SimDatabase, name: string, values: readonly string[]): Attribute {
  const id = db.create('product.attribute', { name });
  return {
    id,
    values: values.map((value) => db.create('product.attribute.value', { name: value, attribute_id: id })),
  };
}

/** The command that gives a template a line. */
export const lineOf = (attribute: Attribute, values = attribute.values): Recorded => [
  0,
  0,
  { attribute_id: attribute.id, value_ids: [[6, 0, values]] },
];

/** The variants of a template that are not archived, by what they are called. */
export function variantNames(db: SimDatabase, template: number): unknown[] {
  const ids = db.search('product.product', [
    ['product_tmpl_id', '=', template],
    ['active', '=', true],
  ]);
  return db
    .read(
      'product.product',
      ids.toSorted((a, b) => a - b),
      ['display_name'],
    )
    .map((row) => row['display_name']);
}

export function variantOf(db: SimDatabase, template: number, name: string): number {
  const ids = db.search('product.product', [['product_tmpl_id', '=', template]]);
  const found = db
    .read('product.product', ids, ['display_name'])
    .find((row) => JSON.stringify(row['display_name']).includes(name));
  if (found === undefined) throw new Error(`no variant ${name}`);
  return Number(found['id']);
}

/** The template's own value behind a name. */
export function templateValue(db: SimDatabase, template: number, name: string): number {
  const [id] = db.search('product.template.attribute.value', [
    ['product_tmpl_id', '=', template],
    ['name', '=', name],
  ]);
  if (id === undefined) throw new Error(`no value ${name}`);
  return id;
}
