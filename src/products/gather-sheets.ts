import { fingerprint } from '../kit/fingerprint.ts';
import type { CatalogueImage, CatalogueProduct, Quantities, VariantId } from '../odoo/client.ts';
import type { ImageLeftOut } from '../trade/image-kind.ts';
import type { ProductRow } from '../store/product-states.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { CatalogueReader } from './catalogue-reader.ts';
import { sortImages, type SortedImages } from './leave-out-images.ts';
import { skuOf } from './map-variant.ts';
import { isPublished } from './published.ts';
import { claimedOf, offeredQuantity } from './quantity.ts';

/** What a reading touches: what we know, and Odoo. */
export type Gathering = Pick<TenantContext, 'stores' | 'odoo'>;

/** A variant with all that decides whether its entry has to be worked out anew. */
export interface Sheet {
  product: CatalogueProduct;
  /** As it is with us; null where it is not known yet. */
  row: ProductRow | null;
  /** Whether it is to be sold through Poleepo. */
  offered: boolean;
  sku: string | null;
  /** Those that are told of. */
  images: readonly CatalogueImage[];
  imagesLeftOut: readonly ImageLeftOut[];
  quantity: number;
  /** Equal as long as nothing has changed that these members tell of. */
  print: string;
}

/** Variants of a page that matter, and how they are taken. */
export interface SheetsOf {
  products: readonly CatalogueProduct[];
  rows: ReadonlyMap<number, ProductRow>;
  /** As if everything that may be sold were published. */
  everything: boolean;
}

/**
 * Lays out what is published, or known to us. One call to Odoo for the images, and one for each chosen warehouse; none
 * where nothing is offered.
 */
export async function gatherSheets(
  { stores, odoo }: Gathering,
  reader: CatalogueReader,
  { products, rows, everything }: SheetsOf,
): Promise<Sheet[]> {
  const laid = products.map((own) => {
    const product = { ...own, category: own.category || (reader.settings.fallbackCategory ?? '') };
    const row = rows.get(product.id) ?? null;
    return { product, row, offered: isOffered(product, { row, everything }) };
  });
  const ours = laid.filter(({ row, offered }) => row !== null || offered);
  const offered = ours.filter((one) => one.offered).map(({ product }) => product);
  const codes = offered.flatMap(codesIn);
  const [images, houses, claims] = await Promise.all([
    imagesOf({ stores, odoo }, reader, offered),
    housesOf(odoo, reader, offered),
    stores.stockClaims.bySkus(codes),
  ]);
  return Promise.all(
    ours.map(async (one): Promise<Sheet> => {
      const { product } = one;
      const { told, leftOut } = one.offered ? images(product.id) : { told: [], leftOut: [] };
      const claimed = claimedOf(codesIn(product), claims);
      const rules = reader.settings;
      const counted = { rules, houses: houses(product.id), claimed };
      const quantity = one.offered ? offeredQuantity(product, counted) : 0;
      const checksums = told.map(({ checksum }) => checksum);
      const without = leftOut.map(({ checksum, reason }) => `${reason} ${checksum}`);
      const seen = { product: product.print, checksums, quantity, ...(without.length > 0 && { without }) };
      const print = await fingerprint(seen);
      return { ...one, sku: skuOf(product), images: told, imagesLeftOut: leftOut, quantity, print };
    }),
  );
}

async function imagesOf(
  { stores, odoo }: Gathering,
  { settings }: CatalogueReader,
  offered: readonly CatalogueProduct[],
): Promise<(id: VariantId) => SortedImages> {
  const wanted = settings.images && offered.length > 0;
  return sortImages(stores, wanted ? await odoo.catalogue.imagesOf(offered) : new Map());
}

/** What is archived, or may not be sold, Odoo would not sell either: it counts as not published. */
function isOffered(
  { active, saleOk, published }: CatalogueProduct,
  { row, everything }: { row: ProductRow | null; everything: boolean },
): boolean {
  return active && saleOk && (everything || isPublished(published, row));
}

/** Orders name a product by any of these. */
function codesIn({ ownSku, defaultCode, barcode }: CatalogueProduct): string[] {
  return [ownSku, defaultCode, barcode].filter((code) => code !== null);
}

/** What the chosen warehouses have of each; null where all of the company's count. */
async function housesOf(
  odoo: TenantContext['odoo'],
  { settings, fields }: CatalogueReader,
  offered: readonly CatalogueProduct[],
): Promise<(id: VariantId) => Quantities[] | null> {
  const ids = offered.filter(({ storable }) => storable).map(({ id }) => id);
  if (settings.warehouseIds.length === 0 || !fields.stock || ids.length === 0) return () => null;
  const houses = await Promise.all(
    settings.warehouseIds.map((warehouseId) => odoo.catalogue.quantitiesIn({ ids, warehouseId })),
  );
  return (id) =>
    houses.flatMap((house) => {
      const has = house.get(id);
      return has === undefined ? [] : [has];
    });
}
