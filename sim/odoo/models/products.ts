import type { Model } from '../engine/model.ts';
import type { OdooVersion, Vals } from '../engine/value.ts';
import { attributeModels } from './attributes.ts';
import { invoicePolicy } from './invoice-policy.ts';
import { categoryModel, pricelistModel } from './product-category.ts';
import { templateModel } from './product-template.ts';
import { variantModel } from './product-variant.ts';
import { productImageModel, shopTemplateFields, shopVariantFields } from './website-sale.ts';

/** Modules that a database may have or not. */
export type OdooModule = 'website_sale';

/** Values of a product as a call gives them, for seeds: the type in the words of the version. */
export function storable(version: OdooVersion): Vals {
  return version <= 17 ? { detailed_type: 'product' } : { type: 'consu', is_storable: true };
}

export function service(version: OdooVersion): Vals {
  return version <= 17 ? { detailed_type: 'service' } : { type: 'service' };
}

/** Products with what they are made of; templates come before the variants that inherit from them. */
export function productModels(version: OdooVersion, modules: readonly OdooModule[]): Model[] {
  const shop = modules.includes('website_sale');
  return [
    categoryModel(version),
    pricelistModel(version),
    templateModel(version, { ...invoicePolicy, ...(shop ? shopTemplateFields(version) : {}) }),
    variantModel(version, shop ? shopVariantFields() : {}),
    ...attributeModels(version),
    ...(shop ? [productImageModel(version)] : []),
  ];
}
