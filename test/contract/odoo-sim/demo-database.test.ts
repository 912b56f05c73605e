import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../sim/catalogue.ts';
import { demoFamilies, familyVariants } from '../../../sim/odoo/seed/families.ts';
import { deliverySku, demoSkus } from '../../../sim/odoo/seed/shop.ts';
import { recordedVersions } from '../../support/recordings.ts';
import { simOf } from './client.ts';

const isFamily = (sku: unknown) =>
  demoFamilies.some((family) => JSON.stringify(sku).startsWith(`"${family.sku}-`));

const bySku = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

describe('the catalogue', () => {
  test('has some sixty articles, each with a SKU of its own, at the Italian rates', () => {
    const skus = new Set(catalogue.map((item) => item.sku));

    expect(skus.size).toBe(catalogue.length);
    expect(catalogue.length).toBeGreaterThanOrEqual(55);
    expect(new Set(catalogue.map((item) => item.vatRate))).toEqual(new Set([22, 10, 4]));
  });

  test('names its prices as exact decimals', () => {
    expect(catalogue.filter((item) => !/^\d+\.\d{2}$/.test(item.price))).toEqual([]);
  });
});

describe.each(recordedVersions)('the demonstration database of %i', (version) => {
  test('sells every article of the catalogue at its gross price and rate', async () => {
    const client = simOf({ version });
    const rates = new Map(client.sim.db.records('account.tax').map((tax) => [tax.id, tax['amount']]));
    const found = client.sim.db.read('product.product', client.sim.db.search('product.product'), [
      'default_code',
      'name',
      'list_price',
      'taxes_id',
    ]);

    const sold = found
      .filter((row) => row['default_code'] !== deliverySku && !isFamily(row['default_code']))
      .map((row) => ({
        sku: row['default_code'],
        name: row['name'],
        grossPrice: Number(row['list_price']).toFixed(2),
        vatRate: Array.isArray(row['taxes_id']) ? rates.get(Number(row['taxes_id'][0])) : undefined,
      }))
      .toSorted((a, b) => bySku(a.sku, b.sku));

    expect(sold).toEqual([...demoSkus].toSorted((a, b) => bySku(a.sku, b.sku)));
  });

  test('sells families too, with extras, pictures, and some out of stock', () => {
    const { db } = simOf({ version }).sim;
    const ids = db
      .search('product.product')
      .filter((id) => isFamily(db.read('product.product', [id], ['default_code'])[0]?.['default_code']));
    const rows = db.read('product.product', ids, [
      'display_name',
      'lst_price',
      'qty_available',
      'image_1920',
    ]);

    expect(rows).toHaveLength(familyVariants);
    expect(rows.filter((row) => row['qty_available'] === 0)).not.toEqual([]);
    expect(rows.filter((row) => row['image_1920'] === false)).toEqual([]);
    expect(
      rows.find((row) => row['display_name'] === '[FELPA-GIRO-4] Felpa girocollo (Blu, XL)'),
    ).toMatchObject({
      lst_price: 58.9,
      qty_available: 0,
    });
  });

  test('is the same for the same seed', () => {
    const rows = (seed: number) => {
      const { db } = simOf({ version, seed }).sim;
      return ['product.product', 'stock.quant', 'res.partner', 'ir.model.data'].map((model) =>
        db.records(model),
      );
    };

    expect(rows(5)).toEqual(rows(5));
    expect(rows(5)).not.toEqual(rows(6));
  });

  test('knows every Italian province by its code', () => {
    const { db } = simOf({ version }).sim;
    const italy = db.search('res.country', [['code', '=', 'IT']])[0] ?? 0;

    expect(db.count('res.country.state', [['country_id', '=', italy]])).toBe(107);
    expect(db.count('res.country.state', [['code', 'in', ['MI', 'RM', 'SU', 'BT']]])).toBe(4);
  });

  test('shows nobody a password or a key', async () => {
    const admin = simOf({ version }, 'admin');

    const users = await admin.call('res.users/search_read', [[]]);

    expect(JSON.stringify(users)).not.toMatch(/[0-9a-f]{40}|password/);
  });
});

describe('three thousand orders', () => {
  test('are loaded one by one without a call growing slower', async () => {
    const client = simOf({ version: 18 });
    const partner = String(client.sim.db.create('res.partner', { name: 'Grande Cliente' }));
    const fields = ['id', 'partner_id/.id', 'client_order_ref', 'order_line/id', 'order_line/product_id/.id'];
    const product = String(client.one('product.product', [['default_code', '=', 'TSHIRT-L']]));
    const load = async (from: number, to: number) => {
      const begun = performance.now();
      for (let at = from; at < to; at += 1) {
        const row = [`m.o${at}`, partner, `M-${at}`, `m.l${at}`, product];
        await client.call('sale.order/load', [fields, [row]]);
      }
      return performance.now() - begun;
    };

    const early = await load(0, 500);
    await load(500, 2500);
    const late = await load(2500, 3000);

    expect(client.sim.db.count('sale.order')).toBe(3000);
    expect(late).toBeLessThan(early * 4 + 500);
  });
});
