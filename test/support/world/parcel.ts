import type { Shipping, ShippingStatus } from '../../../sim/poleepo/shipping.ts';
import { day, second } from '../../../src/kit/clock.ts';
import type { OdooVersion } from '../../../src/odoo/client.ts';
import { OneSale } from './one-sale.ts';
import type { World } from './world.ts';

/** One order in both systems and what is shipped of it, each as it is at the time of asking. */
export class Parcel {
  readonly sale: OneSale;
  readonly world: World;

  constructor(sale: OneSale) {
    this.sale = sale;
    this.world = sale.world;
  }

  static async open(version: OdooVersion, seed: number): Promise<Parcel> {
    return new Parcel(await OneSale.open(version, { seed }));
  }

  /** Somebody makes a waybill in Poleepo's own pages. */
  async made(
    wanted: Partial<Parameters<World['poleepo']['control']['makeShipping']>[0]> = {},
  ): Promise<Shipping> {
    const asked = { orderId: this.sale.orderId, trackingCode: 'BRT0001', notify: true, ...wanted };
    const { shipping } = await this.world.poleepo.control.makeShipping(asked);
    await this.world.settle(day);
    return shipping;
  }

  /** The courier's news, and what is done about it. */
  async goes(shippingId: number, status: ShippingStatus): Promise<void> {
    await this.world.time.run(() => false, 2 * second);
    this.world.poleepo.control.advanceShipping(shippingId, { status });
    await this.world.time.run(() => false, second);
    await this.world.settle(day);
  }

  get rows(): Record<string, unknown>[] {
    return this.world.rows('SELECT * FROM shipments ORDER BY id');
  }

  /** What happened to all shipments, oldest first. */
  get timeline(): string[] {
    return this.world
      .rows<{ kind: string }>('SELECT kind FROM shipment_events ORDER BY at, key')
      .map(({ kind }) => kind);
  }

  /** The tracking codes on the order's transfers. */
  get tracking(): unknown[] {
    const { db } = this.world.odoo;
    const ids = db.search('stock.picking', [['sale_id', '=', this.sale.saleId]]);
    return db.read('stock.picking', ids, ['carrier_tracking_ref']).map((row) => row['carrier_tracking_ref']);
  }

  /** The texts in the order's chatter that speak of a parcel. */
  get notes(): string[] {
    const { db } = this.world.odoo;
    const ids = db.search('mail.message', [
      ['model', '=', 'sale.order'],
      ['res_id', '=', this.sale.saleId],
    ]);
    return db
      .read('mail.message', ids, ['body'])
      .map(({ body }) => (typeof body === 'string' ? body : ''))
      .filter((body) => /BRT|GLS|DHL/.test(body));
  }

  /** The state of the jobs of one kind, oldest first. */
  jobs(kind: string): string[] {
    return this.world
      .rows<{ state: string }>(`SELECT state FROM jobs WHERE kind = '${kind}' ORDER BY id`)
      .map(({ state }) => state);
  }
}
