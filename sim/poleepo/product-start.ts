import Big from 'big.js';
import type { CatalogueItem } from '../catalogue.ts';
import { catalogue } from '../catalogue.ts';
import type { Product } from './product.ts';
import { plainCategory, plainCategoryId, productTypes } from './product.ts';
import { ProductShelf } from './product-shelf.ts';
import { amount, withoutTax } from './totals.ts';

/**
 * What a new account sells on Poleepo: `demo` a part of the shop's articles and some that the shop does not know,
 * `catalogue` each article of the shop, `none` nothing.
 */
export const productStarts = ['demo', 'catalogue', 'none'] as const;
export type ProductStart = (typeof productStarts)[number];

/** Articles that were put on Poleepo by hand long ago, under the SKUs of the shop. */
const already = [
  'MOKA-3',
  'MOKA-6',
  'PENTOLA-24',
  'SCIARPA-LANA',
  'CINTURA-95',
  'CALZE-3P',
  'CAFFE-250',
  'OLIO-EVO-1L',
  'LIBRO-CUCINA',
  'LIBRO-FIABE',
];

/** The article that was put there twice. */
const twice = 'TAZZA-CERAMICA';

/** What is sold on Poleepo alone. */
const elsewhere: readonly CatalogueItem[] = [
  { sku: 'CESTO-NATALE', name: 'Cesto natalizio', price: '59.00', vatRate: 22, weight: 4 },
  { sku: 'FINE-SERIE-77', name: 'Servizio da tè, fine serie', price: '35.00', vatRate: 22, weight: 2.1 },
  { sku: 'CALENDARIO-2025', name: 'Calendario da parete 2025', price: '9.90', vatRate: 22 },
];

function asProduct(shelf: ProductShelf, item: CatalogueItem, moment: string): Product {
  const gross = new Big(item.price);
  return {
    id: shelf.newId(item.sku),
    type: productTypes.SIMPLE,
    sku: item.sku,
    title: item.name,
    price: amount(withoutTax(gross, item.vatRate)),
    price_with_tax: amount(gross),
    vat_rate: item.vatRate,
    quantity: 10 + ((shelf.size * 7) % 90),
    active: true,
    sales: 0,
    main_category_id: plainCategoryId,
    main_category_path: plainCategory,
    images: [],
    provisions: [],
    tags: [],
    creation_date: moment,
    update_date: moment,
    ...(item.weight === undefined ? {} : { weight: item.weight }),
  };
}

function demoItems(): CatalogueItem[] {
  const known = catalogue.filter(({ sku }) => already.includes(sku));
  const double = catalogue.filter(({ sku }) => sku === twice);
  return [...known, ...double, ...elsewhere, ...double];
}

/** The products of a new account, as of a moment (Poleepo's form of a date). */
export function startingProducts(start: ProductStart, moment: string): ProductShelf {
  const shelf = new ProductShelf();
  const items = { demo: demoItems, catalogue: () => catalogue, none: () => [] }[start]();
  for (const item of items) shelf.add(asProduct(shelf, item, moment));
  return shelf;
}
