import type { AttributeValue, CatalogueImage, CatalogueProduct } from '../odoo/client.ts';
import { type Decimal, decimalText } from '../trade/money.ts';
import { codesOf } from './codes.ts';
import type { KeptVariant } from './kept-entry.ts';
import type { Price } from './price.ts';

export interface VariantParts {
  product: CatalogueProduct;
  /** Of its family; null where it has none. */
  parentSku: string | null;
  price: Price;
  quantity: number;
  images: readonly CatalogueImage[];
  attributes: readonly AttributeValue[];
}

/** The entry of a variant: what it is called is its template's name, as the vendor's own module tells it. */
export function mapVariant({
  product,
  parentSku,
  price,
  quantity,
  images,
  attributes,
}: VariantParts): KeptVariant {
  return {
    kind: 'variant',
    ...codesOf(product),
    parentSku,
    title: product.name,
    shortDescription: product.shortText,
    longDescription: product.longText,
    categoryPath: product.category,
    weight: textOf(product.weight),
    width: textOf(product.width),
    height: textOf(product.height),
    depth: textOf(product.depth),
    price: decimalText(price.net),
    priceWithTax: decimalText(price.gross),
    vatRate: decimalText(price.vatRate),
    quantity,
    images: images.map(({ model, recordId, field, checksum, mimetype, size }) => ({
      model,
      recordId,
      field,
      checksum,
      mimetype,
      size,
    })),
    attributes: attributes.map(({ attribute, value }) => ({ name: attribute, value })),
  };
}

/** What a variant is sold under; null where Odoo has no code for it. */
export function skuOf({ ownSku, defaultCode }: Pick<CatalogueProduct, 'ownSku' | 'defaultCode'>) {
  return ownSku ?? defaultCode;
}

const textOf = (value: Decimal | null) => (value === null ? null : decimalText(value));
