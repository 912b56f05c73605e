import type { Hold } from '../jobs/outcome.ts';
import type { OdooProduct } from '../odoo/client.ts';
import type { PoleepoOrderRow } from '../poleepo/order-row.ts';
import type { CompanyId, ProductId } from '../trade/ids.ts';
import type { OrderDecision } from './decision.ts';
import { ambiguousSku, archivedProduct, unknownSku } from './holds.ts';
import { otherCompanyProduct } from './line-holds.ts';

export type Found =
  { ok: true; productId: ProductId; taxIds: OdooProduct['taxIds'] } | { ok: false; hold: Hold };

export interface ProductWish {
  /** The row's number, for words. */
  number: number;
  products: readonly OdooProduct[];
  companyId: CompanyId;
  decision: OrderDecision;
}

/**
 * The product that an order's row is of: what a person decided, else the one active product of the company that bears
 * the SKU in its field for it, else as its internal reference, else as its barcode.
 */
export function findProduct(row: PoleepoOrderRow, wish: ProductWish): Found {
  const { number, products, companyId, decision } = wish;
  const { sku, title } = row;
  if (sku === null) return held(unknownSku({ row: number, sku, title }));
  const decided = decision.products?.[sku];
  if (decided !== undefined) return { ok: true, productId: decided as ProductId, taxIds: [] };
  const ours = products.filter((product) => product.companyId === null || product.companyId === companyId);
  for (const bears of places) {
    const active = ours.filter((product) => product.active && bears(product, sku));
    const [only] = active;
    if (only !== undefined && active.length === 1)
      return { ok: true, productId: only.id, taxIds: only.taxIds };
    if (active.length > 1)
      return held(
        ambiguousSku({
          row: number,
          sku,
          products: active.map(({ name, id }) => `${name} (${id})`).join(', '),
        }),
      );
  }
  const bearing = products.filter((product) => places.some((bears) => bears(product, sku)));
  const archived = bearing.find((product) => ours.includes(product));
  if (archived !== undefined) return held(archivedProduct({ row: number, sku, product: archived.name }));
  const [foreign] = bearing;
  if (foreign !== undefined) return held(otherCompanyProduct({ row: number, sku, product: foreign.name }));
  return held(unknownSku({ row: number, sku, title }));
}

/** Where a product may bear a SKU, the place that goes first being the first. */
const places: readonly ((product: OdooProduct, sku: string) => boolean)[] = [
  (product, sku) => product.skus[0] === sku,
  (product, sku) => product.skus.includes(sku),
  (product, sku) => product.code === sku,
  (product, sku) => product.barcode === sku,
];

function held(hold: Hold): Found {
  return { ok: false, hold };
}
