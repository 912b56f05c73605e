import { describe, expect, test } from 'vitest';
import { createProductBench, outcomes, parent, simple } from './product-bench.ts';

describe('a new product', () => {
  test('has every member of its entry', async () => {
    const { settled, sim } = createProductBench();
    const images = ['https://ponte.example.com/i/1', 'https://ponte.example.com/i/2'];
    const entry = simple('A', {
      ean: '8000000000017',
      mpn: 'M-1',
      short_description: 'Breve',
      weight: 0.2,
      depth: 3,
      attributes: [{ name: 'Colore', value: 'Rosso' }],
      images,
    });
    const [item] = await settled([entry]);
    expect(sim.control.product('A')).toMatchObject({
      id: item?.product_id,
      type: { id: 'SIMPLE' },
      title: 'Articolo A',
      ean: '8000000000017',
      mpn: 'M-1',
      short_description: 'Breve',
      main_category_path: 'Casa / Cucina',
      weight: 0.2,
      depth: 3,
      price: 27.05,
      price_with_tax: 33,
      vat_rate: 22,
      quantity: 4,
      active: true,
      attributes: [{ name: 'Colore', value: 'Rosso' }],
      images: images.map((url) => ({ id: expect.any(Number), url })),
      creation_date: '2026-06-03T08:15:20Z',
    });
  });

  test.each([
    ['an empty text', ''],
    ['null', null],
  ])('is meant by %s for its id', async (_, product_id) => {
    const { settled } = createProductBench();
    expect(outcomes(await settled([simple('A', { product_id })]))).toEqual(['COMPLETED']);
  });

  test('is meant by no id at all', async () => {
    const { settled } = createProductBench();
    const { product_id: _, ...entry } = simple('A');
    expect(outcomes(await settled([entry]))).toEqual(['COMPLETED']);
  });

  test('needs a title, a SKU, and what a sale needs', async () => {
    const { settled, sim } = createProductBench();
    const items = await settled([{ product_id: '', quantity: 0, active: false }, { sku: 'P' }]);
    expect(outcomes(items)).toEqual([
      ['sku', 'title', 'price', 'vat_rate'].map((field) => ['VALIDATION_ERROR', field]),
      [['VALIDATION_ERROR', 'title']],
    ]);
    expect(items.map(({ sku, product_id }) => [sku, product_id])).toEqual([
      [null, null],
      ['P', null],
    ]);
    expect(sim.control.products()).toEqual([]);
  });

  test('gets the price with tax that follows, where it has none', async () => {
    const { settled, sim } = createProductBench();
    const { price_with_tax: _, ...entry } = simple('A');
    await settled([entry]);
    expect(sim.control.product('A')).toMatchObject({ price: 27.05, price_with_tax: 33 });
  });

  test('does not take the SKU of another, of a parent, or of one before it in the batch', async () => {
    const { settled, sim } = createProductBench();
    await settled([simple('A'), parent('77')]);
    const items = await settled([simple('A'), simple('77'), parent('A'), simple('B'), simple('B')]);
    const duplicate = [['SKU_DUPLICATE', 'sku']];
    expect(outcomes(items)).toEqual([duplicate, duplicate, duplicate, 'COMPLETED', duplicate]);
    expect(sim.control.products().map(({ sku }) => sku)).toEqual(['A', '77', 'B']);
  });

  test('of the catalogue has the id by which orders name it; ids are never used again', async () => {
    const { settled, sim } = createProductBench();
    const { orders } = await sim.control.makeOrders({});
    const row = orders[0]?.rows[0];
    const [item] = await settled([simple(row?.sku ?? '')]);
    expect(item?.product_id).toBe(row?.product_id);
    sim.control.removeProduct({ sku: row?.sku ?? '' });
    const [again] = await settled([simple(row?.sku ?? '')]);
    expect(again?.status).toBe('COMPLETED');
    expect(again?.product_id).not.toBe(row?.product_id);
    const later = (await sim.control.makeOrders({ count: 50 })).orders.flatMap(({ rows }) => rows);
    const named = later.filter(({ sku }) => sku === row?.sku).map(({ product_id }) => product_id);
    expect(new Set(named)).toEqual(new Set([again?.product_id]));
  });
});

describe('a known product', () => {
  async function known() {
    const bench = createProductBench();
    const [item] = await bench.settled([simple('A', { images: ['https://ponte.example.com/i/1'] })]);
    return { ...bench, product_id: item?.product_id };
  }

  test('is changed in what the entry names, and in nothing else', async () => {
    const { settled, sim, product_id } = await known();
    const before = structuredClone(sim.control.product('A'));
    await settled([{ product_id, sku: 'A', quantity: 0, active: false }]);
    expect(sim.control.product('A')).toEqual({
      ...before,
      quantity: 0,
      active: false,
      update_date: '2026-06-03T08:15:40Z',
    });
  });

  test('may be named by an id that is a text', async () => {
    const { settled, sim, product_id } = await known();
    const items = await settled([{ product_id: String(product_id), sku: 'A', quantity: 8 }]);
    expect(items).toMatchObject([{ product_id, status: 'COMPLETED' }]);
    expect(sim.control.product('A')?.quantity).toBe(8);
  });

  test('keeps the image that stays, and loses the one that is not named any more', async () => {
    const { settled, sim, product_id } = await known();
    const [first] = sim.control.product('A')?.images ?? [];
    const other = 'https://ponte.example.com/i/2';
    await settled([{ product_id, images: [other, first?.url] }]);
    expect(sim.control.product('A')?.images).toEqual([{ id: (first?.id ?? 0) + 1, url: other }, first]);
    await settled([{ product_id, images: [] }]);
    expect(sim.control.product('A')?.images).toEqual([]);
  });

  test('has prices that follow from one another where one alone is given', async () => {
    const { settled, sim, product_id } = await known();
    await settled([{ product_id, price: 100 }]);
    expect(sim.control.product('A')).toMatchObject({ price: 100, price_with_tax: 122, vat_rate: 22 });
    await settled([{ product_id, price_with_tax: 61 }]);
    expect(sim.control.product('A')).toMatchObject({ price: 50, price_with_tax: 61 });
    await settled([{ product_id, vat_rate: 10 }]);
    expect(sim.control.product('A')).toMatchObject({ price: 50, price_with_tax: 55, vat_rate: 10 });
  });

  test('can take a new SKU, but not that of another', async () => {
    const { settled, sim, product_id } = await known();
    expect(outcomes(await settled([simple('B'), { product_id, sku: 'B' }]))).toEqual([
      'COMPLETED',
      [['SKU_DUPLICATE', 'sku']],
    ]);
    expect(outcomes(await settled([{ product_id, sku: 'C' }, simple('A')]))).toEqual([
      'COMPLETED',
      'COMPLETED',
    ]);
    expect(sim.control.product('C')?.id).toBe(product_id);
    expect(sim.control.product('A')?.id).not.toBe(product_id);
  });

  test('that shares its SKU since long ago can still be changed', async () => {
    const { settled, sim } = createProductBench();
    const [, second] = sim.control.addProducts({ products: [{ sku: 'D' }, { sku: 'D' }] });
    expect(outcomes(await settled([{ product_id: second?.id, sku: 'D', quantity: 3 }]))).toEqual([
      'COMPLETED',
    ]);
    expect(sim.control.products().map(({ quantity }) => quantity)).toEqual([1, 3]);
  });

  test('that nobody knows is an error of its id', async () => {
    const { settled } = createProductBench();
    const items = await settled([simple('A', { product_id: 7 })]);
    expect(items).toMatchObject([
      {
        sku: 'A',
        product_id: 7,
        status: 'ERROR',
        errors: [{ code: 'VALIDATION_ERROR', field: 'product_id' }],
      },
    ]);
  });

  test('that is a parent has no quantity but 0', async () => {
    const { settled, sim } = createProductBench();
    const [item] = await settled([parent('77')]);
    const product_id = item?.product_id;
    expect(outcomes(await settled([{ product_id, sku: '77', quantity: 3 }]))).toEqual([
      [['VALIDATION_ERROR', 'quantity']],
    ]);
    await settled([{ product_id, sku: '77', quantity: 0, active: false }]);
    expect(sim.control.product('77')?.active).toBe(false);
  });
});

describe('a member that is not valid', () => {
  test.each([
    ['price', '27.05'],
    ['price', -0.01],
    ['price_with_tax', null],
    ['vat_rate', -22],
    ['quantity', 1.5],
    ['quantity', -1],
    ['title', ''],
    ['sku', 77],
    ['ean', false],
    ['weight', '0.2'],
    ['active', 1],
    ['category_path', ['Casa']],
    ['product_id', 'abc'],
    ['parent_sku', 77],
    ['images', 'https://ponte.example.com/i/1'],
    ['images.0', ['nowhere'], 'images'],
    ['images.1', ['https://ponte.example.com/i/1', 'data:image/png;base64,AA=='], 'images'],
    ['attributes', { Colore: 'Rosso' }],
    ['attributes.0.value', [{ name: 'Colore', value: 3 }], 'attributes'],
  ])('is an error of its field: %s %j', async (field, value, member = field) => {
    const { settled, sim } = createProductBench();
    const items = await settled([simple('A', { [member]: value }), simple('B')]);
    expect(outcomes(items)).toEqual([[['VALIDATION_ERROR', field]], 'COMPLETED']);
    expect(sim.control.products().map(({ sku }) => sku)).toEqual(['B']);
  });

  test('is told beside every other', async () => {
    const { settled } = createProductBench();
    const items = await settled([simple('A', { price: -1, quantity: 'many' })]);
    expect(outcomes(items)).toEqual([
      [
        ['VALIDATION_ERROR', 'price'],
        ['VALIDATION_ERROR', 'quantity'],
      ],
    ]);
  });

  test('and an entry that is no record are errors of their item alone', async () => {
    const { settled } = createProductBench();
    const items = await settled(['A', null, [simple('A')], simple('A')]);
    expect(items.map(({ status }) => status)).toEqual(['ERROR', 'ERROR', 'ERROR', 'COMPLETED']);
    expect(items[0]?.errors).toEqual([{ code: 'VALIDATION_ERROR', message: expect.any(String) }]);
  });

  test('is none if nobody knows it: success ignores it', async () => {
    const { settled, sim } = createProductBench();
    expect(outcomes(await settled([simple('A', { tags: ['x'], colour: 'red' })]))).toEqual(['COMPLETED']);
    expect(sim.control.product('A')).toMatchObject({ tags: [] });
    expect(sim.control.product('A')).not.toHaveProperty('colour');
  });
});

test('where categories are fixed, another path is an error', async () => {
  const { settled, sim } = createProductBench();
  const clientId = sim.accounts()[0]?.clientId ?? '';
  sim.control.changeAccount(clientId, { categories: ['Casa / Cucina'] });
  const items = await settled([simple('A'), simple('B', { category_path: 'Altro' })]);
  expect(outcomes(items)).toEqual(['COMPLETED', [['CATEGORY_NOT_FOUND', 'category_path']]]);
  sim.control.changeAccount(clientId, { categories: null });
  expect(outcomes(await settled([simple('B', { category_path: 'Altro' })]))).toEqual(['COMPLETED']);
  const ids = sim.control.products().map((product) => product.main_category_id);
  expect(new Set(ids).size).toBe(2);
});
