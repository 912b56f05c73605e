import type { World } from './world.ts';

interface LinkRow {
  poleepo_order_id: number;
  state: string;
  sale_order_name: string;
  odoo_total: string;
}

/** What is wrong with a world in which every order should have become one confirmed sale order: nothing, if all is well. */
export function complaints(world: World): string[] {
  const found = world.tenants.flatMap((tenant) =>
    world.poleepo.control
      .orders(tenant.clientId)
      .flatMap((order) => aboutOrder(world, { tenantKey: tenant.key, order })),
  );
  return [...found, ...aboutWhole(world), ...aboutLedger(world)];
}

type Order = ReturnType<World['poleepo']['control']['orders']>[number];

function aboutOrder({ odoo }: World, { tenantKey, order }: { tenantKey: string; order: Order }): string[] {
  const id = odoo.db.ref(`ponte.order_${tenantKey}_${order.id}`);
  if (id === undefined) return [`order ${order.id} is not in Odoo`];
  const fields = [
    'state',
    'amount_total',
    'user_id',
    'date_order',
    'order_line',
    'client_order_ref',
    'partner_id',
  ];
  const [sale] = odoo.db.read('sale.order', [id], fields);
  const ordered = order.order_date.slice(0, 19).replace('T', ' ');
  const lines = order.rows.length + (order.shipping_price > 0 ? 1 : 0);
  const twins = odoo.db.count('sale.order', [['client_order_ref', '=', order.reference_id]]);
  const wrong: [boolean, string][] = [
    [sale?.state !== 'sale', `state ${JSON.stringify(sale?.state)}`],
    [
      sale?.amount_total !== order.total_price,
      `total ${JSON.stringify(sale?.amount_total)} instead of ${order.total_price}`,
    ],
    [!(Array.isArray(sale?.user_id) && sale.user_id[0] === 1), `user ${JSON.stringify(sale?.user_id)}`],
    [sale?.date_order !== ordered, `date ${JSON.stringify(sale?.date_order)} instead of ${ordered}`],
    [
      !(Array.isArray(sale?.order_line) && sale.order_line.length === lines),
      `lines ${JSON.stringify(sale?.order_line)} instead of ${lines}`,
    ],
    [twins !== 1, `${twins} sale orders of this reference`],
  ];
  return wrong.filter(([is]) => is).map(([, what]) => `order ${order.id}: ${what}`);
}

function aboutWhole(world: World): string[] {
  const orders = world.tenants.flatMap((tenant) => world.poleepo.control.orders(tenant.clientId));
  // A business that buys through a person's account is a buyer of its own.
  const buyers = new Set(
    orders.map(({ id, customer, billing_address: { company, vat_number } }) =>
      [customer?.id ?? customer?.email ?? id, vat_number ?? company].join(' '),
    ),
  );
  const sales = world.odoo.db.count('sale.order');
  const contacts = world.odoo.db.search('res.partner', [['ref', 'like', 'Poleepo ']]).length;
  const wrong: [boolean, string][] = [
    [sales !== orders.length, `${sales} sale orders for ${orders.length} orders`],
    [contacts > buyers.size, `${contacts} contacts for ${buyers.size} buyers`],
  ];
  return wrong.filter(([is]) => is).map(([, what]) => what);
}

function aboutLedger(world: World): string[] {
  const open = world.rows<{ subject: string; state: string }>(
    "SELECT subject, state FROM jobs WHERE state NOT IN ('completed', 'skipped')",
  );
  const lost = world.rows<{ id: string }>(
    'SELECT m.id FROM webhook_messages m LEFT JOIN jobs j ON j.id = m.job_id WHERE j.id IS NULL',
  );
  const undone = world.rows<{ id: string; state: string }>(
    "SELECT m.id, j.state FROM webhook_messages m JOIN jobs j ON j.id = m.job_id WHERE j.state <> 'completed'",
  );
  const links = world.rows<LinkRow>("SELECT * FROM order_links WHERE state <> 'confirmed'");
  return [
    ...open.map((job) => `job of ${job.subject} is ${job.state}`),
    ...lost.map((message) => `message ${message.id} has no job`),
    ...undone.map((message) => `message ${message.id} stands at a job that is ${message.state}`),
    ...links.map((link) => `link of ${link.poleepo_order_id} is ${link.state}`),
  ];
}
