import { catalogue } from '../../../sim/catalogue.ts';
import type { OdooSim } from '../../../sim/odoo/app.ts';
import { barcodeOf, specialSkus } from '../../../sim/poleepo/line-kinds.ts';
import type { OdooVersion } from '../../../src/odoo/client.ts';
import type { OrderSettings } from '../../../src/orders/order-settings.ts';
import type { World } from './world.ts';

const italian = 2;

/** Makes the first tenant's Odoo one where every article and rate is known, and names a product for every charge. */
export async function stockShop(
  world: World,
  { version, settings = {} }: { version: OdooVersion; settings?: Partial<OrderSettings> },
): Promise<void> {
  await saveOrderSettings(world, { ...stockOdoo(world.odoo, version), ...settings });
}

/** Gives an Odoo every article and rate that the generated orders know; answers the settings that name its products. */
export function stockOdoo({ db }: OdooSim, version: OdooVersion): Partial<OrderSettings> {
  for (const { sku } of catalogue) {
    const ids = db.search('product.product', [['default_code', '=', sku]]);
    db.write('product.product', ids, { barcode: barcodeOf(sku) });
  }
  const service = version <= 17 ? { detailed_type: 'service' } : { type: 'service' };
  const product = (name: string, code: string) =>
    db.create('product.product', { name, default_code: code, ...service });
  db.create('product.product', {
    name: 'Fuori catalogo',
    default_code: specialSkus.archived,
    active: false,
    ...service,
  });
  for (const name of ['Doppio', 'Doppione']) product(name, specialSkus.duplicate);
  for (const rate of [19, 20, 21]) addTaxes(db, { version, rate });
  const dollar = db.search('res.currency', [['name', '=', 'USD']])[0] ?? 0;
  const pricelist = db.create('product.pricelist', {
    name: 'Dollars',
    company_id: italian,
    currency_id: dollar,
  });
  return {
    discountProductId: product('Sconto', 'SCONTO'),
    cashOnDeliveryProductId: product('Contrassegno', 'CONTRASSEGNO'),
    roundingProductId: product('Arrotondamento', 'ARROTONDAMENTO'),
    pricelists: { USD: pricelist },
  };
}

/** Writes the first tenant's settings for orders, over those that it has. */
export async function saveOrderSettings(world: World, changes: Partial<OrderSettings>): Promise<void> {
  const { id } = world.first();
  const { policy } = world.house().storesOf({ id, shard: 'main' });
  const before = (await policy.settings()) ?? {};
  const orders = { ...(before['orders'] as object | undefined), ...changes };
  await policy.saveSettings({ ...before, orders }, { by: 'test', now: world.time.now() });
}

/** A company that has no tax which prices include. */
export function dropIncludedTaxes(world: World, version: OdooVersion): void {
  const { db } = world.odoo;
  const field = version <= 17 ? 'price_include' : 'price_include_override';
  const ids = db.search('account.tax', [[field, '=', version <= 17 ? true : 'tax_included']]);
  db.write('account.tax', ids, { active: false });
}

export function setRounding(world: World, method: 'round_per_line' | 'round_globally'): void {
  world.odoo.db.write('res.company', [italian], { tax_calculation_rounding_method: method });
}

function addTaxes(db: OdooSim['db'], { version, rate }: { version: OdooVersion; rate: number }): void {
  for (const included of [true, false]) {
    const flag =
      version <= 17
        ? { price_include: included }
        : { price_include_override: included ? 'tax_included' : false };
    db.create('account.tax', {
      name: `${rate}%${included ? ' inclusa' : ''}`,
      amount: rate,
      type_tax_use: 'sale',
      company_id: italian,
      ...flag,
    });
  }
}
