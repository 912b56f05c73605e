import { char, html, integer, many2one, one2many } from '../engine/fields.ts';
import { defineModel, type Field, type Model } from '../engine/model.ts';
import type { OdooVersion } from '../engine/value.ts';
import { imageFields } from './images.ts';
import { productRights } from './product-rights.ts';

/** What the module website_sale adds to a template. */
export const shopTemplateFields = (version: OdooVersion): Record<string, Field> => ({
  product_template_image_ids: one2many('Extra Product Media', 'product.image:product_tmpl_id'),
  website_description: html('Description for the website'),
  ...(version >= 17 ? { description_ecommerce: html('eCommerce Description') } : {}),
});

/** What it adds to a variant. */
export const shopVariantFields = (): Record<string, Field> => ({
  product_variant_image_ids: one2many('Extra Variant Images', 'product.image:product_variant_id'),
});

export const productImageModel = (version: OdooVersion): Model =>
  defineModel({
    name: 'product.image',
    description: 'Product Image',
    className: 'ProductImage',
    order: 'sequence, id',
    acl: productRights(version),
    fields: {
      name: char('Name', { required: true }),
      sequence: integer('Sequence', { default: 10 }),
      product_tmpl_id: many2one('Product Template', 'product.template', { ondelete: 'cascade' }),
      product_variant_id: many2one('Product Variant', 'product.product', { ondelete: 'cascade' }),
      video_url: char('Video URL'),
      ...imageFields('product.image'),
    },
  });
