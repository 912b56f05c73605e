import type { Model } from '../engine/model.ts';
import type { OdooVersion, Vals } from '../engine/value.ts';
import { attributeModels } from './attributes.ts';
import { categoryModel, pricelistModel } from './product-category.ts';
import { templateModel } from './product-template.ts';
import { variantModel } from './product-variant.ts';

/** Values of a product as a call gives them, for seeds: the type in the words of the version. */
export function storable(version: OdooVersion): Vals {
  return version <= 17 ? { detailed_type: 'product' } : { type: 'consu', is_storable: true };
}

export function service(version: OdooVersion): Vals {
  return version <= 17 ? { detailed_type: 'service' } : { type: 'service' };
}

/** Products with what they are made of; templates come before the variants that inherit from them. */
export const productModels = (version: OdooVersion): Model[] => [
  categoryModel(version),
  pricelistModel(version),
  templateModel(version),
  variantModel(version),
  ...attributeModels(version),
];
