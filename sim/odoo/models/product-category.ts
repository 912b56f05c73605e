import type { Env } from '../engine/env.ts';
import { boolean, char, computed, integer, many2one, one2many } from '../engine/fields.ts';
import { defineModel, type Model } from '../engine/model.ts';
import { type OdooVersion, type Row, text } from '../engine/value.ts';
import { productRights } from './product-rights.ts';

export const categoryModel = (version: OdooVersion): Model =>
  defineModel({
    name: 'product.category',
    description: 'Product Category',
    className: 'ProductCategory',
    order: 'complete_name',
    recName: 'complete_name',
    parent: 'parent_id',
    acl: productRights(version),
    fields: {
      name: char('Name', { required: true }),
      parent_id: many2one('Parent Category', 'product.category', { ondelete: 'cascade' }),
      child_id: one2many('Child Categories', 'product.category:parent_id'),
      complete_name: computed(char('Complete Name'), fullName),
      parent_path: computed(char('Parent Path'), parentPath),
    },
  });

function fullName(env: Env, row: Row): string {
  const parent = env.follow('product.category', row, 'parent_id');
  const own = text(row['name']);
  return parent === undefined ? own : `${fullName(env, parent)} / ${own}`;
}

function parentPath(env: Env, row: Row): string {
  const parent = env.follow('product.category', row, 'parent_id');
  return `${parent === undefined ? '' : parentPath(env, parent)}${row.id}/`;
}

export const pricelistModel = (version: OdooVersion): Model =>
  defineModel({
    name: 'product.pricelist',
    description: 'Pricelist',
    className: 'Pricelist',
    order: version >= 17 ? 'sequence, id, name' : 'sequence asc, id desc',
    acl: { 'base.group_user': 'r', 'sales_team.group_sale_manager': 'rwcu' },
    companyRule: true,
    display: (env, row) =>
      `${text(row['name'])} (${text(env.follow('product.pricelist', row, 'currency_id')?.['name'])})`,
    fields: {
      name: char('Pricelist Name', { required: true }),
      active: boolean('Active', { default: true }),
      sequence: integer('Sequence', { default: 16 }),
      company_id: many2one('Company', 'res.company'),
      currency_id: many2one('Currency', 'res.currency', { required: true }),
    },
  });
