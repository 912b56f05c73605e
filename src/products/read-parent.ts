import type { ReadProduct } from '../store/product-reading-store.ts';
import type { CatalogueReader } from './catalogue-reader.ts';
import type { Family } from './family-ties.ts';
import { mapParent } from './map-parent.ts';
import { categoryProblem } from './problems.ts';
import { wantedOf, withdrawal } from './read-variant.ts';
import type { SkuBearers } from './sku-conflicts.ts';

/**
 * The parent of a family as it is to be kept; null where there is nothing to be said of it. Without a variant in sale,
 * and where one variant is left, it is taken out of sale.
 */
export async function readParent(
  family: Family,
  reader: CatalogueReader,
  bearers: SkuBearers,
): Promise<ReadProduct | null> {
  const { templateId, parent, parentSku, shown, needsParent } = family;
  const base = { kind: 'parent' as const, odooId: templateId, templateId, sku: parentSku, readPrint: null };
  if (!needsParent) {
    if (parent === null) return null;
    return { ...base, name: parent.name, published: false, wanted: withdrawal, error: null };
  }
  if (shown === null) return null;
  const { product } = shown;
  const named = { ...base, name: product.name, published: true };
  const { listPrice: amount, currency, taxIds } = product;
  const priced = await reader.price({ amount, currency, taxIds });
  const found =
    bearers.ofParent(parentSku, family) ??
    categoryProblem(product.category) ??
    (priced.ok ? null : priced.problem);
  if (found !== null || !priced.ok) return { ...named, wanted: null, error: { ...found } };
  const entry = mapParent(product, priced.price);
  return { ...named, wanted: await wantedOf(entry, parentSku), error: null };
}
