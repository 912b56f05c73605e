import { z } from 'zod';
import { excerpt } from '../kit/call-record.ts';
import type { PoleepoProductId } from '../trade/ids.ts';
import type { Decimal } from '../trade/money.ts';
import { flag, id, instant, listOf, named, optionalId, optionalNumber, text } from './members.ts';

/** A product as Poleepo tells it. Amounts are null where the key may not see prices. */
export interface PoleepoProduct {
  id: PoleepoProductId;
  sku: string | null;
  title: string | null;
  /** Plain or HTML. */
  shortDescription: string | null;
  longDescription: string | null;
  /** Without tax. */
  price: Decimal | null;
  priceWithTax: Decimal | null;
  /** In percent: 22. */
  vatRate: Decimal | null;
  quantity: Decimal | null;
  /** Null where it is not told. */
  active: boolean | null;
  /** `PARENT`, `VARIANT`, `SIMPLE`. */
  typeId: string | null;
  parentId: PoleepoProductId | null;
  /** `Abbigliamento / Magliette` */
  categoryPath: string | null;
  images: { url: string }[];
  /** Milliseconds since 1970. */
  updatedAt: number | null;
}

const image = z
  .preprocess((value) => (typeof value === 'string' ? { url: value } : value), z.object({ url: text }))
  .catch({ url: null });

// confirmed: a text or a list. assumed: what a list holds
const step = z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]);
const categoryPath = z
  .union([z.string(), z.array(step).transform((steps) => steps.join(' / '))])
  .nullish()
  .catch(null)
  .transform((path) => (path == null || path.trim() === '' ? null : path.trim()));

// confirmed: all but parent_id and the descriptions, which are assumed
const product = z.object({
  id,
  sku: text,
  title: text,
  short_description: text,
  long_description: text,
  price: optionalNumber,
  price_with_tax: optionalNumber,
  vat_rate: optionalNumber,
  quantity: optionalNumber,
  active: flag,
  type: named,
  parent_id: optionalId,
  main_category_path: categoryPath,
  images: listOf(image),
  update_date: instant,
});

/** What became of reading a product. */
export type ProductReading =
  | { ok: true; product: PoleepoProduct }
  | {
      ok: false;
      /** Of the product, where at least that could be read. */
      id: PoleepoProductId | null;
      /** The member that was not understood: `price`. */
      member: string;
      problem: string;
      /** What Poleepo sent, as JSON text, cut when very long. */
      raw: string;
    };

/** Reads one product of an answer. Says which member is not understood instead of guessing at it. */
export function readProduct(value: unknown): ProductReading {
  const read = product.safeParse(value);
  if (read.success) return { ok: true, product: tidy(read.data) };
  const issue = read.error.issues[0];
  const member = issue?.path.join('.') || 'product';
  return {
    ok: false,
    id: (z.object({ id }).safeParse(value).data?.id as PoleepoProductId | undefined) ?? null,
    member,
    problem: `${member}: ${issue?.message ?? 'is not understood'}`,
    raw: excerpt(value ?? null),
  };
}

function tidy(read: z.infer<typeof product>): PoleepoProduct {
  return {
    id: read.id as PoleepoProductId,
    sku: read.sku,
    title: read.title,
    shortDescription: read.short_description,
    longDescription: read.long_description,
    price: read.price,
    priceWithTax: read.price_with_tax,
    vatRate: read.vat_rate,
    quantity: read.quantity,
    active: read.active,
    typeId: read.type.id,
    parentId: read.parent_id as PoleepoProductId | null,
    categoryPath: read.main_category_path,
    images: read.images.flatMap(({ url }) => (url === null ? [] : [{ url }])),
    updatedAt: read.update_date,
  };
}
