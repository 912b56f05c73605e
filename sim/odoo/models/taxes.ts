import Big from 'big.js';
import type { Env } from '../engine/env.ts';
import { boolean, char, computed, float, integer, many2many, many2one, selection } from '../engine/fields.ts';
import { defineModel, type Field, type Model } from '../engine/model.ts';
import { big, type OdooVersion, type Row } from '../engine/value.ts';
import { readOnly } from './base.ts';
import { computeAll, isIncluded } from './compute-all.ts';
import type { Tax } from './tax-math.ts';

const uses = [
  ['sale', 'Sales'],
  ['purchase', 'Purchases'],
  ['none', 'None'],
] as const;

const amountTypes = [
  ['group', 'Group of Taxes'],
  ['fixed', 'Fixed'],
  ['percent', 'Percentage'],
  ['division', 'Percentage Tax Included'],
] as const;

const overrides = [
  ['tax_included', 'Tax Included'],
  ['tax_excluded', 'Tax Excluded'],
] as const;

/** Taxes of all kinds; on orders those that are not in per cent count as nothing. */
export function taxModel(version: OdooVersion): Model {
  return defineModel({
    name: 'account.tax',
    description: 'Tax',
    className: 'AccountTax',
    order: 'sequence,id',
    acl: { ...readOnly, 'account.group_account_manager': 'rwcu' },
    companyRule: true,
    fields: {
      name: char('Tax Name', { required: true }),
      description: char('Description'),
      type_tax_use: selection('Tax Type', uses, { required: true, default: 'sale' }),
      amount_type: selection('Tax Computation', amountTypes, { required: true, default: 'percent' }),
      amount: float('Amount', { required: true, default: 0 }),
      active: boolean('Active', { default: true }),
      sequence: integer('Sequence', { required: true, default: 1 }),
      children_tax_ids: many2many('Children Taxes', 'account.tax', { unsorted: true }),
      include_base_amount: boolean('Affect Base of Subsequent Taxes', { default: false }),
      company_id: many2one('Company', 'res.company', {
        required: true,
        default: (env) => env.company,
      }),
      country_id: many2one('Country', 'res.country'),
      ...included(version),
    },
    methods: {
      compute_all: {
        on: 'records',
        params: ['price_unit', ['currency', null], ['quantity', 1], ['product', null], ['partner', null]],
        run: computeAll,
      },
    },
  });
}

function included(version: OdooVersion): Record<string, Field> {
  if (version <= 17) return { price_include: boolean('Included in Price', { default: false }) };
  return {
    price_include_override: selection('Included in Price', overrides),
    price_include: computed(
      boolean('Included in Price'),
      (_env, row) => row['price_include_override'] === 'tax_included',
    ),
  };
}

/** The taxes of a line, in their order. */
export function taxesOf(env: Env, ids: readonly number[]): Tax[] {
  return ids
    .flatMap((id) => env.row('account.tax', id) ?? [])
    .toSorted((a, b) => Number(a['sequence']) - Number(b['sequence']) || a.id - b.id)
    .map((row) => ({ id: row.id, amount: percent(row), included: isIncluded(row) }));
}

const percent = (row: Row): Big => (row['amount_type'] === 'percent' ? big(row['amount']) : new Big(0));
