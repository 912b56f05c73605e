import type { CatalogueField, CatalogueFields, VariantId } from '../../../../src/odoo/client.ts';
import type { OdooVersion } from '../../../../src/odoo/versions.ts';
import type { Heard } from './scripted-odoo.ts';

export const pageSize = 500;

/** Of a plain Odoo with stock, whose products we may write; `names` are the optional fields that it has. */
export function catalogueFields(
  names: Partial<Record<CatalogueField, string[]>> = {},
  changes: Partial<CatalogueFields> = {},
): CatalogueFields {
  const none: Record<CatalogueField, string[]> = {
    sku: [],
    ref: [],
    published: [],
    ean: [],
    upc: [],
    isbn: [],
    mpn: [],
    width: [],
    height: [],
    depth: [],
    status: [],
    error: [],
    syncedAt: [],
    longText: [],
    images: [],
  };
  return { names: { ...none, ...names }, stock: true, mayWrite: true, ...changes };
}

/** A T-shirt, one of four of its template, as Odoo of any version reads it out. */
export function productRow(changes: Record<string, unknown> = {}) {
  return {
    id: 46,
    product_tmpl_id: [9, 'T-shirt'],
    active: true,
    sale_ok: true,
    name: 'T-shirt',
    default_code: 'TSHIRT-L',
    barcode: '8001234567890',
    list_price: 19.5,
    lst_price: 20.98,
    currency_id: [1, 'EUR'],
    taxes_id: [94],
    categ_id: [4, 'All / Saleable'],
    weight: 0.2,
    product_variant_count: 4,
    product_template_attribute_value_ids: [3, 7],
    description_sale: 'Cotton',
    write_date: '2026-11-22 15:49:05',
    type: 'consu',
    detailed_type: 'product',
    is_storable: true,
    qty_available: 70,
    free_qty: 62,
    virtual_available: 55,
    ...changes,
  };
}

export function products(...rows: object[]) {
  return { 'product.product.search_read': { result: rows } };
}

export function variants(...ids: number[]): VariantId[] {
  return ids.map((id) => id as VariantId);
}

/** The argument of that name, or at that place where the version sends no names. */
export function argument(version: OdooVersion, { args }: Heard, [name, place]: [string, number]): unknown {
  return version === 19 ? (args as Record<string, unknown>)[name] : (args as unknown[])[place];
}

/** An argument that is always sent by name. */
export function named(version: OdooVersion, { args, kwargs }: Heard, name: string): unknown {
  return version === 19 ? (args as Record<string, unknown>)[name] : kwargs[name];
}

export function domainOf(version: OdooVersion, heard: Heard): unknown {
  return argument(version, heard, ['domain', 0]);
}
