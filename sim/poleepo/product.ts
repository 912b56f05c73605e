/** What a product is in its family. The ids are assumed. */
export const productTypes = {
  SIMPLE: { id: 'SIMPLE', name: 'Semplice' },
  PARENT: { id: 'PARENT', name: 'Padre' },
  VARIANT: { id: 'VARIANT', name: 'Variante' },
} as const;

export type ProductTypeId = keyof typeof productTypes;

/** The category of what is in no other. */
export const plainCategory = 'Catalogo';
export const plainCategoryId = 101;

export interface Attribute {
  name: string;
  value: string;
}

/** A product as `GET /products/{id}` shows it. */
export interface Product {
  // Confirmed.
  id: number;
  type: { id: ProductTypeId; name: string };
  sku: string;
  title: string;
  price: number;
  price_with_tax: number;
  vat_rate: number;
  quantity: number;
  active: boolean;
  sales: number;
  main_category_id: number;
  main_category_path: string;
  images: { id: number; url: string }[];
  provisions: unknown[];
  tags: { id: number; value: string }[];
  creation_date: string;
  update_date: string;
  weight?: number;
  width?: number;
  height?: number;
  depth?: number;
  // Documented as members of a batch's entry; that a read shows them is assumed.
  parent_id?: number;
  parent_sku?: string;
  ean?: string;
  upc?: string;
  isbn?: string;
  mpn?: string;
  short_description?: string;
  long_description?: string;
  attributes?: Attribute[];
}
