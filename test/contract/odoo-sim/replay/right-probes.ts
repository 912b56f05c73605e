import { runtimeGroups } from '../../../../sim/odoo/seed/groups.ts';
import { demoAccess } from '../../../../sim/odoo/seed/people.ts';
import { clientOf, type SimClient } from '../client.ts';

const user = 'base.group_user';
const all = 'sales_team.group_sale_salesman_all_leads';
const stock = 'stock.group_stock_user';
const invoicing = 'account.group_account_invoice';

const kinds: Record<string, readonly string[]> = {
  'internal only': [user],
  'sales user all docs': [all],
  'sales+stock user': [all, stock],
  'sales+stock+invoicing': [all, stock, invoicing],
  'sales mgr+stock mgr+invoicing': [
    'sales_team.group_sale_manager',
    'stock.group_stock_manager',
    invoicing,
    'base.group_partner_manager',
  ],
  'runtime minimal': runtimeGroups,
  'access rights': ['base.group_erp_manager'],
  settings: ['base.group_system'],
};

/** A user with the groups that a recorded kind had. */
export function userOfKind(admin: SimClient, kind: string): SimClient {
  if (kind === 'admin') return admin;
  const groups = kinds[kind];
  if (groups === undefined) throw new Error(`nobody is of the kind ${kind}`);
  const { sim } = admin;
  const field = sim.db.records('res.users')[0]?.['group_ids'] === undefined ? 'groups_id' : 'group_ids';
  sim.db.create('res.users', {
    name: kind,
    login: 'kind@example.com',
    company_id: 2,
    company_ids: [[6, 0, [2]]],
    [field]: [[6, 0, groups.map((group) => sim.db.ref(group) ?? 0)]],
  });
  const key = '1'.repeat(40);
  sim.control.setKey('kind@example.com', key);
  return clientOf(sim, 'kind@example.com', key);
}

type Probe = (client: SimClient) => Promise<unknown>;

const product = (client: SimClient) => client.one('product.product', [['default_code', '=', 'TSHIRT-L']]);

/** The user's own order, made as in the recording: for OdooBot, with a price and a tax. */
async function order(client: SimClient): Promise<number> {
  const field = client.sim.db.records('res.users')[0]?.['group_ids'] === undefined ? 'tax_id' : 'tax_ids';
  const tax = client.one('account.tax', [
    ['amount', '=', 22],
    ['company_id', '=', 2],
  ]);
  const vals = {
    partner_id: client.one('res.partner', [['name', '=', 'Demo Italia S.r.l.']]),
    company_id: 2,
    user_id: 1,
    order_line: [[0, 0, { product_id: product(client), price_unit: 10, [field]: [[6, 0, [tax]]] }]],
  };
  const id = await client.call('sale.order/create', [vals]);
  return typeof id === 'number' ? id : 0;
}

async function picking(client: SimClient): Promise<number> {
  const id = await order(client);
  await client.call('sale.order/action_confirm', [[id]]);
  const found = await client.call('stock.picking/search', [[['sale_id', '=', id]]]);
  return Array.isArray(found) && typeof found[0] === 'number' ? found[0] : 0;
}

/** What was tried, by its recorded name. */
export const probes: Record<string, Probe> = {
  'read product.product qty_available': (c) =>
    c.call('product.product/read', [[product(c)], ['qty_available']]),
  'read standard_price': (c) => c.call('product.product/read', [[product(c)], ['standard_price']]),
  'read stock.quant': (c) => c.call('stock.quant/search_read', [[]], { limit: 1 }),
  'read account.tax': (c) => c.call('account.tax/search_read', [[]], { limit: 1 }),
  compute_all: (c) => c.call('account.tax/compute_all', [[1], 100]),
  'read ir.model.data': (c) => c.call('ir.model.data/search_read', [[]], { limit: 1 }),
  'read res.company': (c) => c.call('res.company/search_read', [[]], { limit: 1 }),
  'write product list_price': (c) => c.call('product.product/write', [[product(c)], { list_price: 5 }]),
  'create res.partner': (c) => c.call('res.partner/create', [{ name: 'Prova' }]),
  'create sale.order (with price,tax)': order,
  'create sale.order 2': order,
  'confirm sale.order': async (c) => c.call('sale.order/action_confirm', [[await order(c)]]),
  'cancel sale.order': async (c) => c.call('sale.order/action_cancel', [[await order(c)]]),
  'write date_order': async (c) =>
    c.call('sale.order/write', [[await order(c)], { date_order: '2026-01-01 00:00:00' }]),
  'read back own order (user_id=1)': async (c) => c.call('sale.order/read', [[await order(c)], ['name']]),
  'create ir.attachment on order': async (c) =>
    c.call('ir.attachment/create', [{ name: 'a.pdf', res_model: 'sale.order', res_id: await order(c) }]),
  'message_post with attachment': async (c) =>
    c.call('sale.order/message_post', [[await order(c)]], { body: 'ciao' }),
  'read pickings': async (c) => c.call('stock.picking/read', [[await picking(c)], ['state']]),
  'write carrier_tracking_ref': async (c) =>
    c.call('stock.picking/write', [[await picking(c)], { carrier_tracking_ref: 'TRK1' }]),
  'inventory quant create': (c) => c.call('stock.quant/create', [{ product_id: product(c), quantity: 1 }]),
  'create ir.model.data': (c) =>
    c.call('ir.model.data/create', [{ module: 'prova', name: 'x', model: 'res.partner', res_id: 1 }]),
  'check_object_reference of product': (c) =>
    c.call('ir.model.data/check_object_reference', ['base', 'group_user']),
  'fields_get sale.order': (c) => c.call('sale.order/fields_get', [['name']]),
  'read res.users': (c) => c.call('res.users/search_read', [[]], { fields: ['login'], limit: 1 }),
  has_group: (c) => hasGroup(c),
};

async function hasGroup(client: SimClient): Promise<unknown> {
  const args = ['base.group_user'];
  const fields = await client.call('sale.order/fields_get', [['locked', 'pickup_location_data']]);
  const newer = JSON.stringify(fields).includes('pickup_location_data');
  const me = client.one('res.users', [['login', '=', demoAccess.admin.login]]);
  return client.call('res.users/has_group', newer ? [[me], ...args] : args);
}

/** `OK`, or the error as the recording shortens it. */
export async function probe(client: SimClient, name: string): Promise<string> {
  const run = probes[name];
  if (run === undefined) return `nothing probes "${name}"`;
  try {
    await run(client);
    return 'OK';
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    return message.replace('odoo.exceptions.', '').replaceAll('\n', ' ');
  }
}
