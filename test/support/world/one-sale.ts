import { hour } from '../../../src/kit/clock.ts';
import type { OdooVersion } from '../../../src/odoo/client.ts';
import type { Order } from '../../../sim/poleepo/order.ts';
import type { OrderKind } from '../../../sim/poleepo/order-kinds.ts';
import { World } from './world.ts';

export const versions = [16, 17, 18, 19] as const;

/** One order of a world and the sale order that it became, each as it is at the time of asking. */
export class OneSale {
  readonly world: World;
  readonly orderId: number;
  readonly version: OdooVersion;

  constructor(world: World, orderId: number) {
    this.world = world;
    this.orderId = orderId;
    this.version = world.version;
  }

  /** A world with one order that has been worked on until nothing was left to do. */
  static async open(
    version: OdooVersion,
    { seed = 71, kind = 'plain' }: { seed?: number; kind?: OrderKind } = {},
  ): Promise<OneSale> {
    const world = await World.open({ seed, version });
    return OneSale.make(world, kind);
  }

  static async make(world: World, kind: OrderKind = 'plain'): Promise<OneSale> {
    const { orders } = await world.poleepo.control.makeOrders({ count: 1, kind, notify: true });
    await world.settle(hour);
    world.passed.length = 0;
    return new OneSale(world, orders[0]?.id ?? 0);
  }

  get order(): Order {
    const found = this.world.poleepo.control.orders().find((order) => order.id === this.orderId);
    if (found === undefined) throw new Error(`no order ${this.orderId}`);
    return found;
  }

  get saleId(): number {
    const id = this.world.odoo.db.ref(`ponte.order_${this.world.first().key}_${this.orderId}`);
    if (id === undefined) throw new Error('the order is not in Odoo');
    return id;
  }

  get isInOdoo(): boolean {
    return this.world.odoo.db.ref(`ponte.order_${this.world.first().key}_${this.orderId}`) !== undefined;
  }

  get sale(): Record<string, unknown> {
    const fields = [
      'state',
      'amount_total',
      'note',
      'client_order_ref',
      'partner_id',
      'partner_shipping_id',
      'order_line',
      'picking_ids',
    ];
    return this.world.odoo.db.read('sale.order', [this.saleId], fields)[0] ?? {};
  }

  get lines(): { id: number; name: string; quantity: number; price: number }[] {
    const ids = this.world.odoo.db.search('sale.order.line', [['order_id', '=', this.saleId]]);
    return this.world.odoo.db
      .read('sale.order.line', ids, ['name', 'product_uom_qty', 'price_unit'])
      .map((line) => ({
        id: Number(line['id']),
        name: textOf(line['name']),
        quantity: Number(line['product_uom_qty']),
        price: Number(line['price_unit']),
      }));
  }

  /** The to-dos on the sale order, as text. */
  get activities(): { summary: string; note: string; user: number }[] {
    const ids = this.world.odoo.db.search('mail.activity', [['res_id', '=', this.saleId]]);
    return this.world.odoo.db.read('mail.activity', ids, ['summary', 'note', 'user_id']).map((one) => ({
      summary: textOf(one['summary']),
      note: textOf(one['note']),
      user: Array.isArray(one['user_id']) ? Number(one['user_id'][0]) : 0,
    }));
  }

  get link(): Record<string, unknown> {
    const [row] = this.world.rows(`SELECT * FROM order_links WHERE poleepo_order_id = ${this.orderId}`);
    return row ?? {};
  }

  /** What people read about the order, oldest first. */
  get timeline(): string[] {
    return this.world
      .rows<{
        kind: string;
      }>(`SELECT kind FROM order_events WHERE poleepo_order_id = ${this.orderId} ORDER BY at, id`)
      .map((event) => event.kind);
  }

  /** The state and the outcome of the newest job. */
  get job(): { id: string; state: string; outcome: Record<string, unknown>; held: { reason?: string } } {
    const [row] = this.world.rows<Record<string, string | null>>(
      `SELECT id, state, outcome, held FROM jobs WHERE subject = 'order:${this.orderId}' ORDER BY id DESC LIMIT 1`,
    );
    return {
      id: String(row?.['id']),
      state: String(row?.['state']),
      outcome: JSON.parse(row?.['outcome'] ?? '{}') as Record<string, unknown>,
      held: JSON.parse(row?.['held'] ?? '{}') as { reason?: string },
    };
  }

  /** Changes the order in Poleepo, tells of it, and lets the house work until it is quiet. */
  async change(change: Parameters<World['poleepo']['control']['patchOrder']>[1]): Promise<void> {
    await this.world.time.run(() => false, 2000);
    await this.world.poleepo.control.patchOrder(this.orderId, change);
    await this.world.settle(24 * hour);
  }

  /** Somebody in the warehouse sends the goods. */
  deliver(): void {
    this.#setMoves({ state: 'done' });
  }

  /** Somebody in the warehouse has begun. */
  pick(): void {
    this.#setMoves(this.version === 16 ? { quantity_done: 1 } : { picked: true });
  }

  invoice(): void {
    const { db } = this.world.odoo;
    const [sale] = db.read('sale.order', [this.saleId], ['name']);
    db.create('account.move', { invoice_origin: textOf(sale?.['name']), state: 'posted', company_id: 2 });
  }

  lock(): void {
    const locked = this.version === 16 ? { state: 'done' } : { locked: true };
    this.world.odoo.db.write('sale.order', [this.saleId], locked);
  }

  #setMoves(vals: Record<string, string | boolean | number>): void {
    const pickings = this.sale['picking_ids'] as number[];
    const { db } = this.world.odoo;
    db.write('stock.move', db.search('stock.move', [['picking_id', 'in', pickings]]), vals);
  }

  /** The order's rows with the first one in another quantity. */
  rowsWith(quantity: number): Order['rows'] {
    return this.order.rows.map((row, at) => (at === 0 ? { ...row, quantity } : { ...row }));
  }

  /** The names of the calls to Odoo since the last time that the world's record was emptied. */
  get calls(): string[] {
    return this.world.passed.filter((point) => point.what === 'odoo').map((point) => point.name);
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
