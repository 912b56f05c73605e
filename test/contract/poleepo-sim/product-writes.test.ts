import { describe, expect, test } from 'vitest';
import { record, records } from './poleepo-client.ts';
import { createProductBench, parent, simple } from './product-bench.ts';

const smallest = {
  sku: 'A',
  title: 'Articolo A',
  price: 27.05,
  vat_rate: 22,
  quantity: 3,
  active: true,
  main_category_id: 7,
};

async function benchWithProduct(options: Parameters<typeof createProductBench>[0] = {}) {
  const bench = createProductBench(options);
  const answer = await bench.call('POST', '/products', { body: smallest });
  const id = Number(record(answer)['id']);
  const put = (body: unknown) => bench.call('PUT', `/products/${id}`, { body });
  return { ...bench, answer, id, put };
}

describe('a product that is created', () => {
  test('with the smallest body that works is answered whole, and can be read', async () => {
    const { answer, id, call } = await benchWithProduct();
    expect(answer.status).toBe(201);
    expect(record(answer)).toMatchObject({ ...smallest, type: { id: 'SIMPLE' }, price_with_tax: 33 });
    expect((await call('GET', `/products/${id}`)).json).toEqual(answer.json);
  });

  test.each(Object.keys(smallest))('needs %s', async (member) => {
    const { call, sim } = createProductBench();
    const body = Object.fromEntries(Object.entries(smallest).filter(([name]) => name !== member));
    const answer = await call('POST', '/products', { body });
    expect(answer.status).toBe(422);
    expect(answer.json).toMatchObject({ code: 'VALIDATION_ERROR', errors: [{ field: member }] });
    expect(sim.control.products()).toEqual([]);
  });

  test('does not take the SKU of another', async () => {
    const { call, sim } = await benchWithProduct();
    const answer = await call('POST', '/products', { body: smallest });
    expect([answer.status, answer.json['code']]).toEqual([422, 'SKU_DUPLICATE']);
    expect(sim.control.products()).toHaveLength(1);
  });

  test('names every member that is not valid', async () => {
    const { call } = createProductBench();
    const answer = await call('POST', '/products', { body: { ...smallest, price: '1', quantity: -1 } });
    expect(answer.status).toBe(422);
    expect(answer.json['errors']).toMatchObject([{ field: 'price' }, { field: 'quantity' }]);
  });

  test.each([
    ['no JSON', '{', 400],
    ['a list', [smallest], 422],
  ])('is refused as %s', async (_, body, status) => {
    const { call } = createProductBench();
    expect((await call('POST', '/products', { body })).status).toBe(status);
  });
});

describe('a product that is changed', () => {
  test('in part is answered with 204 and no body', async () => {
    const { put, clock, sim } = await benchWithProduct();
    const before = structuredClone(sim.control.product('A'));
    clock.now += 60_000;
    const answer = await put({ quantity: 9, active: false });
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(sim.control.product('A')).toEqual({
      ...before,
      quantity: 9,
      active: false,
      update_date: '2026-06-03T08:16:00Z',
    });
  });

  test('is answered whole where the account does so', async () => {
    const { put, sim } = await benchWithProduct();
    sim.control.changeAccount(sim.accounts()[0]?.clientId ?? '', { putStatus: 200 });
    const answer = await put({ price: 50, price_with_tax: 61 });
    expect(answer.status).toBe(200);
    expect(record(answer)).toMatchObject({ sku: 'A', price: 50, price_with_tax: 61, quantity: 3 });
  });

  test('keeps its tags whatever is written: success ignores them', async () => {
    const { put, sim } = await benchWithProduct();
    expect((await put({ tags: [{ value: 'saldi' }], quantity: 2 })).status).toBe(204);
    expect(sim.control.product('A')).toMatchObject({ tags: [], quantity: 2 });
  });

  test('is not changed at all by a body that is not valid', async () => {
    const { put, sim } = await benchWithProduct();
    const answer = await put({ quantity: 9, price: null });
    expect(answer.json).toMatchObject({ success: false, errors: [{ field: 'price' }] });
    expect(sim.control.product('A')?.quantity).toBe(3);
  });

  test('has what batches before it did, and is not undone by them later', async () => {
    const { put, id, accepted, clock, sim } = await benchWithProduct();
    await accepted([{ product_id: id, sku: 'A', quantity: 50, title: 'Dal lotto' }]);
    clock.now += 60_000;
    await put({ quantity: 51 });
    expect(sim.control.product('A')).toMatchObject({ quantity: 51, title: 'Dal lotto' });
  });

  test('must exist', async () => {
    const { call } = await benchWithProduct();
    for (const path of ['/products/1', '/products/batch', '/products/abc']) {
      expect((await call('PUT', path, { body: { quantity: 1 } })).status).toBe(404);
    }
  });

  test('is not, where the answer is only said to be a success', async () => {
    const { put, call, sim } = await benchWithProduct();
    sim.control.setFaults([{ kind: 'silent-ignore' }]);
    expect((await put({ quantity: 9 })).status).toBe(204);
    expect((await call('POST', '/products', { body: { ...smallest, sku: 'B' } })).status).toBe(201);
    expect(sim.control.products()).toMatchObject([{ sku: 'A', quantity: 3 }]);
  });

  test('is changed though the answer is lost', async () => {
    const { put, sim } = await benchWithProduct();
    sim.control.setFaults([{ kind: 'drop-after', match: { method: 'PUT', path: '/products/{id}' } }]);
    await expect(put({ quantity: 9 })).rejects.toThrow(TypeError);
    expect(sim.control.product('A')?.quantity).toBe(9);
  });
});

describe('a key', () => {
  async function keyed(
    wanted: Parameters<ReturnType<typeof createProductBench>['sim']['control']['createAccount']>[0],
  ) {
    const bench = createProductBench();
    const account = bench.sim.control.createAccount(wanted);
    bench.sim.control.addProducts({ account: account.clientId, products: [{ sku: 'A' }] });
    const [product] = bench.sim.control.products(account.clientId);
    const token = await bench.token(account);
    const call = (method: string, path: string, body?: unknown) => bench.call(method, path, { token, body });
    return { call, account, product, sim: bench.sim };
  }

  test('that only reads products writes none, and sends no batch', async () => {
    const { call, product, account, sim } = await keyed({ rights: { products: 'read' } });
    expect((await call('POST', '/products', smallest)).status).toBe(403);
    expect((await call('PUT', `/products/${product?.id}`, { quantity: 9 })).status).toBe(403);
    expect((await call('POST', '/products/batch', { products: [simple('B')] })).status).toBe(403);
    expect((await call('GET', '/products/batch/1')).status).toBe(404);
    expect((await call('GET', `/products/${product?.id}`)).status).toBe(200);
    expect(sim.control.batches(account.clientId)).toEqual([]);
  });

  test('without access to products does not poll either', async () => {
    const { call } = await keyed({ rights: { products: 'none' } });
    expect((await call('GET', '/products/batch/1')).status).toBe(403);
    expect((await call('GET', '/products')).status).toBe(403);
  });

  test('that hides prices shows none of a product, in a list, alone or after a write', async () => {
    const { call, product } = await keyed({ hides: { prices: true }, putStatus: 200 });
    const seen = [
      await call('GET', '/products'),
      await call('GET', `/products/${product?.id}`),
      await call('PUT', `/products/${product?.id}`, { price: 5, price_with_tax: 6.1 }),
      await call('POST', '/products', { ...smallest, sku: 'B' }),
    ];
    for (const answer of seen) {
      expect(answer.text).toContain('vat_rate');
      expect(answer.text).not.toContain('"price');
    }
    expect(product).toMatchObject({ price: 5, price_with_tax: 6.1 });
  });
});

test('products are listed with their families, and by whether they are active', async () => {
  const { settled, call } = createProductBench();
  await settled([parent('77'), simple('A', { active: false }), simple('B')]);
  const types = records(await call('GET', '/products')).map(({ type }) => (type as { id: string }).id);
  expect(types).toEqual(['PARENT', 'SIMPLE', 'SIMPLE']);
  const active = records(await call('GET', '/products?active=true')).map(({ sku }) => sku);
  const inactive = records(await call('GET', '/products?active=false')).map(({ sku }) => sku);
  expect([active, inactive]).toEqual([['77', 'B'], ['A']]);
  expect(records(await call('GET', '/products?active=yes'))).toEqual([]);
});
