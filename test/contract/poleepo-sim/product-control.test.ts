import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../sim/catalogue.ts';
import { createBench, record, records } from './poleepo-client.ts';
import { batchDelay, createProductBench, outcomes, simple, variant } from './product-bench.ts';

const known = new Set(catalogue.map(({ sku }) => sku));

describe('the demo account', () => {
  test('has some articles of the shop, some that are on Poleepo alone, and one SKU twice', () => {
    const skus = createBench()
      .sim.control.products()
      .map(({ sku }) => sku);
    const twice = skus.filter((sku, index) => skus.indexOf(sku) !== index);
    expect(twice).toHaveLength(1);
    expect(known.has(twice[0] ?? '')).toBe(true);
    const ofTheShop = skus.filter((sku) => known.has(sku));
    expect(ofTheShop.length).toBeGreaterThan(5);
    expect(skus.length - ofTheShop.length).toBeGreaterThan(2);
    expect(known.size).toBeGreaterThan(2 * new Set(ofTheShop).size);
  });

  test('is without products where none are wanted, after a reset as well, and so are the others', () => {
    const { sim } = createBench({ products: 'none' });
    expect(sim.control.products()).toEqual([]);
    sim.control.reset();
    expect(sim.control.products()).toEqual([]);
    expect(sim.control.products(sim.control.createAccount().clientId)).toEqual([]);
    const { clientId } = sim.control.createAccount({ products: 'catalogue' });
    expect(sim.control.products(clientId)).toHaveLength(catalogue.length);
  });

  test('sells articles that are not on Poleepo yet: every row names the id that they will have', async () => {
    const { sim, settled } = createProductBench();
    const { orders } = await sim.control.makeOrders({ count: 40 });
    const rows = orders.flatMap((order) => order.rows);
    expect(rows.every(({ product_id }) => Number.isInteger(product_id))).toBe(true);
    const ids = new Map(rows.map(({ sku, product_id }) => [sku, product_id]));
    expect(new Set(ids.values()).size).toBe(ids.size);
    const items = await settled([...ids.keys()].map((sku) => simple(sku)));
    expect(new Map(items.map(({ sku, product_id }) => [sku, product_id]))).toEqual(ids);
  });

  test('refuses the SKUs that it has, once or twice', async () => {
    const { settled, sim } = createProductBench({ products: 'demo' });
    const skus = new Set(sim.control.products().map(({ sku }) => sku));
    const items = await settled([...skus].map((sku) => simple(sku)));
    expect(outcomes(items)).toEqual(Array.from(skus, () => [['SKU_DUPLICATE', 'sku']]));
  });
});

describe('a person in Poleepo', () => {
  test('adds products, with the same SKU twice if so', async () => {
    const { sim, call } = createProductBench();
    sim.control.addProducts({
      products: [
        { sku: 'A', title: 'Vecchio', price_with_tax: 12.2, quantity: 3, category_path: 'Casa', ean: '80' },
        { sku: 'A', active: false },
        { sku: 'P', type: 'PARENT' },
        { sku: 'V', parent_sku: 'P', price: 10, vat_rate: 4, images: ['https://shop.example.com/v.png'] },
      ],
    });
    const listed = records(await call('GET', '/products'));
    expect(listed).toMatchObject([
      { sku: 'A', title: 'Vecchio', price: 10, price_with_tax: 12.2, main_category_path: 'Casa', ean: '80' },
      { sku: 'A', active: false, quantity: 1 },
      { sku: 'P', type: { id: 'PARENT' }, quantity: 0 },
      { sku: 'V', type: { id: 'VARIANT' }, parent_id: listed[2]?.['id'], price_with_tax: 10.4 },
    ]);
    expect(new Set(listed.map(({ id }) => id)).size).toBe(4);
    expect(() => sim.control.addProducts({ products: [{ sku: 'W', parent_sku: 'Q' }] })).toThrow('Parent Q');
  });

  test('edits a product, by its SKU or its id', async () => {
    const { sim, clock, call } = createProductBench();
    const [product] = sim.control.addProducts({ products: [{ sku: 'A', quantity: 3 }] });
    clock.now += 60_000;
    sim.control.changeProduct({ sku: 'A', change: { quantity: 1, price: 20 } });
    expect(record(await call('GET', `/products/${product?.id}`))).toMatchObject({
      quantity: 1,
      price: 20,
      price_with_tax: 24.4,
      update_date: '2026-06-03T08:16:00Z',
    });
    sim.control.changeProduct({ id: product?.id ?? 0, change: { sku: 'B' } });
    expect([sim.control.product('A'), sim.control.product('B')?.id]).toEqual([undefined, product?.id]);
    expect(() => sim.control.changeProduct({ sku: 'A', change: {} })).toThrow('Product not found');
  });

  test('removes products: an update finds nothing, a new one may have the SKU, children have no parent', async () => {
    const { sim, settled } = createProductBench();
    sim.control.addProducts({ products: [{ sku: 'A' }, { sku: 'P', type: 'PARENT' }] });
    const id = sim.control.product('A')?.id;
    sim.control.removeProduct({ sku: 'A' });
    sim.control.removeProduct({ sku: 'P' });
    const items = await settled([simple('A', { product_id: id }), simple('A'), variant('V', 'P')]);
    expect(outcomes(items)).toEqual([
      [['VALIDATION_ERROR', 'product_id']],
      'COMPLETED',
      [['PARENT_NOT_FOUND', 'parent_sku']],
    ]);
    expect(sim.control.product('A')?.id).not.toBe(id);
    sim.control.clearProducts();
    expect(sim.control.products()).toEqual([]);
  });

  test('comes after the batches that are due', async () => {
    const { sim, accepted, clock } = createProductBench();
    sim.control.addProducts({ products: [{ sku: 'A' }] });
    await accepted([{ product_id: sim.control.product('A')?.id, sku: 'A', quantity: 50 }]);
    clock.now += batchDelay;
    sim.control.changeProduct({ sku: 'A', change: { quantity: 7 } });
    expect(sim.control.product('A')?.quantity).toBe(7);
  });

  test('does all of it over HTTP, in the account that is named', async () => {
    const { sim, call } = createProductBench();
    const { clientId: account } = sim.control.createAccount();
    const control = (method: string, path: string, body?: unknown) =>
      call(method, `/_sim${path}`, { token: null, body });
    const made = await control('POST', '/products', { account, products: [{ sku: 'A' }, { sku: 'B' }] });
    expect(made.status).toBe(201);
    const changed = await control('PATCH', '/products', { account, sku: 'A', change: { quantity: 9 } });
    expect(changed.json['product']).toMatchObject({ sku: 'A', quantity: 9 });
    const seen = await control('GET', `/products?account=${account}&sku=A`);
    expect(seen.json['products']).toMatchObject([{ sku: 'A', quantity: 9 }]);
    await control('DELETE', '/products', { account, sku: 'A' });
    expect(sim.control.products(account).map(({ sku }) => sku)).toEqual(['B']);
    await control('POST', '/products/clear', { account });
    expect(sim.control.products(account)).toEqual([]);
    expect((await control('PATCH', '/products', { sku: 'A', change: {} })).status).toBe(404);
    expect((await control('POST', '/products', { products: [{ title: 'A' }] })).status).toBe(422);
  });

  test('gives an account its ways with batches, and leaves what is not named as it was', async () => {
    const { call, sim } = createProductBench();
    const batches = { delayMs: 5, pollMax: 2, pollRetryAfter: 'date' };
    const made = await call('POST', '/_sim/accounts', {
      token: null,
      body: { batches, categories: ['Casa'], products: 'none' },
    });
    const clientId = String(made.json['clientId']);
    await call('PATCH', `/_sim/accounts/${clientId}`, { token: null, body: { batches: { max: 10 } } });
    const account = sim.accounts().find((one) => one.clientId === clientId);
    expect(account).toMatchObject({
      batchSettings: { ...batches, max: 10, pollWindowMs: 600_000, tooLargeStatus: 413 },
      categories: ['Casa'],
    });
  });
});

describe('a hundred thousand products', () => {
  const count = 100_000;

  async function manyProducts() {
    const bench = createProductBench();
    bench.sim.control.addProducts({
      products: Array.from({ length: count }, (_, index) => ({ sku: `SKU-${index}` })),
    });
    return { ...bench, bearer: await bench.token() };
  }

  test('are each found by SKU without a look at the others', async () => {
    const { sim } = await manyProducts();
    const started = performance.now();
    let found = 0;
    for (let index = 0; index < count; index += 1) {
      if (sim.control.product(`SKU-${index}`)?.sku === `SKU-${index}`) found += 1;
    }
    expect(found).toBe(count);
    // Some milliseconds by an index; five thousand million comparisons without one.
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test('are changed by batches and read page by page to the end', async () => {
    const { sim, call, settled, bearer } = await manyProducts();
    const entries = Array.from({ length: 100 }, (_, index) => ({
      product_id: sim.control.product(`SKU-${index * 1000}`)?.id,
      quantity: 77,
    }));
    expect((await settled(entries)).every(({ status }) => status === 'COMPLETED')).toBe(true);
    const seen: unknown[] = [];
    for (let offset = 0; offset < count; offset += 1000) {
      const page = await call('GET', `/products?offset=${offset}&max=100&active=true`, { token: bearer });
      seen.push(...records(page).filter(({ quantity }) => quantity === 77));
    }
    expect(seen).toHaveLength(100);
    const last = await call('GET', `/products?offset=${count - 1}&max=100`, { token: bearer });
    expect(records(last)).toMatchObject([{ sku: `SKU-${count - 1}` }]);
    expect(last.json['total']).toBe(count);
  });
});
