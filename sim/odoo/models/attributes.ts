import type { Env } from '../engine/env.ts';
import { userError } from '../engine/errors.ts';
import { boolean, char, float, integer, many2one, one2many, related, selection } from '../engine/fields.ts';
import { defineModel, type Model } from '../engine/model.ts';
import { type OdooVersion, type Row, text } from '../engine/value.ts';
import { nameOf } from '../engine/values.ts';
import { attributeLineModel } from './attribute-lines.ts';
import { productRights } from './product-rights.ts';

const creationModes = [
  ['always', 'Instantly'],
  ['dynamic', 'Dynamically'],
  ['no_variant', 'Never (option)'],
] as const;

const displayTypes = [
  ['radio', 'Radio'],
  ['pills', 'Pills'],
  ['select', 'Select'],
  ['color', 'Color'],
] as const;

const attribute = (version: OdooVersion): Model =>
  defineModel({
    name: 'product.attribute',
    description: 'Product Attribute',
    className: 'ProductAttribute',
    order: 'sequence, id',
    acl: productRights(version),
    fields: {
      name: char('Attribute', { required: true }),
      sequence: integer('Sequence', { default: 20 }),
      create_variant: selection('Variants Creation Mode', creationModes, {
        required: true,
        default: 'always',
      }),
      display_type: selection('Display Type', displayTypes, { required: true, default: 'radio' }),
      value_ids: one2many('Values', 'product.attribute.value:attribute_id'),
      attribute_line_ids: one2many('Lines', 'product.template.attribute.line:attribute_id'),
    },
    hooks: {
      beforeWrite: (env, rows, vals) => {
        const mode = vals['create_variant'];
        for (const row of rows) {
          if (mode !== undefined && mode !== row['create_variant']) checkUnused(env, row);
        }
        return vals;
      },
    },
  });

function checkUnused(env: Env, row: Row): void {
  const [line] = env.table('product.template.attribute.line').lookup('attribute_id', row.id);
  if (line === undefined) return;
  throw userError(
    `You cannot change the Variants Creation Mode of the attribute ${text(row['name'])} because it is used on the following products:\n${nameOf(env, 'product.template.attribute.line', line)}`,
  );
}

const value = (version: OdooVersion): Model =>
  defineModel({
    name: 'product.attribute.value',
    description: 'Attribute Value',
    className: 'ProductAttributeValue',
    order: 'attribute_id, sequence, id',
    acl: productRights(version),
    display: (env, row) => {
      const name = text(row['name']);
      if (env.context['show_attribute'] === false) return name;
      return `${text(env.follow('product.attribute.value', row, 'attribute_id')?.['name'])}: ${name}`;
    },
    fields: {
      name: char('Value', { required: true }),
      sequence: integer('Sequence', { default: 0 }),
      attribute_id: many2one('Attribute', 'product.attribute', { required: true, ondelete: 'cascade' }),
      html_color: char('Color'),
      is_custom: boolean('Is custom value', { default: false }),
      ...(version >= 17 ? { default_extra_price: float('Default Extra Price', { default: 0 }) } : {}),
    },
    hooks: {
      beforeUnlink: (env, rows) => {
        for (const row of rows) {
          const [used] = env
            .table('product.template.attribute.value')
            .lookup('product_attribute_value_id', row.id);
          if (used === undefined) continue;
          const template = env.follow(
            'product.template.attribute.value',
            env.row('product.template.attribute.value', used),
            'product_tmpl_id',
          );
          throw userError(
            `You cannot delete the value ${nameOf(env, 'product.attribute.value', row.id)} because it is used on the following products:\n${text(template?.['name'])}`,
          );
        }
      },
    },
  });

/** A value as one template offers it, with what it adds to the price. */
const templateValue = (version: OdooVersion): Model =>
  defineModel({
    name: 'product.template.attribute.value',
    description: 'Product Template Attribute Value',
    className: 'ProductTemplateAttributeValue',
    order: 'attribute_line_id, product_attribute_value_id, id',
    acl: productRights(version),
    display: (env, row) => nameOf(env, 'product.attribute.value', Number(row['product_attribute_value_id'])),
    fields: {
      ptav_active: boolean('Active', { default: true }),
      name: related(char('Value'), 'product_attribute_value_id.name'),
      product_attribute_value_id: many2one('Attribute Value', 'product.attribute.value', {
        required: true,
        ondelete: 'cascade',
      }),
      attribute_line_id: many2one('Attribute Line', 'product.template.attribute.line', {
        required: true,
        ondelete: 'cascade',
      }),
      product_tmpl_id: many2one('Product Template', 'product.template', {
        readonly: true,
        ondelete: 'cascade',
      }),
      attribute_id: related(many2one('Attribute', 'product.attribute'), 'attribute_line_id.attribute_id'),
      price_extra: float('Value Price Extra', { default: 0, ...(version >= 19 ? {} : { digits: 2 }) }),
      html_color: related(char('HTML Color Index'), 'product_attribute_value_id.html_color'),
      is_custom: related(boolean('Is custom value'), 'product_attribute_value_id.is_custom'),
    },
  });

/** Attributes, their values, and which of them a template has. */
export const attributeModels = (version: OdooVersion): Model[] => [
  attribute(version),
  value(version),
  attributeLineModel(version),
  templateValue(version),
];
