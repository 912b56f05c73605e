import { z } from 'zod';
import { Env } from '../engine/env.ts';
import { userError } from '../engine/errors.ts';
import { create, write } from '../engine/orm.ts';
import { big, refOf, type Row } from '../engine/value.ts';
import { movesOf } from '../models/deliveries.ts';
import { lineField } from '../models/goods.ts';
import { linesOfMove, packageModel } from '../models/move-lines.ts';
import { finish, liveMoves, setDone } from '../models/transfer.ts';
import { pdfOf } from '../rpc/portal.ts';
import type { Server } from '../rpc/server.ts';

/** An order by its id, its name, or the customer's reference. */
export const orderRefSchema = z.union([z.int(), z.string()]);

export const shipmentSchema = z.strictObject({
  /** What the goods are put in, in turn; all of them in the first where there is one. Without any they stay loose. */
  packages: z
    .array(
      z.strictObject({
        /** A package type by its id; none where it is left out. */
        typeId: z.int().optional(),
        /** Kilograms on the scales. */
        weight: z.number().nonnegative().optional(),
        name: z.string().optional(),
      }),
    )
    .default([]),
  /** How much leaves of each line, in their order; all of what is left out. */
  quantities: z.array(z.number().nonnegative()).default([]),
  /** The rest is not delivered at all, instead of later. */
  drop: z.boolean().default(false),
  tracking: z.string().optional(),
  /** False packs and leaves the transfer open. */
  validate: z.boolean().default(true),
});

export type OrderRef = z.infer<typeof orderRefSchema>;
export type Shipment = z.input<typeof shipmentSchema>;

export const packageTypeSchema = z.strictObject({
  name: z.string(),
  /** Millimetres. */
  length: z.number().nonnegative().default(0),
  width: z.number().nonnegative().default(0),
  height: z.number().nonnegative().default(0),
  /** Kilograms. */
  maxWeight: z.number().nonnegative().default(0),
  baseWeight: z.number().nonnegative().default(0),
});

/** What people in the warehouse and in accounting do in Odoo's pages, under nobody's rights. */
export interface WarehouseControl {
  /** Packs the open delivery of an order and sends it; answers the transfer's id. */
  ship: (order: OrderRef, shipment?: Shipment) => number;
  /** Writes a tracking code on the newest delivery of an order. */
  setTracking: (order: OrderRef, code: string) => void;
  /** Makes a package type; answers its id. */
  addPackageType: (type: z.input<typeof packageTypeSchema>) => number;
  /** Stores the official PDF of an invoice, as sending it from 17 on does. */
  sendInvoice: (invoice: number) => void;
  /** Invoices come out as a page instead of a PDF. */
  breakPrinter: (broken: boolean) => void;
}

export function warehouseControl(server: Server): WarehouseControl {
  const perform = <T>(run: (env: Env) => T): T => {
    server.db.settle();
    const transaction = { snapshot: server.db.commits, keys: new Set<string>(), conflict: false };
    const context = { active_test: false, allowed_company_ids: [1, 2] };
    const env = new Env(server.db, transaction, { uid: 2, context, su: true });
    try {
      const result = run(env);
      server.db.journal.commit();
      return result;
    } catch (error) {
      server.db.journal.rollback();
      throw error;
    }
  };
  return {
    ship: (order, shipment = {}) => perform((env) => ship(env, order, shipmentSchema.parse(shipment))),
    setTracking: (order, code) =>
      perform((env) => {
        const newest = pickingsOf(env, order).at(-1);
        if (newest === undefined) throw userError(`No delivery of ${order}`);
        track(env, newest.id, code);
      }),
    addPackageType: (type) => perform((env) => addPackageType(env, packageTypeSchema.parse(type))),
    sendInvoice: (invoice) =>
      perform((env) => {
        const { name } = env.get('account.move', invoice);
        const file = btoa(pdfOf(`${String(name)} (official)`));
        const vals = { invoice_pdf_report_file: file };
        write(env, env.model('account.move'), { ids: [invoice], vals });
      }),
    breakPrinter: (broken) => {
      server.printerBroken = broken;
    },
  };
}

function addPackageType(env: Env, type: z.infer<typeof packageTypeSchema>): number {
  const { name, length, width, height, maxWeight, baseWeight } = type;
  const vals = {
    name,
    packaging_length: length,
    width,
    height,
    max_weight: maxWeight,
    base_weight: baseWeight,
  };
  return create(env, env.model('stock.package.type'), [vals])[0] ?? 0;
}

function orderOf(env: Env, ref: OrderRef): number {
  const table = env.table('sale.order');
  if (typeof ref === 'number' && table.rows.has(ref)) return ref;
  const found = ['name', 'client_order_ref'].flatMap((field) => [...table.lookup(field, ref)]);
  const [id] = found;
  if (id === undefined) throw userError(`No order ${ref}`);
  return id;
}

function pickingsOf(env: Env, ref: OrderRef): Row[] {
  return [...env.table('stock.picking').lookup('sale_id', orderOf(env, ref))]
    .toSorted((a, b) => a - b)
    .flatMap((id) => env.row('stock.picking', id) ?? []);
}

function ship(env: Env, ref: OrderRef, shipment: z.infer<typeof shipmentSchema>): number {
  const open = pickingsOf(env, ref).find((row) => row['state'] !== 'done' && row['state'] !== 'cancel');
  if (open === undefined) throw userError(`Nothing to deliver of ${ref}`);
  liveMoves(env, open.id).forEach((move, at) => {
    setDone(env, move, big(shipment.quantities[at] ?? move['product_uom_qty']));
  });
  pack(env, open.id, shipment.packages);
  if (shipment.tracking !== undefined) track(env, open.id, shipment.tracking);
  if (shipment.validate) finish(env, open.id, { rest: shipment.drop ? 'drop' : 'backorder' });
  return open.id;
}

function track(env: Env, picking: number, code: string): void {
  write(env, env.model('stock.picking'), { ids: [picking], vals: { carrier_tracking_ref: code } });
}

/** The lines of a transfer go into its packages in turn. */
function pack(env: Env, picking: number, packages: z.infer<typeof shipmentSchema>['packages']): void {
  const { version } = env.db;
  const boxes = packages.map(({ typeId, weight, name }) => {
    const vals = {
      ...(typeId === undefined ? {} : { package_type_id: typeId }),
      ...(weight === undefined ? {} : { shipping_weight: weight }),
      ...(name === undefined ? {} : { name }),
    };
    return create(env, env.model(packageModel(version)), [vals])[0] ?? 0;
  });
  if (boxes.length === 0) return;
  const lines = movesOf(env, picking)
    .flatMap((move) => linesOfMove(env, move.id))
    .filter((line) => big(line[lineField(version)]).gt(0) && refOf(line['result_package_id']) === undefined);
  lines.forEach((line, at) => {
    const box = boxes[at % boxes.length] ?? 0;
    env.table('stock.move.line').update(line.id, { result_package_id: box });
  });
}
