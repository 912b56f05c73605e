import type { ProductRow } from '../store/product-states.ts';
import type { TenantContext } from '../tenants/context.ts';

/** Looks whether the parents of these variants are at Poleepo. Those that are not go as new ones, before their variants. */
export async function lookAtParents(
  { stores, poleepo, clock }: TenantContext,
  variants: readonly ProductRow[],
): Promise<void> {
  if (variants.length === 0) return;
  const templates = [...new Set(variants.map(({ templateId }) => templateId))];
  const parents = await stores.products.known('parent', templates);
  const gone: ProductRow[] = [];
  for (const parent of parents) {
    if (parent.poleepoRef === null || (await poleepo.products.get(parent.poleepoRef)) === null)
      gone.push(parent);
  }
  const keys = gone.map(({ kind, odooId }) => ({ kind, odooId }));
  if (keys.length > 0) await stores.productTouch.forget(keys, clock.now());
}
