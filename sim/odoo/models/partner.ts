import type { Env } from '../engine/env.ts';
import { validationError } from '../engine/errors.ts';
import {
  boolean,
  char,
  derived,
  html,
  integer,
  many2many,
  many2one,
  one2many,
  selection,
} from '../engine/fields.ts';
import { defineModel, type Field, type Model } from '../engine/model.ts';
import { type OdooVersion, refOf, type Row, text, type Vals } from '../engine/value.ts';
import { mailFields, mailMethods } from './mail.ts';
import { codiceFiscaleComplaint, destinationComplaint } from './codice-fiscale.ts';
import { vatComplaint } from './vat.ts';

const types = [
  ['contact', 'Contact'],
  ['invoice', 'Invoice Address'],
  ['delivery', 'Delivery Address'],
  ['other', 'Other Address'],
] as const;

const kinds = [
  ['person', 'Individual'],
  ['company', 'Company'],
] as const;

const addressFields = ['street', 'street2', 'zip', 'city', 'state_id', 'country_id'];

/** Customers and their addresses. */
export function partnerModel(version: OdooVersion): Model {
  return defineModel({
    name: 'res.partner',
    description: 'Contact',
    className: 'ResPartner',
    order: version >= 17 ? 'complete_name ASC, id DESC' : 'display_name ASC, id DESC',
    recName: 'complete_name',
    acl: {
      'base.group_user': 'r',
      'base.group_partner_manager': 'rwcu',
      ...(version >= 19 ? { 'base.group_system': 'rwcu' } : {}),
    },
    companyRule: true,
    fields: { ...identity(), ...address(), ...italian(), ...old(version), ...mailFields('res.partner') },
    methods: mailMethods(version),
    hooks: { prepare, beforeWrite: (_env, _rows, vals) => kindToFlag(vals), changed },
  });
}

function identity(): Record<string, Field> {
  return {
    name: char('Name', { index: true }),
    complete_name: derived(char('Complete Name')),
    active: boolean('Active', { default: true }),
    parent_id: many2one('Related Company', 'res.partner'),
    child_ids: one2many('Contact', 'res.partner:parent_id'),
    commercial_partner_id: derived(many2one('Commercial Entity', 'res.partner')),
    type: selection('Address Type', types, { default: 'contact' }),
    is_company: boolean('Is a Company', { default: false }),
    company_type: selection('Company Type', kinds),
    company_name: char('Company Name'),
    ref: char('Reference', { index: true }),
    lang: selection('Language', [
      ['en_US', 'English (US)'],
      ['it_IT', 'Italian / Italiano'],
    ]),
    tz: char('Timezone'),
    vat: char('Tax ID', { index: true }),
    email: char('Email', { index: true }),
    phone: char('Phone'),
    website: char('Website Link'),
    comment: html('Notes'),
    company_id: many2one('Company', 'res.company'),
    user_id: many2one('Salesperson', 'res.users'),
    customer_rank: integer('Customer Rank', { default: 0 }),
    supplier_rank: integer('Supplier Rank', { default: 0 }),
    category_id: many2many('Tags', 'res.partner.category'),
    property_product_pricelist: many2one('Pricelist', 'product.pricelist'),
    property_payment_term_id: many2one('Customer Payment Terms', 'account.payment.term'),
    property_account_position_id: many2one('Fiscal Position', 'account.fiscal.position'),
  };
}

function address(): Record<string, Field> {
  return {
    street: char('Street'),
    street2: char('Street2'),
    zip: char('Zip'),
    city: char('City'),
    state_id: many2one('State', 'res.country.state'),
    country_id: many2one('Country', 'res.country'),
  };
}

function italian(): Record<string, Field> {
  return {
    l10n_it_codice_fiscale: char('Codice Fiscale', { size: 16 }),
    l10n_it_pa_index: char('Destination Code', { size: 7 }),
    l10n_it_pec_email: char('PEC e-mail'),
  };
}

function old(version: OdooVersion): Record<string, Field> {
  if (version >= 19) return {};
  return { mobile: char('Mobile'), title: many2one('Title', 'res.partner.title') };
}

/** `company_type` is only another face of `is_company`. */
function kindToFlag(vals: Vals): Vals {
  const kind = vals['company_type'];
  if (typeof kind === 'string') return { ...vals, is_company: kind === 'company' };
  const flag = vals['is_company'];
  if (flag === undefined) return vals;
  return { ...vals, company_type: flag === true ? 'company' : 'person' };
}

function prepare(env: Env, given: Vals): Vals {
  const vals = kindToFlag({ is_company: false, ...given });
  const parent = env.row(
    'res.partner',
    typeof vals['parent_id'] === 'number' ? vals['parent_id'] : undefined,
  );
  if (parent === undefined) return vals;
  const type = vals['type'] ?? 'contact';
  const inherited: Vals = { company_id: parent['company_id'] ?? false, lang: parent['lang'] ?? false };
  if (type === 'contact' && !addressFields.some((name) => Boolean(vals[name]))) {
    for (const name of addressFields) inherited[name] = parent[name] ?? false;
  }
  return { ...inherited, ...vals };
}

function changed(env: Env, ids: number[], fields?: ReadonlySet<string>): void {
  for (const id of ids) {
    refresh(env, id);
    if (fields === undefined || fields.has('vat') || fields.has('country_id')) checkVat(env, id);
    if (fields === undefined || fields.has('l10n_it_codice_fiscale') || fields.has('l10n_it_pa_index')) {
      checkItalianCodes(env.get('res.partner', id));
    }
    if (fields === undefined) lendAddress(env, id);
  }
}

/** The address of the only child becomes that of a parent who has none. */
function lendAddress(env: Env, id: number): void {
  const child = env.get('res.partner', id);
  const parent = env.row('res.partner', refOf(child['parent_id']));
  if (parent === undefined || env.table('res.partner').lookup('parent_id', parent.id).size !== 1) return;
  const hasAddress = (row: Row) => addressFields.some((name) => (row[name] ?? null) !== null);
  const isRoot = parent['is_company'] === true || refOf(parent['parent_id']) === undefined;
  if (!isRoot || hasAddress(parent) || !hasAddress(child)) return;
  const address = Object.fromEntries(addressFields.map((name) => [name, child[name] ?? null]));
  env.table('res.partner').update(parent.id, address);
}

function checkItalianCodes(row: Row): void {
  const complaint =
    codiceFiscaleComplaint(text(row['l10n_it_codice_fiscale'])) ??
    destinationComplaint(text(row['l10n_it_pa_index']));
  if (complaint !== undefined) throw validationError(complaint);
}

/** Names and commercial entities run down from parent to child. */
function refresh(env: Env, id: number): void {
  const row = env.get('res.partner', id);
  checkName(row);
  const parent = env.row('res.partner', refOf(row['parent_id']));
  const own = row['is_company'] === true || parent === undefined;
  const commercial = own ? id : (refOf(parent['commercial_partner_id']) ?? parent.id);
  const vat = own ? (row['vat'] ?? null) : (env.get('res.partner', commercial)['vat'] ?? null);
  env.table('res.partner').update(id, {
    complete_name: completeName(row, parent),
    commercial_partner_id: commercial,
    vat,
  });
  for (const child of env.table('res.partner').lookup('parent_id', id)) refresh(env, child);
}

function checkName(row: Row): void {
  if ((row['type'] ?? 'contact') === 'contact' && (row['name'] ?? null) === null) {
    throw validationError('The operation cannot be completed: Contacts require a name');
  }
}

function completeName(row: Row, parent: Row | undefined): string {
  const label = types.find(([type]) => type === row['type'])?.[1] ?? '';
  const name = text(row['name']) || (row['type'] === 'contact' ? '' : label);
  if (parent !== undefined && row['is_company'] !== true) return `${text(parent['name'])}, ${name}`;
  return text(row['company_name']) === '' || parent !== undefined
    ? name
    : `${text(row['company_name'])}, ${name}`;
}

function checkVat(env: Env, id: number): void {
  const row = env.get('res.partner', id);
  const commercial = env.row('res.partner', refOf(row['commercial_partner_id'])) ?? row;
  const country = text(env.follow('res.partner', commercial, 'country_id')?.['code']);
  const complaint = vatComplaint(env.db.version, {
    vat: text(row['vat']),
    country,
    partner: text(row['name']),
  });
  if (complaint !== undefined) throw validationError(complaint);
}
