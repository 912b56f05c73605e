import type { orderKindNames } from '../../../sim/poleepo/order-kinds.ts';
import type { World } from './world.ts';

type Order = Awaited<ReturnType<World['poleepo']['control']['makeOrders']>>['orders'][number];
type Kind = (typeof orderKindNames)[number];
type Vals = ReturnType<World['odoo']['db']['read']>[number];

export const contactFields = `name type parent_id is_company vat ref comment email phone
  street street2 zip city country_id state_id active company_id`.split(/\s+/);

export const fiscalFields = ['l10n_it_codice_fiscale', 'l10n_it_pec_email', 'l10n_it_pa_index'];

/** An order that Poleepo has and has told nobody of; what is changed in it is changed in Poleepo. */
export async function newOrder(world: World, kind: Kind = 'plain'): Promise<Order> {
  const { orders } = await world.poleepo.control.makeOrders({ count: 1, kind, notify: false });
  const [order] = orders;
  if (order === undefined) throw new Error('no order was made');
  return order;
}

/** Another order of the same buyer at the same addresses. */
export async function orderOfSame(world: World, first: Order, kind: Kind = 'plain'): Promise<Order> {
  const order = await newOrder(world, kind);
  order.customer = { ...first.customer };
  order.billing_address = { ...first.billing_address };
  order.delivery_address = { ...first.delivery_address };
  return order;
}

/** Tells of orders, all at once, and waits until nothing is left to do. */
export async function tell(world: World, ...orders: Order[]): Promise<void> {
  await Promise.all(orders.map(({ id }) => world.poleepo.control.notify({ orderId: id })));
  if (!(await world.settle(24 * 60 * 60 * 1000))) throw new Error('something is left to do');
}

/** The contacts of the sale order that an order became. */
export function partiesOf(world: World, order: Order): { partner: Vals; invoice: Vals; shipping: Vals } {
  const { db } = world.odoo;
  const id = db.ref(`ponte.order_${world.first().key}_${order.id}`);
  if (id === undefined) throw new Error(`order ${order.id} is not in Odoo`);
  const [sale] = db.read('sale.order', [id], ['partner_id', 'partner_invoice_id', 'partner_shipping_id']);
  const contact = (link: unknown): Vals => {
    const [of] = Array.isArray(link) ? link : [];
    return contactRow(world, Number(of));
  };
  return {
    partner: contact(sale?.partner_id),
    invoice: contact(sale?.partner_invoice_id),
    shipping: contact(sale?.partner_shipping_id),
  };
}

/** A contact as Odoo has it, with the fiscal fields that are there. */
export function contactRow({ odoo }: World, id: number): Vals {
  const there = odoo.db.search('res.partner', [['id', '=', id]]);
  if (there.length === 0) throw new Error(`contact ${id} is not in Odoo`);
  const [row] = odoo.db.read('res.partner', [id], contactFields);
  return row ?? {};
}

/** Everything that is called on contacts in what `run` does: `load`, `search_read`. */
export async function contactCalls(world: World, run: () => Promise<void>): Promise<string[]> {
  const before = world.passed.length;
  await run();
  return odooCalls(world, before)
    .filter((name) => name.startsWith('res.partner.'))
    .map((name) => name.slice('res.partner.'.length));
}

/** The calls to Odoo since a point, without those that are made once for a lane or a channel. */
export function odooCalls({ passed }: World, since: number): string[] {
  const calls = passed.slice(since).filter((point) => point.what === 'odoo');
  return calls.map((point) => point.name).filter((name) => name !== 'utm.source.load');
}

export function eventsOf(world: World, order: Order): { kind: string; detail: Record<string, unknown> }[] {
  const rows = world.rows<{ kind: string; detail: string }>(
    `SELECT kind, detail FROM order_events WHERE poleepo_order_id = ${order.id} ORDER BY at, id`,
  );
  return rows.map(({ kind, detail }) => ({ kind, detail: JSON.parse(detail) as Record<string, unknown> }));
}
