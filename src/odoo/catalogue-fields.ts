import { z } from 'zod';
import { mayDo } from './rights.ts';
import type { Session } from './session.ts';

/** Our own field of this kind, which provisioning makes, and that of the vendor's own module. */
const both = (name: string) => [`x_poleepo_${name}`, `poleepo_${name}`] as const;

/** Fields of product.product that not every Odoo has, the one that goes first being the first. */
const candidates = {
  sku: both('sku'),
  ref: both('ref'),
  published: both('published'),
  ean: both('ean'),
  upc: both('upc'),
  isbn: both('isbn'),
  mpn: both('mpn'),
  width: both('width'),
  height: both('height'),
  depth: both('depth'),
  status: both('status'),
  error: both('error'),
  syncedAt: both('last_sync'),
  longText: ['description_ecommerce', 'website_description'],
  images: ['product_variant_image_ids', 'product_template_image_ids'],
} as const satisfies Record<string, readonly string[]>;

export type CatalogueField = keyof typeof candidates;

const names = Object.keys(candidates) as CatalogueField[];

const stockField = 'qty_available';

/** What this Odoo's products have, and whether we may write them. Plain data, to be kept as JSON. */
export interface CatalogueFields {
  /** The fields of product.product by what they hold; an empty list where this Odoo has none. */
  names: Record<CatalogueField, string[]>;
  /** Whether the Inventory app is installed, without which nothing has a quantity. */
  stock: boolean;
  /** Whether the connection's user may write products. */
  mayWrite: boolean;
}

const described = z.record(z.string(), z.unknown());

/** Which optional fields products have here, and whether we may write them. Two calls; meant to be kept. */
export async function catalogueFields(session: Session): Promise<CatalogueFields> {
  const allfields = [...Object.values(candidates).flat(), stockField];
  const call = { model: 'product.product', method: 'fields_get', args: { allfields, attributes: ['type'] } };
  const [known, mayWrite] = await Promise.all([
    session.ask(call, described),
    mayDo(session, { model: 'product.product', operation: 'write' }),
  ]);
  const found = names.map((name) => [name, candidates[name].filter((field) => Object.hasOwn(known, field))]);
  return {
    names: Object.fromEntries(found) as Record<CatalogueField, string[]>,
    stock: Object.hasOwn(known, stockField),
    mayWrite: mayWrite === true,
  };
}
