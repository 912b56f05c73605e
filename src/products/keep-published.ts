import type { VariantId } from '../odoo/catalogue-product.ts';
import type { ProductRow } from '../store/product-states.ts';
import type { TenantContext } from '../tenants/context.ts';

/** Where it is kept that a product is published. */
export type KeptIn = 'odoo' | 'ponte';

const publisher = {
  written: 'odoo',
  'no-field': 'ponte',
  'not-allowed': 'ponte-over-odoo',
} as const satisfies Record<string, ProductRow['publishedBy']>;

/**
 * Sets whether variants are published: in Odoo's field for it, and else with us, where it leads over that field as long as
 * that cannot be written. Answers where it is kept; null for none. Mostly one call to Odoo, none where it has no field.
 */
export async function keepPublished(
  { stores, odoo, reference, clock }: Pick<TenantContext, 'stores' | 'odoo' | 'reference' | 'clock'>,
  ids: readonly number[],
  published: boolean,
): Promise<KeptIn | null> {
  if (ids.length === 0) return null;
  const fields = await reference.catalogueFields();
  const done = await odoo.catalogue.publish({ ids: ids as VariantId[], published }, fields);
  await stores.products.publish(ids, { published, by: publisher[done], now: clock.now() });
  return done === 'written' ? 'odoo' : 'ponte';
}
