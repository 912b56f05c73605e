import Big from 'big.js';
import type { CatalogueItem } from '../catalogue.ts';
import type { Random } from '../random.ts';
import type { OrderRow } from './order.ts';
import type { ProductShelf } from './product-shelf.ts';
import { catalogueProductId } from './product-shelf.ts';
import { amount, withoutTax } from './totals.ts';

export interface RowsWanted {
  products: ProductShelf;
  items: readonly CatalogueItem[];
  count: number;
  nextRowId: () => number;
}

/**
 * A row of one article at its price in the catalogue, with the price without tax worked out from it. An article that
 * is not on Poleepo yet is named by the id that it will have.
 */
export function rowOf(
  item: CatalogueItem,
  wanted: Omit<RowsWanted, 'items' | 'count'> & { quantity: number },
): OrderRow {
  const productId = wanted.products.withSku(item.sku)[0]?.id ?? catalogueProductId(item.sku);
  const gross = new Big(item.price);
  return {
    id: wanted.nextRowId(),
    ...(productId === undefined ? {} : { product_id: productId }),
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
