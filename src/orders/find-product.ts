import type { Hold } from '../jobs/outcome.ts';
import type { OdooProduct } from '../odoo/client.ts';
import type { PoleepoOrderRow } from '../poleepo/order-row.ts';
import type { ProductId } from '../trade/ids.ts';
import type { OrderDecision } from './decision.ts';
import { ambiguousSku, archivedProduct, unknownSku } from './holds.ts';

export type Found = { ok: true; productId: ProductId } | { ok: false; hold: Hold };

/** The product that an order's row is of: what a person decided, else the one active product whose internal reference is the SKU. */
export function findProduct(
  row: PoleepoOrderRow,
  {
    number,
    products,
    decision,
  }: { number: number; products: readonly OdooProduct[]; decision: OrderDecision },
): Found {
  const { sku, title } = row;
  const decided = sku === null ? undefined : decision.products?.[sku];
  if (decided !== undefined) return { ok: true, productId: decided as ProductId };
  const matching = products.filter((product) => product.code === sku);
  const active = matching.filter((product) => product.active);
  const [only] = active;
  if (only !== undefined && active.length === 1) return { ok: true, productId: only.id };
  if (sku !== null && active.length > 1) {
    return held(
      ambiguousSku({ row: number, sku, products: active.map((product) => product.name).join(', ') }),
    );
  }
  const [archived] = matching;
  if (sku !== null && archived !== undefined)
    return held(archivedProduct({ row: number, sku, product: archived.name }));
  return held(unknownSku({ row: number, sku, title }));
}

function held(hold: Hold): Found {
  return { ok: false, hold };
}
