import type { ProductRow } from '../store/product-states.ts';

type Kept = Pick<ProductRow, 'published' | 'publishedBy'>;

/**
 * What Odoo's field says of whether a product is published, as far as it counts; null where it does not: it is missing, or
 * people here said otherwise and it could not be written.
 */
export function saidByOdoo(field: boolean | null, row: Kept | null): boolean | null {
  return row?.publishedBy === 'ponte-over-odoo' ? null : field;
}

/** Whether a product is for Poleepo: by Odoo's field where that counts, else by what people said here. */
export function isPublished(field: boolean | null, row: Kept | null): boolean {
  return saidByOdoo(field, row) ?? row?.published ?? false;
}
