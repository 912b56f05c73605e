import type { AttributeValue } from '../odoo/client.ts';
import type { ReadProduct, Wanted } from '../store/product-reading-store.ts';
import type { ProductRow } from '../store/product-states.ts';
import type { PoleepoProductId } from '../trade/ids.ts';
import type { CatalogueReader } from './catalogue-reader.ts';
import type { Sheet } from './gather-sheets.ts';
import { type KeptEntry, termsOf } from './kept-entry.ts';
import { mapVariant } from './map-variant.ts';
import { categoryProblem, lengthProblem, problem } from './problems.ts';
import { saidByOdoo } from './published.ts';
import { isAccepted, type SkuBearers } from './sku-conflicts.ts';

export interface VariantTies {
  bearers: SkuBearers;
  /** Of its family; null where it has none. */
  parentSku: string | null;
  attributes: ReadonlyMap<number, AttributeValue>;
}

/** A variant as it is to be kept: what Poleepo is to have of it, or why it cannot be told. */
export async function readVariant(
  sheet: Sheet,
  reader: CatalogueReader,
  { bearers, parentSku, attributes }: VariantTies,
): Promise<ReadProduct> {
  const { product, row, offered, sku } = sheet;
  const base = {
    kind: 'variant' as const,
    odooId: product.id,
    templateId: product.templateId,
    name: product.name,
    published: saidByOdoo(product.published, row),
    dirtyAt: row?.dirtyAt ?? null,
    readPrint: sheet.print,
    poleepoRef: product.poleepoRef as PoleepoProductId | null,
    imagesLeftOut: sheet.imagesLeftOut,
  };
  if (!offered) return { ...base, sku: row?.sku ?? sku, wanted: withdrawal, error: null };
  const priced = await reader.price({
    amount: product.lstPrice,
    currency: product.currency,
    taxIds: product.taxIds,
  });
  const found =
    bearers.ofVariant(sheet) ?? categoryProblem(product.category) ?? (priced.ok ? null : priced.problem);
  const { images, quantity } = sheet;
  if (found !== null || !priced.ok || sku === null) {
    return { ...base, sku: keptSku(sheet), wanted: null, quantity, error: { ...found } };
  }
  const named = product.attributeValueIds.flatMap((id) => attributes.get(id) ?? []);
  const entry = mapVariant({ product, parentSku, price: priced.price, quantity, images, attributes: named });
  const tooLong = lengthProblem(entry);
  if (tooLong !== null) {
    return { ...base, sku: keptSku(sheet), wanted: null, quantity, error: { ...tooLong } };
  }
  return { ...base, sku, wanted: await wantedOf(entry, sku), error: null };
}

/** Poleepo still knows it under the SKU that it went under. */
function keptSku({ row, sku }: Sheet): string | null {
  return row !== null && isAccepted(row) ? row.sku : sku;
}

/** A variant that Odoo has no more. Whether people want it published stays as it is, should it come back. */
export function goneVariant(row: ProductRow): ReadProduct {
  const { odooId, templateId, name, sku, dirtyAt } = row;
  const base = { kind: 'variant' as const, odooId, templateId, name, sku, dirtyAt };
  return { ...base, published: null, readPrint: null, wanted: withdrawal, error: null };
}

/** A variant that Odoo answers in a form that cannot be read: what was wanted before stays. */
export function unreadableVariant({ row, why }: { row: ProductRow; why: string }): ReadProduct {
  const error = { ...problem('UNREADABLE', { why: why.slice(0, 300) }) };
  return { ...goneVariant(row), wanted: null, error };
}

/** What takes a product out of sale, in the terms of `termsOf`. */
export const withdrawal: Wanted = {
  quantity: 0,
  price: null,
  rest: 'withdrawn',
  entry: { kind: 'withdrawal' },
};

export async function wantedOf(entry: KeptEntry, sku: string): Promise<Wanted> {
  return { ...(await termsOf(entry, sku)), entry };
}
