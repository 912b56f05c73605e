import { z } from 'zod';
import type { ProductId, SaleOrderId } from '../trade/ids.ts';
import type { Delivery, DeliveryToShip } from './delivery.ts';
import type { DeliveryHead, MovedLine, PackageHead } from './delivery-rows.ts';
import {
  deliveryOf,
  headFields,
  headShape,
  packageFields,
  packageHead,
  packageShape,
  states,
} from './delivery-rows.ts';
import type { Session } from './session.ts';
import { amount, many2one, recordId, requiredMany2one, requiredText } from './values.ts';

const shown = z
  .union([z.tuple([recordId, requiredText]), z.literal(false)])
  .transform((value) => (value === false ? null : { id: value[0], name: value[1] }));

const heads = z.array(
  z
    .object({ ...headShape, backorder_id: many2one, carrier_id: shown.default(null) })
    .transform((row): DeliveryHead => ({
      id: row.id,
      name: row.name,
      state: row.state,
      kind: row.picking_type_code,
      backorderOf: row.backorder_id,
      trackingRef: row.carrier_tracking_ref,
      carrier: row.carrier_id?.name ?? null,
    })),
);

const line = z.object({
  picking_id: requiredMany2one,
  product_id: requiredMany2one,
  qty_done: amount,
  result_package_id: many2one,
});
const lines = z.array(line);

/** A line tells as much of its transfer as one needs to know who ships it. */
const telling = z.array(
  line.extend({
    picking_id: z.tuple([recordId, requiredText]),
    picking_code: headShape.picking_type_code,
    state: z.enum([...states, 'partially_available']),
  }),
);

const packages = z.array(
  z
    .object({ ...packageShape, package_type_id: shown })
    .transform(({ package_type_id: type, ...row }, check) => {
      const head = packageHead(row, type);
      if (head !== null) return head;
      check.addIssue({ code: 'custom', message: `weighed in ${row.weight_uom_name}` });
      return z.NEVER;
    }),
);

/** The transfers of an order with their packages, as 16 can be asked: nothing nested. Two calls, three with packages. */
export async function flatDeliveries(session: Session, order: SaleOrderId): Promise<Delivery[]> {
  const [pickings, moved] = await Promise.all([headsOf(session, order), linesOf(session, order)]);
  const boxes = await packagesIn(session, moved);
  return pickings.map((head) => {
    const its = moved.filter(({ picking_id: id }) => id === head.id);
    return deliveryOf(
      head,
      its.map((row) => movedLine(row, boxes)),
    );
  });
}

/**
 * The transfers of an order that have something in them, with their packages, by what their lines tell of them. One
 * call, two with packages.
 */
export async function flatDeliveriesToShip(session: Session, order: SaleOrderId): Promise<DeliveryToShip[]> {
  const call = linesCall(order, ['picking_id', 'picking_code', 'state', 'product_id', ...lineFields]);
  const moved = await session.ask(call, telling);
  const boxes = await packagesIn(session, moved);
  const pickings = Map.groupBy(moved, ({ picking_id: [id] }) => id);
  return [...pickings.values()].flatMap((its) => {
    const [first] = its;
    if (first === undefined) return [];
    const [id, name] = first.picking_id;
    const state = stateOf(its.map((row) => row.state));
    const head = { id, name, state, kind: first.picking_code };
    const untold = { backorderOf: null, trackingRef: null, carrier: null };
    const { packages, loose } = deliveryOf(
      { ...head, ...untold },
      its.map((row) => movedLine(row, boxes)),
    );
    return [{ ...head, packages, loose }];
  });
}

/** A transfer is done when all that was not cancelled in it is. */
function stateOf(moved: readonly z.infer<typeof telling>[number]['state'][]): Delivery['state'] {
  const [first = 'cancel'] = moved.filter((state) => state !== 'cancel').toSorted(doneLast);
  return first === 'partially_available' ? 'confirmed' : first;
}

const doneLast = (one: string, other: string) => Number(one === 'done') - Number(other === 'done');

function movedLine(
  row: Pick<z.infer<typeof line>, 'product_id' | 'qty_done' | 'result_package_id'>,
  boxes: ReadonlyMap<number, PackageHead>,
): MovedLine {
  return {
    productId: row.product_id as ProductId,
    quantity: row.qty_done,
    package: boxes.get(row.result_package_id ?? 0) ?? null,
  };
}

async function headsOf(session: Session, order: SaleOrderId): Promise<DeliveryHead[]> {
  const call = {
    model: 'stock.picking',
    method: 'search_read',
    args: { domain: [['sale_id', '=', order]] },
    kwargs: { fields: ['name', ...headFields, 'carrier_id'], order: 'id' },
  };
  return session.ask(call, heads);
}

const lineFields = ['qty_done', 'result_package_id'];

async function linesOf(session: Session, order: SaleOrderId): Promise<z.infer<typeof lines>> {
  return session.ask(linesCall(order, ['picking_id', 'product_id', ...lineFields]), lines);
}

function linesCall(order: SaleOrderId, fields: readonly string[]) {
  return {
    model: 'stock.move.line',
    method: 'search_read',
    args: { domain: [['picking_id.sale_id', '=', order]] },
    kwargs: { fields, order: 'id' },
  };
}

async function packagesIn(
  session: Session,
  moved: readonly { result_package_id: number | null }[],
): Promise<Map<number, PackageHead>> {
  return packagesOf(
    session,
    moved.flatMap(({ result_package_id: id }) => id ?? []),
  );
}

async function packagesOf(session: Session, ids: readonly number[]): Promise<Map<number, PackageHead>> {
  if (ids.length === 0) return new Map();
  const call = {
    model: 'stock.quant.package',
    method: 'read',
    ids: [...new Set(ids)],
    args: { fields: [...packageFields, 'package_type_id'] },
  };
  const found = await session.ask(call, packages);
  return new Map(found.map((box) => [box.id, box]));
}
