import { z } from 'zod';
import type { ProductId, SaleOrderId } from '../trade/ids.ts';
import type { Delivery } from './delivery.ts';
import type { DeliveryHead, MovedLine, PackageHead } from './delivery-rows.ts';
import {
  deliveryOf,
  headFields,
  headShape,
  packageFields,
  packageHead,
  packageShape,
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

const lines = z.array(
  z.object({
    picking_id: requiredMany2one,
    product_id: requiredMany2one,
    qty_done: amount,
    result_package_id: many2one,
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
  const boxes = await packagesOf(
    session,
    moved.flatMap(({ result_package_id: id }) => id ?? []),
  );
  return pickings.map((head) =>
    deliveryOf(
      head,
      moved
        .filter(({ picking_id: id }) => id === head.id)
        .map((row): MovedLine => ({
          productId: row.product_id as ProductId,
          quantity: row.qty_done,
          package: boxes.get(row.result_package_id ?? 0) ?? null,
        })),
    ),
  );
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

async function linesOf(session: Session, order: SaleOrderId): Promise<z.infer<typeof lines>> {
  const call = {
    model: 'stock.move.line',
    method: 'search_read',
    args: { domain: [['picking_id.sale_id', '=', order]] },
    kwargs: { fields: ['picking_id', 'product_id', 'qty_done', 'result_package_id'], order: 'id' },
  };
  return session.ask(call, lines);
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
