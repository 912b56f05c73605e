import type { CatalogueProduct } from '../odoo/client.ts';

export interface Codes {
  ean: string | null;
  upc: string | null;
  isbn: string | null;
  mpn: string | null;
}

/**
 * A product's codes: its own fields, and what the barcode says where a field is empty. A barcode of 12 digits is a UPC,
 * one of 8, 13 or 14 an EAN, and one of 13 that begins with 978 or 979 is an ISBN as well. Any other is the shop's own.
 */
export function codesOf({ codes, barcode }: Pick<CatalogueProduct, 'codes' | 'barcode'>): Codes {
  const code = barcode?.trim() ?? '';
  const shaped = (shape: RegExp) => (shape.test(code) ? code : null);
  return {
    ean: codes.ean ?? shaped(/^(\d{8}|\d{13,14})$/),
    upc: codes.upc ?? shaped(/^\d{12}$/),
    isbn: codes.isbn ?? shaped(/^97[89]\d{10}$/),
    mpn: codes.mpn,
  };
}
