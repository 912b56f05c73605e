import type { TemplateId } from '../trade/ids.ts';
import type { Decimal } from '../trade/money.ts';
import type { ChangesPage, Page, Reading } from './catalogue.ts';
import { cataloguePage, changedSince, productsById } from './catalogue.ts';
import type { AttributeValue } from './catalogue-families.ts';
import { attributeValues, variantIdsOf } from './catalogue-families.ts';
import type { CatalogueFields } from './catalogue-fields.ts';
import { catalogueFields } from './catalogue-fields.ts';
import type { CatalogueImage, ImagePlace } from './catalogue-images.ts';
import { imageAt, imageBytes, imagesOf } from './catalogue-images.ts';
import type { CatalogueProduct, Quantities, VariantId } from './catalogue-product.ts';
import type { Warehouse } from './catalogue-stock.ts';
import { quantitiesIn, warehouses } from './catalogue-stock.ts';
import type { TaxedPrice } from './compute-taxes.ts';
import { computeAll } from './compute-taxes.ts';
import { installedLanguages } from './languages.ts';
import type { PublishedIn } from './publish.ts';
import { publish } from './publish.ts';
import type { Session } from './session.ts';
import type { WriteBackRow, WrittenBack } from './write-back.ts';
import { writeBack } from './write-back.ts';

/**
 * What Odoo sells, in the connection's company. A user who may not read stock gets SyncError `forbidden` with the group
 * that is missing in its hint.
 */
export interface OdooCatalogue {
  /** Which optional fields products have, and whether we may write them. Two calls; meant to be kept. */
  fields(): Promise<CatalogueFields>;
  /** Variants that were written since, themselves, their template or their stock, by id. One call. */
  changedSince(page: ChangesPage): Promise<CatalogueProduct[]>;
  /** The next variants by id, archived ones too. One call. */
  page(page: Page): Promise<CatalogueProduct[]>;
  /** These variants by id, archived ones too; those that are gone are left out. One call. */
  byIds(ids: readonly VariantId[], reading: Reading): Promise<CatalogueProduct[]>;
  /** All variants of these templates, archived ones too; a template without any is left out. One call. */
  variantIdsOf(templateIds: readonly TemplateId[]): Promise<Map<TemplateId, VariantId[]>>;
  /** The names behind `attributeValueIds`; those that are gone are left out. One call. */
  attributeValues(ids: readonly number[], language?: string): Promise<Map<number, AttributeValue>>;
  /** Where the images of each variant are, the main one first; a variant without any is left out. One call, at most three on 16. */
  imagesOf(products: readonly CatalogueProduct[]): Promise<Map<VariantId, CatalogueImage[]>>;
  /** The image that is at a place now; null where there is none. One call, at most three on 16. */
  imageAt(place: ImagePlace): Promise<CatalogueImage | null>;
  /** The bytes of an image; null where there is none any more. One call. */
  imageBytes(place: ImagePlace): Promise<Uint8Array | null>;
  /** What one warehouse has of these variants; those that are gone are left out. One call. */
  quantitiesIn(wanted: {
    ids: readonly VariantId[];
    warehouseId: number;
  }): Promise<Map<VariantId, Quantities>>;
  /** The warehouses of the company. One call; meant to be kept. */
  warehouses(): Promise<Warehouse[]>;
  /** Codes of the installed languages. One call; meant to be kept. */
  languages(): Promise<string[]>;
  /** What Odoo makes of a price with these taxes, whatever their kind. One call. */
  computeAll(priced: { taxIds: readonly number[]; price: Decimal }): Promise<TaxedPrice>;
  /** Tells Odoo how variants stand at Poleepo, where it has fields for that. Safe to repeat. Mostly one call. */
  writeBack(rows: readonly WriteBackRow[], fields: CatalogueFields): Promise<WrittenBack>;
  /** Tells Odoo whether variants are published, where it has a field for that. Safe to repeat. Mostly one call. */
  publish(
    wanted: { ids: readonly VariantId[]; published: boolean },
    fields: CatalogueFields,
  ): Promise<PublishedIn>;
}

export function openCatalogue(session: Session): OdooCatalogue {
  return {
    fields: () => catalogueFields(session),
    changedSince: (page) => changedSince(session, page),
    page: (page) => cataloguePage(session, page),
    byIds: (ids, reading) => productsById(session, ids, reading),
    variantIdsOf: (templateIds) => variantIdsOf(session, templateIds),
    attributeValues: (ids, language) => attributeValues(session, ids, language),
    imagesOf: (products) => imagesOf(session, products),
    imageAt: (place) => imageAt(session, place),
    imageBytes: (place) => imageBytes(session, place),
    quantitiesIn: (wanted) => quantitiesIn(session, wanted),
    warehouses: () => warehouses(session),
    languages: () => installedLanguages(session),
    computeAll: (priced) => computeAll(session, priced),
    writeBack: (rows, fields) => writeBack(session, rows, fields),
    publish: (wanted, fields) => publish(session, wanted, fields),
  };
}
