import { z } from 'zod';
import { fingerprint } from '../kit/fingerprint.ts';
import type { EntryDraft } from '../poleepo/product-entry.ts';
import type { PoleepoProductId } from '../trade/ids.ts';
import { decimal, decimalText } from '../trade/money.ts';

/** A decimal in plain notation. */
const exact = z.string().regex(/^\d+(\.\d+)?$/);
const text = z.string().nullable();

const image = z.object({
  model: z.enum(['product.product', 'product.template', 'product.image']),
  recordId: z.int(),
  field: z.enum(['image_1920', 'image_variant_1920']),
  checksum: z.string(),
  mimetype: text,
  /** Bytes. */
  size: z.int().nullable(),
});

const parent = z.object({
  kind: z.literal('parent'),
  title: z.string(),
  categoryPath: z.string(),
  /** Without tax. */
  price: exact,
});

const variant = z.object({
  kind: z.literal('variant'),
  ean: text,
  upc: text,
  isbn: text,
  mpn: text,
  /** Of its family's parent; null: it has none. */
  parentSku: text,
  title: z.string(),
  shortDescription: text,
  longDescription: text,
  categoryPath: z.string(),
  /** kg, and cm. */
  weight: exact.nullable(),
  width: exact.nullable(),
  height: exact.nullable(),
  depth: exact.nullable(),
  /** Without tax, with it, and its percent. */
  price: exact,
  priceWithTax: exact,
  vatRate: exact,
  /** Whole pieces. */
  quantity: z.int().min(0),
  images: z.array(image),
  attributes: z.array(z.object({ name: z.string(), value: z.string() })),
});

const withdrawal = z.object({ kind: z.literal('withdrawal') });

/**
 * What is to be said of a product, as it is kept until Poleepo has accepted it: decimals as text, images by where they are
 * in Odoo. Poleepo's id, the SKU and whether it was out of sale are added when it is sent.
 */
export const keptEntry = z.discriminatedUnion('kind', [parent, variant, withdrawal]);

export type KeptEntry = z.output<typeof keptEntry>;
export type KeptVariant = z.output<typeof variant>;
export type KeptParent = z.output<typeof parent>;
export type KeptImage = z.output<typeof image>;

/** An entry in the three terms by which it is compared: pieces, `net|gross|rate`, and a print of everything else. */
export interface Terms {
  quantity: number | null;
  price: string | null;
  rest: string;
}

/** The print of an entry that takes a product out of sale. */
export const withdrawnRest = 'withdrawn';

/** Equal entries have equal terms. Of an image only its content counts, of a parent its price is among the rest. */
export async function termsOf(entry: KeptEntry, sku: string): Promise<Terms> {
  switch (entry.kind) {
    case 'withdrawal':
      return { quantity: 0, price: null, rest: withdrawnRest };
    case 'parent':
      return { quantity: null, price: null, rest: await fingerprint({ ...entry, sku }) };
    case 'variant': {
      const { quantity, price, priceWithTax, vatRate, images, ...others } = entry;
      const checksums = images.map(({ checksum }) => checksum);
      return {
        quantity,
        price: [price, priceWithTax, vatRate].map((one) => decimalText(decimal(one))).join('|'),
        rest: await fingerprint({ ...others, sku, checksums }),
      };
    }
  }
}

export interface Sending {
  productId: PoleepoProductId | null;
  sku: string;
  /** Poleepo was told last that it is out of sale. */
  wasWithdrawn: boolean;
  /** The address of an image. */
  addressOf: (image: KeptImage) => string;
}

/** The entry as it is sent. */
export function draftOf(entry: KeptEntry, { productId, sku, wasWithdrawn, addressOf }: Sending): EntryDraft {
  const base = { productId, sku, ...(wasWithdrawn && { active: true as const }) };
  switch (entry.kind) {
    case 'withdrawal':
      return { kind: 'withdrawal', productId, sku };
    case 'parent':
      return { ...base, ...entry, price: decimal(entry.price) };
    case 'variant':
      return {
        ...base,
        ...entry,
        weight: decimalOf(entry.weight),
        width: decimalOf(entry.width),
        height: decimalOf(entry.height),
        depth: decimalOf(entry.depth),
        price: decimal(entry.price),
        priceWithTax: decimal(entry.priceWithTax),
        vatRate: decimal(entry.vatRate),
        images: entry.images.map(addressOf),
      };
  }
}

const decimalOf = (value: string | null) => (value === null ? null : decimal(value));
