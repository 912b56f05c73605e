import type { CatalogueProduct } from '../odoo/client.ts';
import type { ReadProduct } from '../store/product-reading-store.ts';
import { type ProductRow, withdrawn } from '../store/product-states.ts';
import type { CatalogueReader } from './catalogue-reader.ts';
import { familiesOf, type Family, leftBehind, parentOf } from './family-ties.ts';
import { type Gathering, gatherSheets, type Sheet } from './gather-sheets.ts';
import { readParent } from './read-parent.ts';
import { goneVariant, readVariant, unreadableVariant } from './read-variant.ts';
import { SkuBearers } from './sku-conflicts.ts';
import { isAsKept } from './unchanged.ts';

/** Variants as one call to Odoo has answered them. */
export interface CataloguePage {
  products: readonly CatalogueProduct[];
  /** Variants that were asked for by id and that Odoo has no more. */
  gone?: readonly number[];
  /** Everything is worked out anew, whatever seems unchanged: what moves no date in Odoo is found by that. */
  thorough?: boolean;
  /** As if everything that may be sold were published. */
  everything?: boolean;
}

/** What a page says: nothing is written yet. */
export interface PageReading {
  /** What is to be kept: variants, and the parents of their families. */
  read: ReadProduct[];
  /** Known variants of which nothing has changed, with the mark that they had. */
  met: { odooId: number; dirtyAt: number | null }[];
  /** Other variants that this page bears on: they are to be read again. */
  others: number[];
  /** An error came about or ended, of which Odoo is to be told though no batch may follow. */
  errors: boolean;
}

/**
 * Works out what Poleepo is to have of the variants of a page that are published or known to us, and of their families.
 * Writes nothing. Per page at most one call for images (16 needs more) and one for each chosen warehouse; one for the
 * names of attributes where a variant that has any changed; and one for each price that is not of one plain tax.
 */
export async function readPage(
  context: Gathering,
  reader: CatalogueReader,
  page: CataloguePage,
): Promise<PageReading> {
  const { products: all, gone = [], thorough = false, everything = false } = page;
  const products = all.filter(({ unreadable }) => unreadable === undefined);
  const ids = [...all.map(({ id }): number => id), ...gone];
  const known = ids.length === 0 ? [] : await context.stores.products.known('variant', ids);
  const rows = new Map(known.map((row) => [row.odooId, row]));
  const sheets = await gatherSheets(context, reader, { products, rows, everything });
  const lost = gone.flatMap((id) => rows.get(id) ?? []);
  const fresh = thorough || everything ? sheets : sheets.filter(hasChanged);
  const strange = all.flatMap(({ id, unreadable }) => {
    const row = rows.get(id);
    return unreadable === undefined || row === undefined ? [] : [{ row, why: unreadable }];
  });
  const reading = await readChanged(context, reader, { sheets, fresh, lost });
  const variants = [
    ...reading.variants,
    ...strange.filter(({ row }) => row.published).map(unreadableVariant),
  ];
  const same = variants.filter((read) => isAsKept(read, rows.get(read.odooId) ?? null));
  const kept = new Set(same);
  const read = variants.filter((one) => !kept.has(one));
  const written = new Set(read.map(({ odooId }) => odooId));
  const rest = [...lost, ...strange.map(({ row }) => row)].map(({ odooId }) => odooId);
  const met = [...sheets.map(({ product }): number => product.id), ...rest]
    .filter((id) => !written.has(id))
    .map((odooId) => ({ odooId, dirtyAt: rows.get(odooId)?.dirtyAt ?? null }));
  const errors = read.some(({ odooId, error }) => error !== null || rows.get(odooId)?.state === 'error');
  return { read: [...read, ...reading.parents], met, others: reading.others, errors };
}

function hasChanged({ row, print }: Sheet): boolean {
  return row === null || row.dirtyAt !== null || row.readPrint !== print;
}

interface Changed {
  /** All of the page. */
  sheets: readonly Sheet[];
  /** Those to be worked out. */
  fresh: readonly Sheet[];
  lost: readonly ProductRow[];
}

async function readChanged(
  { stores, odoo }: Gathering,
  reader: CatalogueReader,
  { sheets, fresh, lost }: Changed,
): Promise<{ variants: ReadProduct[]; parents: ReadProduct[]; others: number[] }> {
  if (fresh.length === 0 && lost.length === 0) return { variants: [], parents: [], others: [] };
  const templates = [...fresh.map(({ product }): number => product.templateId), ...lost.map(templateOf)];
  const valueIds = fresh.filter(({ offered }) => offered).flatMap(({ product }) => product.attributeValueIds);
  const [attributes, relatives] = await Promise.all([
    odoo.catalogue.attributeValues(valueIds, reader.language),
    stores.families.of(templates.filter((id) => id > 0)),
  ]);
  const concerned = new Set(templates);
  const ofPage = sheets.filter(({ product }) => concerned.has(product.templateId));
  const families = familiesOf({ sheets: ofPage, gone: lost, relatives });
  const bearing = await stores.families.bearing(skusOf({ fresh, lost }, [...families.values()]));
  const bearers = new SkuBearers(fresh, { gone: lost, relatives: bearing });
  const variants = await Promise.all(
    fresh.map(async (sheet) => {
      const parentSku = parentOf(sheet, families);
      return readVariant(sheet, reader, { bearers, parentSku, attributes });
    }),
  );
  const parents = await Promise.all(
    [...families.values()].map(async (family) => {
      const parent = await readParent(family, reader, bearers);
      return parent === null || isAsKept(parent, family.parent) ? [] : [parent];
    }),
  );
  return {
    variants: [...variants, ...lost.map(goneVariant)],
    parents: parents.flat(),
    others: [...[...families.values()].flatMap(leftBehind), ...bearers.upset()],
  };
}

const templateOf = ({ templateId }: ProductRow) => templateId;

/** Every SKU that these bear or have borne, whose other bearers that concerns. */
function skusOf({ fresh, lost }: Pick<Changed, 'fresh' | 'lost'>, families: readonly Family[]): string[] {
  const all = [
    ...fresh.flatMap(({ sku, row }) => [sku, row?.sku ?? null]),
    ...lost.filter(({ wantedRest }) => wantedRest !== withdrawn).map(({ sku }) => sku),
    ...families.filter(({ needsParent }) => needsParent).map(({ parentSku }) => parentSku),
  ];
  return all.filter((sku) => sku !== null);
}
