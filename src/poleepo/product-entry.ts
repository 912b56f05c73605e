import type { PoleepoProductId } from '../trade/ids.ts';
import type { Decimal } from '../trade/money.ts';
import { exactNumber, wholeNumber } from './exact-number.ts';

/** What a batch is to say of one product. Where Poleepo's id is not known the product is new. */
export type EntryDraft = ParentDraft | VariantDraft | WithdrawalDraft;

interface DraftBase {
  productId: PoleepoProductId | null;
  sku: string;
}

/** The parent of a family of variants, not sold itself. */
export interface ParentDraft extends DraftBase {
  kind: 'parent';
  title: string;
  categoryPath: string;
  /** Without tax. */
  price: Decimal;
  /** In the first entry after a withdrawal. */
  active?: true;
}

export interface VariantDraft extends DraftBase {
  kind: 'variant';
  /** Codes and texts that the product does not have are null and are told as empty. */
  ean: string | null;
  upc: string | null;
  isbn: string | null;
  mpn: string | null;
  /** SKU of the family's parent; null where the product has no family. */
  parentSku: string | null;
  title: string;
  shortDescription: string | null;
  longDescription: string | null;
  categoryPath: string;
  /** In kg; null is left out, as are the sizes in cm. */
  weight: Decimal | null;
  width: Decimal | null;
  height: Decimal | null;
  depth: Decimal | null;
  /** Without tax. */
  price: Decimal;
  priceWithTax: Decimal;
  /** In percent: 22. */
  vatRate: Decimal;
  /** Whole pieces. */
  quantity: number;
  /** URLs. */
  images: readonly string[];
  attributes: readonly { name: string; value: string }[];
  /** In the first entry after a withdrawal. */
  active?: true;
}

/** The product is not offered any more: none in stock, not active. */
export interface WithdrawalDraft extends DraftBase {
  kind: 'withdrawal';
}

// Aliases, not interfaces: only those are Json, and so have a fingerprint.
// documented: the members. assumed: `active`, and that an empty text stands for none

type EntryBase = {
  /** Empty for a new product. */
  product_id: PoleepoProductId | '';
  sku: string;
};

export type ParentEntry = EntryBase & {
  title: string;
  category_path: string;
  price: number;
  active?: true;
};

export type VariantEntry = EntryBase & {
  ean: string;
  upc: string;
  isbn: string;
  mpn: string;
  parent_sku: string;
  title: string;
  short_description: string;
  long_description: string;
  category_path: string;
  weight?: number;
  width?: number;
  height?: number;
  depth?: number;
  price: number;
  price_with_tax: number;
  vat_rate: number;
  quantity: number;
  images: readonly string[];
  attributes: readonly { name: string; value: string }[];
  active?: true;
};

export type WithdrawalEntry = EntryBase & { quantity: 0; active: false };

/** An entry of a batch as Poleepo gets it. */
export type ProductEntry = ParentEntry | VariantEntry | WithdrawalEntry;

/** The entry that is sent for a draft. Throws SyncError `invalid`, naming the member, where a number cannot be written exactly. */
export function entryOf(draft: ParentDraft): ParentEntry;
export function entryOf(draft: VariantDraft): VariantEntry;
export function entryOf(draft: WithdrawalDraft): WithdrawalEntry;
export function entryOf(draft: EntryDraft): ProductEntry;
export function entryOf(draft: EntryDraft): ProductEntry {
  const base: EntryBase = { product_id: draft.productId ?? '', sku: draft.sku };
  switch (draft.kind) {
    case 'withdrawal':
      return { ...base, quantity: 0, active: false };
    case 'parent':
      return {
        ...base,
        title: draft.title,
        category_path: draft.categoryPath,
        price: exactNumber(draft.price, 'price'),
        ...(draft.active && { active: true }),
      };
    case 'variant':
      return { ...base, ...variantMembers(draft) };
  }
}

function variantMembers(draft: VariantDraft): Omit<VariantEntry, keyof EntryBase> {
  return {
    ean: draft.ean ?? '',
    upc: draft.upc ?? '',
    isbn: draft.isbn ?? '',
    mpn: draft.mpn ?? '',
    parent_sku: draft.parentSku ?? '',
    title: draft.title,
    short_description: draft.shortDescription ?? '',
    long_description: draft.longDescription ?? '',
    category_path: draft.categoryPath,
    ...measures(draft),
    price: exactNumber(draft.price, 'price'),
    price_with_tax: exactNumber(draft.priceWithTax, 'price_with_tax'),
    vat_rate: exactNumber(draft.vatRate, 'vat_rate'),
    quantity: wholeNumber(draft.quantity, 'quantity'),
    images: [...draft.images],
    attributes: draft.attributes.map(({ name, value }) => ({ name, value })),
    ...(draft.active && { active: true }),
  };
}

function measures(draft: VariantDraft): Partial<Pick<VariantEntry, 'weight' | 'width' | 'height' | 'depth'>> {
  const { weight, width, height, depth } = draft;
  return {
    ...(weight && { weight: exactNumber(weight, 'weight') }),
    ...(width && { width: exactNumber(width, 'width') }),
    ...(height && { height: exactNumber(height, 'height') }),
    ...(depth && { depth: exactNumber(depth, 'depth') }),
  };
}
