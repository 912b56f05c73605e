import type { Shipment } from '../../../sim/odoo/control/warehouse-control.ts';
import { day, minute } from '../../../src/kit/clock.ts';
import type { OrderKind } from '../../../sim/poleepo/order-kinds.ts';

import type { OdooVersion } from '../../../src/odoo/client.ts';
import { Api, type ApiAnswer } from './api.ts';
import { OneSale } from './one-sale.ts';
import type { World } from './world.ts';

/** Poleepo's medium box and central warehouse, as the simulator has them. */
export const mediumBox = 43;
export const warehouse = 301;

export const byBrt = { pickupAddressId: warehouse, courierId: '1', serviceId: '11' };

/** One order in both systems, and people who ship it. */
export class ShippingDesk {
  readonly sale: OneSale;
  readonly api: Pick<Api, 'get' | 'post' | 'put' | 'delete' | 'file'>;
  /** Odoo's package type. */
  readonly boxId: number;

  private constructor(sale: OneSale, api: ShippingDesk['api'], boxId: number) {
    this.sale = sale;
    this.api = api;
    this.boxId = boxId;
  }

  static async open(version: OdooVersion, seed: number, kind: OrderKind = 'plain'): Promise<ShippingDesk> {
    const sale = await OneSale.open(version, { seed, kind });
    const { world } = sale;
    const box = { name: 'Box M', length: 300, width: 400, height: 200, maxWeight: 15 };
    const boxId = world.odoo.control.addPackageType(box);
    return new ShippingDesk(sale, calling(world, await Api.signIn(world, 'administrator')), boxId);
  }

  /** The same people with another order. */
  async another(kind: OrderKind = 'plain'): Promise<ShippingDesk> {
    return new ShippingDesk(await OneSale.make(this.world, kind), this.api, this.boxId);
  }

  get world(): World {
    return this.sale.world;
  }

  /** Somebody reads Poleepo's types and says what the box stands for. */
  async mapBox(): Promise<void> {
    await this.api.get('/v1/package-types');
    await this.api.put(`/v1/package-types/${mediumBox}`, { odooPackageTypeId: this.boxId });
  }

  /** Somebody in the warehouse sends the goods; answers the delivery's id. */
  deliver(how: Shipment = { packages: [{ typeId: this.boxId, weight: 2.5 }] }): number {
    return this.world.odoo.control.ship(this.sale.saleId, how);
  }

  quotes(body: object = { saleOrderId: this.sale.saleId }): Promise<ApiAnswer> {
    return this.api.post('/v1/shipments/quotes', { pickupAddressId: warehouse, ...body });
  }

  /** A desk whose box stands for Poleepo's, and the goods are packed and gone. */
  static async ready(version: OdooVersion, seed: number, kind: OrderKind = 'plain'): Promise<ShippingDesk> {
    const desk = await ShippingDesk.open(version, seed, kind);
    await desk.mapBox();
    desk.deliver();
    desk.world.passed.length = 0;
    return desk;
  }

  /** Somebody asks for a waybill by BRT. */
  ship(body: object = { saleOrderId: this.sale.saleId }): Promise<ApiAnswer> {
    return this.api.post('/v1/shipments', { ...byBrt, ...body });
  }

  /** Somebody presses until there is an answer that says that there is a shipment. */
  async pressUntilHeard(): Promise<void> {
    for (let presses = 0; presses < 30; presses += 1) {
      const status = await this.ship().then(
        (answer) => answer.status,
        () => 0,
      );
      if (status === 202 || status === 409) return;
      await this.world.time.run(() => false, minute);
    }
    throw new Error('nobody was heard');
  }

  /** The work is done as far as it can be. */
  async settle(limitMs = 2 * day): Promise<boolean> {
    return this.world.settle(limitMs);
  }

  /** All waybills that Poleepo has of the order, void ones left out. */
  get waybills(): ReturnType<World['poleepo']['control']['shippings']> {
    return this.world.poleepo.control
      .shippings()
      .filter(({ order_id, status }) => order_id === this.sale.orderId && status !== 'CANCELED');
  }

  get rows(): Record<string, unknown>[] {
    const { orderId } = this.sale;
    return this.world.rows(`SELECT * FROM shipments WHERE poleepo_order_id = ${orderId} ORDER BY id`);
  }

  /** The labels among the files of the sale order. */
  get labels(): { id: number; name: string; pdf: boolean }[] {
    const { db } = this.world.odoo;
    const ids = db.search('ir.attachment', [
      ['res_model', '=', 'sale.order'],
      ['res_id', '=', this.sale.saleId],
      ['name', 'like', 'etichetta'],
    ]);
    return db.read('ir.attachment', ids, ['name', 'datas']).map(({ id, name, datas }) => ({
      id: Number(id),
      name: textOf(name),
      pdf: Buffer.from(textOf(datas), 'base64').toString('latin1').startsWith('%PDF-'),
    }));
  }

  /** The notes in the order's chatter that have a label. */
  get notes(): { body: string; files: number[]; mailed: boolean }[] {
    const { db } = this.world.odoo;
    const ids = db.search('mail.message', [
      ['model', '=', 'sale.order'],
      ['res_id', '=', this.sale.saleId],
    ]);
    return db
      .read('mail.message', ids, ['body', 'attachment_ids', 'message_type'])
      .map((row) => ({
        body: textOf(row['body']),
        files: row['attachment_ids'] as number[],
        mailed: row['message_type'] === 'email',
      }))
      .filter(({ files }) => files.length > 0);
  }

  /** The tracking codes on the order's transfers that have one. */
  get tracking(): string[] {
    const { db } = this.world.odoo;
    const ids = db.search('stock.picking', [['sale_id', '=', this.sale.saleId]]);
    return db
      .read('stock.picking', ids, ['carrier_tracking_ref'])
      .flatMap((row) =>
        typeof row['carrier_tracking_ref'] === 'string' ? [row['carrier_tracking_ref']] : [],
      )
      .filter((code) => code !== '');
  }

  /** What is wrong where so many deliveries should have one waybill and one label each: nothing, if all is well. */
  complaints(deliveries = 1): string[] {
    const { waybills, rows, labels, notes, tracking, world } = this;
    const live = rows.filter(({ state }) => state !== 'void' && state !== 'failed');
    const open = world.rows<{ subject: string; state: string }>(
      "SELECT subject, state FROM jobs WHERE kind = 'ship' AND state <> 'completed'",
    );
    const codes = waybills.map((one) => one.tracking_code).toSorted();
    const wrong: [boolean, string][] = [
      [waybills.length !== deliveries, `${waybills.length} waybills`],
      [live.length !== deliveries, `${live.length} shipments`],
      [
        live.some(({ state }) => state !== 'attached'),
        `states ${live.map(({ state }) => String(state)).join()}`,
      ],
      [live.some(({ error }) => error !== null), 'an error is left over'],
      [labels.length !== deliveries || labels.some(({ pdf }) => !pdf), `${labels.length} labels`],
      [notes.length !== deliveries || notes.some(({ mailed }) => mailed), `${notes.length} notes`],
      [
        String(tracking.toSorted()) !== String(codes),
        `tracking ${tracking.join()} instead of ${codes.join()}`,
      ],
      [open.length > 0, `jobs ${open.map(({ state }) => state).join()}`],
    ];
    return wrong.filter(([is]) => is).map(([, what]) => what);
  }

  /** How many calls were made to one side since the world's record was emptied. */
  calls(what: 'odoo' | 'poleepo'): number {
    return this.world.passed.filter((point) => point.what === what).length;
  }
}

/** The code of a refusal, with its status. */
export function refused({ status, json }: ApiAnswer): string {
  return `${status} ${(json['error'] as { code?: string } | undefined)?.code ?? 'no error'}`;
}

/** Whoever calls waits: time passes until there is an answer. */
export function calling({ time }: World, api: Api): ShippingDesk['api'] {
  const awaited = async <T>(answer: Promise<T>) => {
    let over = false;
    void answer.finally(() => (over = true)).catch(() => undefined);
    await time.run(() => over, day);
    return answer;
  };
  return {
    get: (path) => awaited(api.get(path)),
    post: (path, body) => awaited(api.post(path, body)),
    put: (path, body) => awaited(api.put(path, body)),
    delete: (path) => awaited(api.delete(path)),
    file: (path) => awaited(api.file(path)),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
