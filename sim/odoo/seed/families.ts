import type { Env } from '../engine/env.ts';
import { create, write } from '../engine/orm.ts';
import { sortRows } from '../engine/order.ts';
import { storable } from '../models/products.ts';
import { activeVariants } from '../models/variants.ts';
import { pictureOf } from './picture.ts';

interface Family {
  /** SKUs are this and the number of the variant. */
  sku: string;
  name: string;
  /** Gross, EUR, without the extras of values. */
  price: number;
  weight: number;
  attributes: Readonly<Record<string, readonly string[]>>;
  /** What a value adds to the price. */
  extras: Readonly<Record<string, number>>;
  description: string;
}

/** Articles with variants, beside those of the catalogue, which stand alone. */
export const demoFamilies: readonly Family[] = [
  {
    sku: 'FELPA-GIRO',
    name: 'Felpa girocollo',
    price: 54.9,
    weight: 0.5,
    attributes: { Colore: ['Blu', 'Grigio'], Taglia: ['S', 'M', 'L', 'XL'], Tessuto: ['Cotone'] },
    extras: { XL: 4 },
    description: 'Felpa di cotone garzato con collo tondo.',
  },
  {
    sku: 'CAPPELLO-PESC',
    name: 'Cappello da pescatore',
    price: 24.5,
    weight: 0.12,
    attributes: { Colore: ['Blu', 'Verde', 'Sabbia'] },
    extras: {},
    description: 'Cappello a tesa larga.',
  },
  {
    sku: 'DIFFUSORE',
    name: 'Diffusore per ambienti',
    price: 19.9,
    weight: 0.6,
    attributes: { Profumo: ['Agrumi', 'Legni'], Formato: ['100 ml', '250 ml'] },
    extras: { '250 ml': 12.5 },
    description: 'Diffusore con bastoncini di rattan.',
  },
];

/** Makes the families with their stock and pictures; every fourth variant is out of stock. */
export function seedFamilies(env: Env, at: { tax: number; category: number }, random: () => number): void {
  const values = new Map<string, number>();
  for (const [number, family] of demoFamilies.entries()) {
    const lines = Object.entries(family.attributes).map(([attribute, names]) => {
      const id = known(env, values, {
        key: attribute,
        model: 'product.attribute',
        vals: { name: attribute },
      });
      const ids = names.map((name, sequence) =>
        known(env, values, {
          key: `${attribute}: ${name}`,
          model: 'product.attribute.value',
          vals: { name, sequence, attribute_id: id },
        }),
      );
      return [0, 0, { attribute_id: id, value_ids: [[6, 0, ids]] }];
    });
    const [template = 0] = create(env, env.model('product.template'), [
      {
        name: family.name,
        list_price: family.price,
        categ_id: at.category,
        company_id: 2,
        taxes_id: [[6, 0, [at.tax]]],
        description_sale: family.description,
        attribute_line_ids: lines,
        image_1920: pictureOf(number),
        ...storable(env.db.version),
      },
    ]);
    addExtras(env, template, family);
    stockVariants(env, template, { family, random });
  }
}

function known(
  env: Env,
  values: Map<string, number>,
  what: { key: string; model: string; vals: Record<string, string | number> },
): number {
  const id = values.get(what.key) ?? create(env, env.model(what.model), [what.vals])[0] ?? 0;
  values.set(what.key, id);
  return id;
}

function addExtras(env: Env, template: number, family: Family): void {
  const model = env.model('product.template.attribute.value');
  for (const id of env.table(model.name).lookup('product_tmpl_id', template)) {
    const value = env.follow(model.name, env.row(model.name, id), 'product_attribute_value_id');
    const price_extra = family.extras[String(value?.['name'])];
    if (price_extra !== undefined) write(env, model, { ids: [id], vals: { price_extra } });
  }
}

function stockVariants(env: Env, template: number, what: { family: Family; random: () => number }): void {
  const rows = sortRows(env, env.model('product.product'), {
    rows: activeVariants(env, template),
    order: 'id',
  });
  for (const [at, { id }] of rows.entries()) {
    const vals = {
      default_code: `${what.family.sku}-${at + 1}`,
      weight: what.family.weight,
      // The second of each family has a picture of its own.
      ...(at === 1 ? { image_1920: pictureOf(100 + template) } : {}),
    };
    write(env, env.model('product.product'), { ids: [id], vals });
    const quantity = at % 4 === 3 ? 0 : 5 + Math.floor(what.random() * 40);
    create(env, env.model('stock.quant'), [{ product_id: id, company_id: 2, quantity }]);
  }
}

/** How many variants the families have together. */
export const familyVariants = demoFamilies.reduce(
  (sum, { attributes }) =>
    sum + Object.values(attributes).reduce((product, names) => product * names.length, 1),
  0,
);
