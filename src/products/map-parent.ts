import type { CatalogueProduct } from '../odoo/client.ts';
import { decimalText } from '../trade/money.ts';
import type { KeptParent } from './kept-entry.ts';
import type { Price } from './price.ts';

/** The entry that holds a family together, from any of its variants; `price` is that of the template's own list price. */
export function mapParent(
  { name, category }: Pick<CatalogueProduct, 'name' | 'category'>,
  price: Price,
): KeptParent {
  return { kind: 'parent', title: name, categoryPath: category, price: decimalText(price.net) };
}

/** What a family goes to Poleepo under unless it went there under another SKU before. */
export function parentSkuOf(templateId: number): string {
  return String(templateId);
}
