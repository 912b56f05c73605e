import type { BatchItemRow } from '../store/batch-store.ts';
import type { ProductKind, ProductRow } from '../store/product-states.ts';
import type { TenantContext } from '../tenants/context.ts';

/** An item of a batch whose product is still in it, with that product. */
export interface UnderWay {
  item: BatchItemRow;
  product: ProductRow;
}

/** The items of a batch of which the outcome is not written down yet, in the order in which they were sent. */
export async function itemsUnderWay(
  { stores }: Pick<TenantContext, 'stores'>,
  batchId: string,
): Promise<UnderWay[]> {
  const items = await stores.batches.itemsOf(batchId);
  const idsOf = (kind: ProductKind) => items.filter((item) => item.kind === kind).map((item) => item.odooId);
  const known = await Promise.all(
    (['variant', 'parent'] as const).map(async (kind) => {
      const ids = idsOf(kind);
      return ids.length === 0 ? [] : stores.products.known(kind, ids);
    }),
  );
  const byKey = new Map(known.flat().map((product) => [`${product.kind}:${product.odooId}`, product]));
  return items.flatMap((item) => {
    const product = byKey.get(`${item.kind}:${item.odooId}`);
    return product?.batchId === batchId ? [{ item, product }] : [];
  });
}
