import { z } from 'zod';
import type { Json } from '../kit/fingerprint.ts';
import { SyncError } from '../kit/errors.ts';
import { canonicalJson } from '../kit/fingerprint.ts';
import type { TemplateId } from '../trade/ids.ts';
import type { Decimal } from '../trade/money.ts';
import { parseDecimal, roundToCents, zero } from '../trade/money.ts';
import type { OdooCall } from './call.ts';
import type { CatalogueField, CatalogueFields } from './catalogue-fields.ts';
import type { CatalogueProduct, Quantities } from './catalogue-product.ts';
import { kindOf } from './products.ts';
import type { Session } from './session.ts';
import { readBy } from './session.ts';
import type { Dialect } from './versions.ts';
import {
  amount,
  plainText,
  productId,
  recordId,
  requiredCurrencyCode,
  requiredMany2one,
  requiredText,
  taxId,
  text,
} from './values.ts';

export const stockColumns = ['qty_available', 'free_qty', 'virtual_available'] as const;

export const quantities = z
  .object({ qty_available: amount, free_qty: amount, virtual_available: amount })
  .transform((row): Quantities => ({
    onHand: row.qty_available,
    free: row.free_qty,
    forecast: row.virtual_available,
  }));

const none: Quantities = { onHand: zero, free: zero, forecast: zero };

const always = z.object({
  id: productId,
  product_tmpl_id: requiredMany2one,
  active: z.boolean(),
  sale_ok: z.boolean(),
  name: requiredText,
  default_code: text,
  barcode: text,
  list_price: amount,
  lst_price: amount,
  currency_id: requiredCurrencyCode,
  taxes_id: z.array(taxId),
  categ_id: z.union([z.tuple([recordId, z.string()]), z.literal(false)]),
  weight: amount,
  product_variant_count: z.number().int().nonnegative(),
  product_template_attribute_value_ids: z.array(recordId),
  description_sale: text,
  write_date: requiredText,
});

const kinds = {
  type: z.object({ type: requiredText }).transform((row) => row.type),
  detailed_type: z.object({ detailed_type: requiredText }).transform((row) => row.detailed_type),
};

const counted = z.object({ is_storable: z.boolean() }).transform((row) => row.is_storable);

const recordIds = z.array(recordId);

const readFields = [
  'sku',
  'ref',
  'published',
  'ean',
  'upc',
  'isbn',
  'mpn',
  'width',
  'height',
  'depth',
  'longText',
  'images',
] as const satisfies readonly CatalogueField[];

/** The columns of product.product that a `CatalogueProduct` is made from. */
export function catalogueColumns(dialect: Dialect, fields: CatalogueFields): string[] {
  const { storableField } = dialect;
  return [
    ...Object.keys(always.shape).filter((column) => column !== 'id'),
    dialect.productKind,
    ...(fields.stock ? stockColumns : []),
    ...(fields.stock && storableField !== null ? [storableField] : []),
    ...readFields.flatMap((name) => fields.names[name]),
  ];
}

export type RawProduct = Readonly<Record<string, Json>>;

/** A row of `catalogueColumns` as a product. Throws SyncError `unreadable` where a member is missing or strange. */
export function productOf(
  raw: RawProduct,
  {
    dialect,
    fields,
    call,
  }: {
    dialect: Pick<Session['dialect'], 'productKind' | 'storableField'>;
    fields: CatalogueFields;
    call: OdooCall;
  },
): CatalogueProduct {
  const row = readBy(always, raw, call);
  const kind = readBy(kinds[dialect.productKind], raw, call);
  const named = valuesIn(raw, fields);
  return {
    id: row.id,
    templateId: row.product_tmpl_id as TemplateId,
    active: row.active,
    saleOk: row.sale_ok,
    name: row.name,
    defaultCode: row.default_code,
    barcode: row.barcode,
    ownSku: named.text('sku'),
    codes: {
      ean: named.text('ean'),
      upc: named.text('upc'),
      isbn: named.text('isbn'),
      mpn: named.text('mpn'),
    },
    published: named.flag('published'),
    poleepoRef: named.positive('ref')?.toNumber() ?? null,
    listPrice: roundToCents(row.list_price),
    lstPrice: roundToCents(row.lst_price),
    currency: row.currency_id,
    taxIds: row.taxes_id,
    category: row.categ_id === false ? '' : row.categ_id[1],
    storable:
      fields.stock && (dialect.storableField === null ? kind === 'product' : readBy(counted, raw, call)),
    service: kindOf(kind) === 'service',
    weight: row.weight.gt(0) ? row.weight : null,
    width: named.positive('width'),
    height: named.positive('height'),
    depth: named.positive('depth'),
    variantCount: row.product_variant_count,
    quantities: fields.stock ? readBy(quantities, raw, call) : none,
    attributeValueIds: row.product_template_attribute_value_ids,
    shortText: row.description_sale,
    longText: named.html('longText'),
    imageIds: fields.names.images.flatMap((field) => readBy(recordIds, raw[field], call)),
    writeDate: row.write_date,
    print: canonicalJson({ ...raw, write_date: undefined }),
  };
}

/** As `productOf`; one that cannot be read keeps no other of its page from being read. Throws where it has no id. */
export function productOrWhyNot(raw: RawProduct, reading: Parameters<typeof productOf>[1]): CatalogueProduct {
  try {
    return productOf(raw, reading);
  } catch (thrown) {
    if (!(thrown instanceof SyncError) || thrown.code !== 'unreadable') throw thrown;
    const { id } = readBy(z.object({ id: productId }), raw, reading.call);
    return { ...empty, id, unreadable: thrown.message };
  }
}

const empty: Omit<CatalogueProduct, 'id'> = {
  templateId: 0 as TemplateId,
  active: false,
  saleOk: false,
  name: '',
  defaultCode: null,
  barcode: null,
  ownSku: null,
  codes: { ean: null, upc: null, isbn: null, mpn: null },
  published: null,
  poleepoRef: null,
  listPrice: zero,
  lstPrice: zero,
  currency: '',
  taxIds: [],
  category: '',
  storable: false,
  service: false,
  weight: null,
  width: null,
  height: null,
  depth: null,
  variantCount: 0,
  quantities: none,
  attributeValueIds: [],
  shortText: null,
  longText: null,
  imageIds: [],
  writeDate: '',
  print: '',
};

/** The values of optional fields, whatever type whoever made them gave them; the first that is set counts. */
function valuesIn(raw: RawProduct, { names }: CatalogueFields) {
  const text = (name: CatalogueField) =>
    names[name].map((field) => wordOf(raw[field])).find((value) => value !== '') ?? null;
  return {
    text,
    html: (name: CatalogueField) =>
      names[name]
        .map((field) => wordOf(raw[field]))
        .find((html) => /<img\b/i.test(html) || plainText(html) !== '') ?? null,
    positive: (name: CatalogueField): Decimal | null => {
      const value = parseDecimal(text(name) ?? '');
      return value?.gt(0) === true ? value : null;
    },
    flag: (name: CatalogueField): boolean | null => {
      const [field] = names[name];
      return field === undefined ? null : raw[field] === true;
    },
  };
}

/** 0 is how Odoo writes an empty number. */
function wordOf(value: Json | undefined): string {
  if (typeof value === 'number') return value === 0 ? '' : String(value);
  return typeof value === 'string' ? value.trim() : '';
}
