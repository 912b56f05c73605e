import type { ProductId, TaxId, TemplateId } from '../trade/ids.ts';
import type { Decimal } from '../trade/money.ts';

/** A variant, product.product. */
export type VariantId = ProductId;

/** In the product's own unit of measure. */
export interface Quantities {
  onHand: Decimal;
  /** On hand without what is reserved. */
  free: Decimal;
  /** On hand with what is to come and to go. */
  forecast: Decimal;
}

/** A variant with all that a channel may be told of it, archived or not. */
export interface CatalogueProduct {
  id: VariantId;
  templateId: TemplateId;
  active: boolean;
  saleOk: boolean;
  /** The template's, in the language asked for. */
  name: string;
  defaultCode: string | null;
  barcode: string | null;
  /** What its field for a Poleepo SKU says; null where it is empty or this Odoo has none. */
  ownSku: string | null;
  /** Of the fields for them; null where they are empty or this Odoo has none. */
  codes: { ean: string | null; upc: string | null; isbn: string | null; mpn: string | null };
  /** Null where this Odoo has no field for it. */
  published: boolean | null;
  /** Poleepo's id as it was written back; null where there is none, or no field for it. */
  poleepoRef: number | null;
  /** The template's, without the extras of the variant's attributes. To the cent, in `currency`. */
  listPrice: Decimal;
  /** The variant's own. To the cent, in `currency`. */
  lstPrice: Decimal;
  /** Its currency's code, which need not be that of the connection's company. */
  currency: string;
  /** Active sales taxes of the connection's company. */
  taxIds: TaxId[];
  /** The whole path: `All / Saleable`; '' for none, which 19 allows. */
  category: string;
  /** Whether Odoo counts its stock. */
  storable: boolean;
  service: boolean;
  /** As Odoo has it, in its unit of weight; null where it is 0. */
  weight: Decimal | null;
  width: Decimal | null;
  height: Decimal | null;
  depth: Decimal | null;
  /** Active variants of the template. */
  variantCount: number;
  /** Of all warehouses of the connection's company. */
  quantities: Quantities;
  /** Of product.template.attribute.value: what makes it this variant. Attributes that make none are not among them. */
  attributeValueIds: number[];
  /** Plain text. */
  shortText: string | null;
  /** HTML. */
  longText: string | null;
  /** Further images (product.image), those of the variant before those of the template. */
  imageIds: number[];
  /** As Odoo says it: UTC, cut to seconds. On 16 it does not move with the template. */
  writeDate: string;
  /** Equal as long as nothing of what was read has changed; `writeDate` does not count. */
  print: string;
  /** Where Odoo's answer cannot be read: why. Then only its id counts, and all else is empty. */
  unreadable?: string;
}
