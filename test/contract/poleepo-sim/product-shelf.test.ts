import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../sim/catalogue.ts';
import type { Product } from '../../../sim/poleepo/product.ts';
import { productTypes } from '../../../sim/poleepo/product.ts';
import { catalogueProductId, ProductShelf } from '../../../sim/poleepo/product-shelf.ts';

const moment = '2026-06-03T08:15:00Z';

function put(shelf: ProductShelf, sku: string, members: Partial<Product> = {}): Product {
  const product: Product = {
    id: shelf.newId(sku),
    type: productTypes.SIMPLE,
    sku,
    title: sku,
    price: 10,
    price_with_tax: 12.2,
    vat_rate: 22,
    quantity: 1,
    active: true,
    sales: 0,
    main_category_id: 101,
    main_category_path: 'Catalogo',
    images: [],
    provisions: [],
    tags: [],
    creation_date: moment,
    update_date: moment,
    ...members,
  };
  shelf.add(product);
  return product;
}

function skus(products: readonly Product[]): string[] {
  return products.map(({ sku }) => sku);
}

describe('a shelf', () => {
  test('finds a product by its id and by its SKU', () => {
    const shelf = new ProductShelf();
    const product = put(shelf, 'A');
    expect(shelf.get(product.id)).toBe(product);
    expect(shelf.withSku('A')).toEqual([product]);
    expect([shelf.get(1), shelf.withSku('B')]).toEqual([undefined, []]);
  });

  test('has the products of one SKU in the order in which they came', () => {
    const shelf = new ProductShelf();
    const [first, , third] = [put(shelf, 'A'), put(shelf, 'B'), put(shelf, 'A')];
    expect(shelf.withSku('A')).toEqual([first, third]);
    shelf.remove(first);
    expect(shelf.withSku('A')).toEqual([third]);
    expect(skus(shelf.list())).toEqual(['B', 'A']);
  });

  test('lists what is active as it is now', () => {
    const shelf = new ProductShelf();
    const [a] = [put(shelf, 'A'), put(shelf, 'B', { active: false })];
    expect([skus(shelf.list()), skus(shelf.list(true)), skus(shelf.list(false))]).toEqual([
      ['A', 'B'],
      ['A'],
      ['B'],
    ]);
    shelf.change(a, { active: false });
    put(shelf, 'C');
    expect([skus(shelf.list(true)), skus(shelf.list(false))]).toEqual([['C'], ['A', 'B']]);
    shelf.clear();
    expect([shelf.list(), shelf.list(true), shelf.withSku('A'), shelf.size]).toEqual([[], [], [], 0]);
  });

  test('finds a product by its new SKU alone, and loses no other of its old one', () => {
    const shelf = new ProductShelf();
    const [first, second] = [put(shelf, 'A'), put(shelf, 'A')];
    shelf.change(first, { sku: 'B', title: 'Altro' });
    expect([shelf.withSku('A'), shelf.withSku('B')]).toEqual([[second], [first]]);
    expect(first.title).toBe('Altro');
  });

  test('takes a member away that becomes undefined', () => {
    const shelf = new ProductShelf();
    const product = put(shelf, 'A', { ean: '8000000000017' });
    shelf.change(product, { ean: undefined });
    expect(product).not.toHaveProperty('ean');
  });

  test('finds a parent among the products of its SKU, and tells its children its new one', () => {
    const shelf = new ProductShelf();
    put(shelf, '77');
    const parent = put(shelf, '77', { type: productTypes.PARENT });
    const child = put(shelf, 'A', { type: productTypes.VARIANT, parent_id: parent.id, parent_sku: '77' });
    expect(shelf.parent('77')).toBe(parent);
    expect(shelf.parent('A')).toBeUndefined();
    shelf.change(parent, { sku: '99' });
    expect([shelf.parent('77'), shelf.parent('99'), child.parent_sku]).toEqual([undefined, parent, '99']);
  });
});

describe('an id', () => {
  test('is given once', () => {
    const shelf = new ProductShelf();
    const wanted = ['A', 'B', ...catalogue.map(({ sku }) => sku), 'A', ...catalogue.map(({ sku }) => sku)];
    expect(new Set(wanted.map((sku) => shelf.newId(sku))).size).toBe(wanted.length);
  });

  test('of an article of the catalogue is its own the first time', () => {
    const shelf = new ProductShelf();
    const sku = catalogue.at(-1)?.sku ?? '';
    const own = catalogueProductId(sku);
    expect(own).toEqual(expect.any(Number));
    const product = put(shelf, sku);
    expect(product.id).toBe(own);
    shelf.remove(product);
    expect(put(shelf, sku).id).not.toBe(own);
    expect(catalogueProductId('NOWHERE')).toBeUndefined();
  });
});
