import Big from 'big.js';
import type { Account } from './account.ts';
import { apiTime } from './dates.ts';
import type { FieldError } from './envelope.ts';
import type { Product } from './product.ts';
import { plainCategory, productTypes } from './product.ts';
import type { Entry, EntryMember } from './product-entry.ts';
import { invalid, isParentEntry, missingMembers } from './product-entry.ts';
import { amount, withoutTax, withTax } from './totals.ts';

export interface ProductWrite {
  entry: Entry;
  /** The product to change; null makes a new one. */
  product: Product | null;
  /** Milliseconds. */
  now: number;
  /** Members that a new product must have beside those that every one must. */
  required?: readonly EntryMember[];
  /** Members that are judged and then left out, and nobody is told. */
  ignoring?: ReadonlySet<string>;
  /** Judge only. */
  dry?: boolean;
}

type Members = { [member in keyof Product]?: Product[member] | undefined };

/** Poleepo's complaints about a write; empty if there is none. */
function complaints(account: Account, { entry, product, required }: ProductWrite): FieldError[] {
  const { products, categories } = account;
  const found = product === null ? missingMembers(entry, required) : [];
  if (entry.sku !== undefined && entry.sku !== product?.sku && products.withSku(entry.sku).length > 0) {
    found.push({
      field: 'sku',
      code: 'SKU_DUPLICATE',
      message: `SKU ${entry.sku} belongs to another product`,
    });
  }
  if (entry.parent_sku && products.parent(entry.parent_sku) === undefined) {
    const message = `No parent product has the SKU ${entry.parent_sku}`;
    found.push({ field: 'parent_sku', code: 'PARENT_NOT_FOUND', message });
  }
  if (entry.category_path !== undefined && categories !== null && !categories.includes(entry.category_path)) {
    const message = `No category ${entry.category_path}`;
    found.push({ field: 'category_path', code: 'CATEGORY_NOT_FOUND', message });
  }
  // Assumed: what is not sold itself has no quantity; a withdrawal sets it to 0.
  if (product?.type.id === 'PARENT' && (entry.quantity ?? 0) > 0) {
    found.push(invalid('quantity', 'a parent has no quantity'));
  }
  return found;
}

/** Assumed: of the two prices one that is not given follows from the other and the rate. */
function prices(entry: Entry, before: Product | null): Members {
  const { price, price_with_tax: gross, vat_rate } = entry;
  const rate = vat_rate ?? before?.vat_rate ?? 0;
  if (price === undefined && gross !== undefined) {
    return { price: amount(withoutTax(new Big(gross), rate)), price_with_tax: gross, vat_rate: rate };
  }
  if (price === undefined && vat_rate === undefined) return {};
  const net = price ?? before?.price ?? 0;
  return { price: net, price_with_tax: gross ?? amount(withTax(new Big(net), rate)), vat_rate: rate };
}

function family(account: Account, { parent_sku: sku }: Entry, before: Product | null): Members {
  if (sku === undefined || before?.type.id === 'PARENT') return {};
  const parent = sku ? account.products.parent(sku) : undefined;
  if (parent === undefined) return { type: productTypes.SIMPLE, parent_id: undefined, parent_sku: undefined };
  return { type: productTypes.VARIANT, parent_id: parent.id, parent_sku: parent.sku };
}

function category(account: Account, { category_path: path, main_category_id: id }: Entry): Members {
  if (path === undefined) return id === undefined ? {} : { main_category_id: id };
  return { main_category_id: id ?? account.categoryId(path), main_category_path: path };
}

function images(account: Account, { images: urls }: Entry, before: Product | null): Members {
  if (urls === undefined) return {};
  const known = new Map((before?.images ?? []).map((image) => [image.url, image]));
  return { images: urls.map((url) => known.get(url) ?? { id: account.nextId('image'), url }) };
}

const asTheyAre = [
  'sku',
  'ean',
  'upc',
  'isbn',
  'mpn',
  'title',
  'short_description',
  'long_description',
  'weight',
  'width',
  'height',
  'depth',
  'quantity',
  'active',
  'attributes',
] as const satisfies readonly (EntryMember & keyof Product)[];

function changes(account: Account, { entry, product }: Pick<ProductWrite, 'entry' | 'product'>): Members {
  const plain = asTheyAre.filter((name) => entry[name] !== undefined).map((name) => [name, entry[name]]);
  return {
    ...(Object.fromEntries(plain) as Members),
    ...prices(entry, product),
    ...category(account, entry),
    ...images(account, entry, product),
    ...family(account, entry, product),
  };
}

function blank(account: Account, entry: Entry, moment: string): Product {
  const sku = entry.sku ?? '';
  return {
    id: account.products.newId(sku),
    type: isParentEntry(entry) ? productTypes.PARENT : productTypes.SIMPLE,
    sku,
    title: '',
    price: 0,
    price_with_tax: 0,
    vat_rate: 0,
    quantity: 0,
    active: true,
    sales: 0,
    main_category_id: account.categoryId(plainCategory),
    main_category_path: plainCategory,
    images: [],
    provisions: [],
    tags: [],
    creation_date: moment,
    update_date: moment,
  };
}

/** Members of a product that an entry's member of another name sets. */
const behind: Record<string, readonly string[]> = {
  category_path: ['main_category_id', 'main_category_path'],
  parent_sku: ['type', 'parent_id', 'parent_sku'],
};

function without(changed: Members, ignoring: ReadonlySet<string> = new Set()): Members {
  const left = new Set([...ignoring].flatMap((name) => behind[name] ?? [name]));
  return Object.fromEntries(Object.entries(changed).filter(([name]) => !left.has(name)));
}

/** Makes or changes a product, whole or not at all: the product as it is now, or what is wrong with the write. */
export function writeProduct(
  account: Account,
  write: ProductWrite,
): { product: Product; errors: null } | { product: null; errors: FieldError[] } {
  const errors = complaints(account, write);
  if (errors.length > 0) return { product: null, errors };
  const moment = apiTime(write.now);
  const before = write.product;
  const after = before ?? blank(account, write.entry, moment);
  if (write.dry) return { product: after, errors: null };
  const changed = without(changes(account, { entry: write.entry, product: before }), write.ignoring);
  if (before === null) account.products.add(after);
  account.products.change(after, { ...changed, update_date: moment });
  return { product: after, errors: null };
}
