import type { Env } from '../engine/env.ts';
import { userError } from '../engine/errors.ts';
import type { Hooks } from '../engine/model.ts';
import { refOf, type Row, text, type Vals } from '../engine/value.ts';
import { retax } from './line-defaults.ts';
import { refreshTotals } from './sale-totals.ts';

/** What an order fills in by itself, and what it does not let happen. */
export const saleOrderHooks: Hooks = {
  prepare: (env, given) => {
    const company = typeof given['company_id'] === 'number' ? given['company_id'] : env.company;
    const vals: Vals = { company_id: company, ...given };
    const partner = env.row('res.partner', id(vals['partner_id']));
    const filled: Vals = partner === undefined ? {} : addresses(env, partner);
    const all = { ...filled, ...ownDefaults(env, company, partner), ...vals };
    return { ...all, ...priced(env, all), ...placed(env, company, all), ...named(env, all) };
  },
  beforeWrite: (env, rows, vals) => {
    checkPricelist(env, rows, vals);
    const partner = env.row('res.partner', id(vals['partner_id']));
    // Odoo fills the addresses in anew even when the customer written is the same one.
    const moved = partner === undefined ? {} : addresses(env, partner);
    const to = vals['partner_shipping_id'];
    if (env.context['update_delivery_shipping_partner'] === true && typeof to === 'number')
      for (const row of rows) sendTo(env, row, to);
    return { ...moved, ...vals, ...('pricelist_id' in vals ? priced(env, vals) : {}) };
  },
  beforeUnlink: (_env, rows) => {
    if (rows.every((row) => row['state'] === 'draft' || row['state'] === 'cancel')) return;
    throw userError(
      'You can not delete a sent quotation or a confirmed sales order. You must first cancel it.',
    );
  },
  changed: (env, ids, fields) => {
    if (fields?.has('company_id') === true) for (const one of ids) retax(env, one);
    if (fields === undefined || fields.has('order_line')) for (const one of ids) refreshTotals(env, one);
    if (fields === undefined) for (const one of ids) followCreator(env, one);
  },
};

const id = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

function named(env: Env, vals: Vals): Vals {
  const given = vals['name'];
  if (typeof given === 'string' && given !== '' && given !== 'New') return {};
  return { name: `S${String(env.db.next('sale.order')).padStart(5, '0')}` };
}

/** The first child of the wanted kind, else the partner itself. */
function addresses(env: Env, partner: Row): Vals {
  const children = [...env.table('res.partner').lookup('parent_id', partner.id)]
    .flatMap((child) => env.row('res.partner', child) ?? [])
    .filter((child) => child['active'] === true)
    .toSorted((a, b) => (text(a['complete_name']) < text(b['complete_name']) ? -1 : 1));
  const of = (type: string) => children.find((child) => child['type'] === type)?.id ?? partner.id;
  return { partner_invoice_id: of('invoice'), partner_shipping_id: of('delivery') };
}

/** The transfers of an order get the address that its order gets, where the caller asks for it. */
function sendTo(env: Env, order: Row, partner: number): void {
  for (const id of env.table('stock.picking').lookup('sale_id', order.id))
    env.table('stock.picking').update(id, { partner_id: partner });
}

function ownDefaults(env: Env, company: number, partner: Row | undefined): Vals {
  const salesman = env.su || env.hasGroup('sales_team.group_sale_salesman');
  return {
    user_id: refOf(partner?.['user_id'] ?? null) ?? (salesman ? env.uid : false),
    team_id: firstOf(env, 'crm.team', company),
    pricelist_id:
      refOf(partner?.['property_product_pricelist'] ?? null) ?? firstOf(env, 'product.pricelist', company),
    payment_term_id: refOf(partner?.['property_payment_term_id'] ?? null) ?? false,
  };
}

/** The first record that belongs to the company or to none. */
function firstOf(env: Env, model: string, company: number): number | false {
  for (const row of env.table(model).rows.values()) {
    const owner = refOf(row['company_id'] ?? null);
    if ((owner === undefined || owner === company) && row['active'] !== false) return row.id;
  }
  return false;
}

function priced(env: Env, vals: Vals): Vals {
  const pricelist = env.row('product.pricelist', id(vals['pricelist_id']));
  const company = env.row('res.company', id(vals['company_id']));
  return { currency_id: pricelist?.['currency_id'] ?? company?.['currency_id'] ?? false };
}

function placed(env: Env, company: number, vals: Vals): Vals {
  const [warehouse] = env.table('stock.warehouse').lookup('company_id', company);
  const to = env.row('res.partner', id(vals['partner_shipping_id']));
  return {
    warehouse_id: vals['warehouse_id'] ?? warehouse ?? false,
    fiscal_position_id: vals['fiscal_position_id'] ?? fiscalPosition(env, company, to),
  };
}

/** The first position of the company that applies by itself to the shipping country. */
function fiscalPosition(env: Env, company: number, to: Row | undefined): number | false {
  const country = refOf(to?.['country_id'] ?? null);
  if (country === undefined) return false;
  for (const row of env.table('account.fiscal.position').rows.values()) {
    if (row['auto_apply'] !== true || refOf(row['company_id']) !== company) continue;
    const group = Array.isArray(row['country_ids']) ? row['country_ids'] : [];
    if (refOf(row['country_id']) === country || group.includes(country)) return row.id;
  }
  return false;
}

function checkPricelist(env: Env, rows: Row[], vals: Vals): void {
  if (env.db.version < 17 || !('pricelist_id' in vals)) return;
  const bound = rows.some(
    (row) => row['state'] === 'sale' && refOf(row['pricelist_id']) !== vals['pricelist_id'],
  );
  if (bound) throw userError('You cannot change the pricelist of a confirmed order !');
}

function followCreator(env: Env, order: number): void {
  const partner = refOf(env.user['partner_id']);
  if (partner !== undefined) env.table('sale.order').update(order, { message_partner_ids: [partner] });
}
