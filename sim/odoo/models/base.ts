import { boolean, char, derived, float, integer, many2many, many2one, selection } from '../engine/fields.ts';
import { accessError, validationError, valueError } from '../engine/errors.ts';
import { defineModel, type Model } from '../engine/model.ts';
import { externalId } from '../engine/external-ids.ts';
import { search } from '../engine/search.ts';
import { refOf, text, shown } from '../engine/value.ts';

/** Everybody reads, Settings users do the rest. */
export const readOnly = { 'base.group_user': 'r', 'base.group_system': 'rwcu' };

export const roundings = [
  ['round_per_line', 'Round per Line'],
  ['round_globally', 'Round Globally'],
] as const;

const company = defineModel({
  name: 'res.company',
  description: 'Companies',
  className: 'Company',
  order: 'sequence, name',
  acl: { 'base.group_user': 'r', 'base.group_erp_manager': 'rwcu' },
  fields: {
    name: char('Company Name', { required: true }),
    sequence: integer('Sequence', { default: 10 }),
    active: boolean('Active', { default: true }),
    partner_id: many2one('Partner', 'res.partner'),
    currency_id: many2one('Currency', 'res.currency', { required: true }),
    country_id: many2one('Country', 'res.country'),
    vat: char('Tax ID'),
    email: char('Email'),
    tax_calculation_rounding_method: selection('Tax Calculation Rounding Method', roundings, {
      default: 'round_per_line',
    }),
    account_sale_tax_id: many2one('Default Sale Tax', 'account.tax'),
  },
});

const country = defineModel({
  name: 'res.country',
  description: 'Country',
  className: 'Country',
  order: 'name',
  acl: readOnly,
  fields: {
    name: char('Country Name', { required: true }),
    code: char('Country Code', { required: true, index: true }),
    currency_id: many2one('Currency', 'res.currency'),
    phone_code: integer('Country Calling Code'),
    vat_label: char('Vat Label'),
  },
});

const state = defineModel({
  name: 'res.country.state',
  description: 'Country state',
  className: 'CountryState',
  order: 'code',
  acl: readOnly,
  display: (env, row) => {
    const code = text(env.follow('res.country.state', row, 'country_id')?.['code']);
    return `${text(row['name'])} (${code})`;
  },
  fields: {
    name: char('State Name', { required: true }),
    code: char('State Code', { required: true, index: true }),
    country_id: many2one('Country', 'res.country', { required: true }),
  },
});

const currency = defineModel({
  name: 'res.currency',
  description: 'Currency',
  className: 'Currency',
  order: 'active desc, name',
  acl: readOnly,
  fields: {
    name: char('Currency', { required: true, index: true }),
    symbol: char('Symbol', { required: true }),
    rounding: float('Rounding Factor', { default: 0.01 }),
    decimal_places: integer('Decimal Places', { default: 2 }),
    active: boolean('Active', { default: true }),
  },
});

const lang = defineModel({
  name: 'res.lang',
  description: 'Languages',
  className: 'Lang',
  order: 'active desc,name',
  acl: readOnly,
  fields: {
    name: char('Name', { required: true }),
    code: char('Locale Code', { required: true, index: true }),
    iso_code: char('ISO code'),
    active: boolean('Active', { default: true }),
  },
});

const groups = defineModel({
  name: 'res.groups',
  description: 'Access Groups',
  className: 'Groups',
  acl: { 'base.group_user': 'r', 'base.group_erp_manager': 'rwcu' },
  recName: 'full_name',
  fields: {
    name: char('Name', { required: true }),
    full_name: derived(char('Group Name')),
    implied_ids: many2many('Inherits', 'res.groups'),
  },
});

/** The models, as records that others point at. */
const irModel = defineModel({
  name: 'ir.model',
  description: 'Models',
  className: 'IrModel',
  order: 'model',
  acl: { 'base.group_erp_manager': 'rwcu' },
  fields: {
    name: char('Model Description', { required: true }),
    model: char('Model', { required: true, index: true }),
  },
});

/** External ids, as a table of their own. */
const data = defineModel({
  name: 'ir.model.data',
  description: 'Model Data',
  className: 'IrModelData',
  order: 'module, model, name',
  acl: { 'base.group_erp_manager': 'rwcu' },
  fields: {
    name: char('External Identifier', { required: true }),
    complete_name: derived(char('Complete ID', { index: true })),
    module: char('Module', { default: '', required: true }),
    model: char('Model Name', { required: true }),
    res_id: integer('Record ID', { index: true }),
    noupdate: boolean('Non Updatable', { default: false }),
  },
  methods: {
    check_object_reference: {
      on: 'model',
      params: ['module', 'xml_id', ['raise_on_access_error', false]],
      run: ({ env, args }) => {
        const key = `${shown(args['module'])}.${shown(args['xml_id'])}`;
        const row = externalId(env, key);
        if (row === undefined) {
          throw valueError(`External ID not found in the system: ${key}`);
        }
        const [model, id] = [text(row['model']), refOf(row['res_id']) ?? 0];
        const [found] = search(env, env.model(model), { domain: [['id', '=', id]] });
        if (found === undefined && args['raise_on_access_error'] === true) {
          throw accessError(`Not enough access rights on the external ID "${key}"`);
        }
        return [model, found?.id ?? false];
      },
    },
  },
  hooks: {
    prepare: (env, vals) => {
      const key = `${shown(vals['module'])}.${shown(vals['name'])}`;
      if (externalId(env, key) !== undefined) {
        throw validationError(
          'The operation cannot be completed: duplicate key value violates unique constraint "ir_model_data_module_name_uniq_index"\n' +
            `DETAIL:  Key (module, name)=(${shown(vals['module'])}, ${shown(vals['name'])}) already exists.\n`,
        );
      }
      env.transaction.keys.add(key);
      return { ...vals, complete_name: key };
    },
  },
});

export const baseModels: () => Model[] = () =>
  [currency, country, state, lang, company, groups, irModel, data].map((model) => ({ ...model }));
