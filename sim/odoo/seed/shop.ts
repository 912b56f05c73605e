import { catalogue } from '../../catalogue.ts';
import type { Env } from '../engine/env.ts';
import { create } from '../engine/orm.ts';
import type { OdooVersion, Vals } from '../engine/value.ts';
import { service, storable } from '../models/products.ts';
import { seedFamilies } from './families.ts';

/** An article as the generators of orders need it. */
export interface DemoSku {
  sku: string;
  name: string;
  /** Gross, EUR, an exact decimal. */
  grossPrice: string;
  /** Per cent. */
  vatRate: number;
}

export const demoSkus: readonly DemoSku[] = catalogue.map((item) => ({
  sku: item.sku,
  name: item.name,
  grossPrice: item.price,
  vatRate: item.vatRate,
}));

/** The product that carries a delivery charge. */
export const deliverySku = 'Delivery_007';

const rates = [22, 10, 5, 4, 0];

function tax(version: OdooVersion, rate: number, included: boolean): Vals {
  const flag: Vals =
    version <= 17
      ? { price_include: included }
      : { price_include_override: included ? 'tax_included' : false };
  return {
    name: included ? `${rate}% inclusa` : `${rate}%`,
    amount: rate,
    type_tax_use: 'sale',
    sequence: rates.indexOf(rate) + (included ? 10 : 1),
    company_id: 2,
    ...flag,
  };
}

/** Makes taxes, articles with their stock, and what orders point at, in the Italian company. */
export function seedShop(env: Env, random: () => number): void {
  const { version } = env.db;
  create(env, env.model('account.tax'), [{ name: '15%', amount: 15, company_id: 1 }]);
  create(
    env,
    env.model('account.tax'),
    rates.map((rate) => tax(version, rate, false)),
  );
  const ids = create(
    env,
    env.model('account.tax'),
    rates.map((rate) => tax(version, rate, true)),
  );
  const included = new Map(rates.map((rate, at) => [rate, ids[at] ?? 0]));
  const [all = 0] = create(env, env.model('product.category'), [{ name: 'All' }]);
  const [saleable = 0] = create(env, env.model('product.category'), [{ name: 'Saleable', parent_id: all }]);
  const products = create(
    env,
    env.model('product.product'),
    catalogue.map((item) => ({
      name: item.name,
      default_code: item.sku,
      list_price: Number(item.price),
      weight: item.weight ?? 0,
      categ_id: saleable,
      // Its prices are in euros: those of products of no company are in the main company's currency.
      company_id: 2,
      taxes_id: [[6, 0, [included.get(item.vatRate) ?? 0]]],
      ...storable(version),
    })),
  );
  create(
    env,
    env.model('stock.quant'),
    products.map((id) => ({ product_id: id, company_id: 2, quantity: 50 + Math.floor(random() * 200) })),
  );
  const [delivery = 0] = create(env, env.model('product.product'), [
    {
      name: 'Standard delivery',
      default_code: deliverySku,
      list_price: 6.1,
      categ_id: all,
      company_id: 2,
      taxes_id: [[6, 0, [included.get(22) ?? 0]]],
      ...service(version),
    },
  ]);
  create(env, env.model('delivery.carrier'), [{ name: 'Standard delivery', product_id: delivery }]);
  seedFamilies(env, { tax: included.get(22) ?? 0, category: saleable }, random);
}
