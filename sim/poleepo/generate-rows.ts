import Big from 'big.js';
import type { CatalogueItem } from '../catalogue.ts';
import type { Random } from '../random.ts';
import type { OrderRow } from './order.ts';
import type { Product } from './product.ts';
import { amount, withoutTax } from './totals.ts';

export interface RowsWanted {
  products: readonly Product[];
  items: readonly CatalogueItem[];
  count: number;
  nextRowId: () => number;
}

/** A row of one article at its price in the catalogue, with the price without tax worked out from it. */
export function rowOf(
  item: CatalogueItem,
  wanted: Omit<RowsWanted, 'items' | 'count'> & { quantity: number },
): OrderRow {
  const product = wanted.products.find(({ sku }) => sku === item.sku);
  const gross = new Big(item.price);
  return {
    id: wanted.nextRowId(),
    ...(product ? { product_id: product.id } : {}),
    sku: item.sku,
    title: item.name,
    quantity: wanted.quantity,
    price: amount(withoutTax(gross, item.vatRate)),
    price_with_tax: amount(gross),
    vat_rate: item.vatRate,
    discount: 0,
  };
}

/** Rows of as many different articles as are wanted and there are, one to three pieces each. */
export function generateRows(random: Random, wanted: RowsWanted): OrderRow[] {
  return random
    .shuffle(wanted.items)
    .slice(0, wanted.count)
    .map((item) => rowOf(item, { ...wanted, quantity: random.pick([1, 1, 1, 2, 2, 3]) }));
}
