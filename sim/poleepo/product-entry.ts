import { z } from 'zod';
import type { FieldError } from './envelope.ts';

const size = z.number().min(0);
const words = z.string();
const numberOrNone = z
  .union([z.int().min(1), z.string().regex(/^\d{0,15}$/, 'expected an id'), z.null()])
  .transform((value) => (value === null || value === '' ? null : Number(value)));

/**
 * What a write of a product may hold: the vendor's table of a batch's entry, documented, and `active` and
 * `main_category_id`, confirmed for a plain create. Unknown members are ignored and no error says so: seen for
 * tags. How strictly a member is read is assumed.
 */
const members = z.object({
  product_id: numberOrNone.optional(),
  sku: words.min(1).optional(),
  ean: words.optional(),
  upc: words.optional(),
  isbn: words.optional(),
  mpn: words.optional(),
  /** Empty: of no family. */
  parent_sku: words.nullable().optional(),
  title: words.min(1).optional(),
  short_description: words.optional(),
  long_description: words.optional(),
  category_path: words.min(1).optional(),
  main_category_id: z.int().min(1).optional(),
  weight: size.optional(),
  width: size.optional(),
  height: size.optional(),
  depth: size.optional(),
  price: size.optional(),
  price_with_tax: size.optional(),
  vat_rate: size.optional(),
  quantity: z.int().min(0).optional(),
  active: z.boolean().optional(),
  images: z.array(z.url({ protocol: /^https?$/ })).optional(),
  attributes: z.array(z.object({ name: words.min(1), value: words.min(1) })).optional(),
});

export type Entry = z.output<typeof members>;
export type EntryMember = keyof Entry;
export type ReadEntry = { entry: Entry; errors: null } | { entry: null; errors: FieldError[] };

/** An error about one member. */
export function invalid(field: string, message: string): FieldError {
  return { field, code: 'VALIDATION_ERROR', message };
}

/** Reads an entry; each member that is not valid is an error of its own. */
export function readEntry(value: unknown): ReadEntry {
  const parsed = members.safeParse(value);
  if (parsed.success) return { entry: parsed.data, errors: null };
  const errors = parsed.error.issues.map(({ path, message }) => invalid(path.join('.'), message));
  return { entry: null, errors };
}

/** Whether a new product of this entry is somebody's parent: it is not sold itself. */
export function isParentEntry(entry: Entry): boolean {
  return entry.price_with_tax === undefined && entry.quantity === undefined && !entry.parent_sku;
}

/** What a new product lacks: members that the smallest body which works has. */
export function missingMembers(entry: Entry, also: readonly EntryMember[] = []): FieldError[] {
  const sold: readonly EntryMember[] = isParentEntry(entry) ? [] : ['price', 'vat_rate', 'quantity'];
  return [...new Set<EntryMember>(['sku', 'title', ...sold, ...also])]
    .filter((member) => entry[member] === undefined)
    .map((member) => invalid(member, 'required for a new product'));
}
