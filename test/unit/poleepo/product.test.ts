import { describe, expect, test } from 'vitest';
import type { PoleepoProduct } from '../../../src/poleepo/product.ts';
import { readProduct } from '../../../src/poleepo/product.ts';
import { decimal } from '../../../src/trade/money.ts';
import { contractProduct, productWith } from './contract-product.ts';

function read(value: unknown): PoleepoProduct {
  const reading = readProduct(value);
  if (!reading.ok) throw new Error(reading.problem);
  return reading.product;
}

describe('a product', () => {
  test('is read whole', () => {
    expect(read(contractProduct())).toEqual({
      id: 16_292_716,
      sku: 'TSHIRT-L',
      title: 'Maglietta L Rossa',
      shortDescription: null,
      longDescription: null,
      price: decimal('27.05'),
      priceWithTax: decimal('33'),
      vatRate: decimal('22'),
      quantity: decimal('12'),
      active: true,
      typeId: 'VARIANT',
      parentId: 16_292_700,
      categoryPath: 'Abbigliamento / Magliette',
      images: [{ url: 'https://ponte.example.com/i/a' }],
      updatedAt: Date.UTC(2026, 5, 3, 8, 16, 10),
    });
  });

  test('of which only the id is told has nothing else', () => {
    expect(read({ id: 5 })).toEqual({
      id: 5,
      sku: null,
      title: null,
      shortDescription: null,
      longDescription: null,
      price: null,
      priceWithTax: null,
      vatRate: null,
      quantity: null,
      active: null,
      typeId: null,
      parentId: null,
      categoryPath: null,
      images: [],
      updatedAt: null,
    });
  });

  test('may have its numbers, ids and flags as texts', () => {
    const texts = { id: '16292716', parent_id: '16292700', price: '27.05', quantity: '12', active: 'true' };
    expect(read(productWith(texts))).toEqual(read(contractProduct()));
  });

  test('keeps its amounts exact', () => {
    const { price, priceWithTax } = read(productWith({ price: 0.1, price_with_tax: '0.3' }));
    expect(price?.times(3).eq(priceWithTax ?? 0)).toBe(true);
  });

  test('may have less than nothing in stock, and parts of a piece', () => {
    expect(read(productWith({ quantity: -3 })).quantity?.toNumber()).toBe(-3);
    expect(read(productWith({ quantity: '2.5' })).quantity?.toNumber()).toBe(2.5);
  });

  test.each([false, 0, '0', 'false'])('that is not active says so by %j', (active) => {
    expect(read(productWith({ active })).active).toBe(false);
  });

  test.each([
    [{ id: 'PARENT', name: 'Padre' }, 'PARENT'],
    ['SIMPLE', 'SIMPLE'],
    ['Semplice', null],
    [null, null],
  ])('of the type %j has the id %j', (type, typeId) => {
    expect(read(productWith({ type })).typeId).toBe(typeId);
  });

  test.each([null, '', 0, '0'])('without family tells its parent as %j', (parent) => {
    expect(read(productWith({ parent_id: parent })).parentId).toBeNull();
  });

  test.each([
    [['Abbigliamento', 'Magliette'], 'Abbigliamento / Magliette'],
    [[{ id: 1, name: 'Abbigliamento' }, { name: 'Magliette' }], 'Abbigliamento / Magliette'],
    ['  Abbigliamento ', 'Abbigliamento'],
    [[], null],
    ['', null],
    [null, null],
    [7, null],
  ])('of the category %j is in %j', (path, shown) => {
    expect(read(productWith({ main_category_path: path })).categoryPath).toBe(shown);
  });

  test('has the images of which there is a URL', () => {
    const images = [{ id: 1, url: 'https://a.example.com' }, 'https://b.example.com', { id: 3 }, null, 7];
    expect(read(productWith({ images })).images).toEqual([
      { url: 'https://a.example.com' },
      { url: 'https://b.example.com' },
    ]);
    expect(read(productWith({ images: null })).images).toEqual([]);
  });
});

describe('what is no product', () => {
  test.each([
    ['id', productWith({ id: 'x' })],
    ['id', productWith({ id: 0 })],
    ['price', productWith({ price: '27,05' })],
    ['price_with_tax', productWith({ price_with_tax: {} })],
    ['vat_rate', productWith({ vat_rate: '22%' })],
    ['quantity', productWith({ quantity: 'tanti' })],
    ['active', productWith({ active: 'yes' })],
    ['parent_id', productWith({ parent_id: -1 })],
    ['images', productWith({ images: 'none' })],
    ['update_date', productWith({ update_date: '03/06/2026' })],
  ])('names the member %s', (member, value) => {
    expect(readProduct(value)).toMatchObject({
      ok: false,
      member,
      problem: expect.stringMatching(`^${member}: `) as string,
      raw: JSON.stringify(value),
    });
  });

  test('tells its id where that can be read', () => {
    expect(readProduct(productWith({ price: 'x' }))).toMatchObject({ ok: false, id: 16_292_716 });
    expect(readProduct(productWith({ id: null }))).toMatchObject({ ok: false, id: null });
  });

  test.each([[null], ['x'], [7], [[]], [undefined]])('may be %j', (value) => {
    expect(readProduct(value)).toMatchObject({ ok: false, id: null });
  });
});
