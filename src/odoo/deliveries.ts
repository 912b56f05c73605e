import { z } from 'zod';
import type { ProductId, SaleOrderId } from '../trade/ids.ts';
import { areaRefusal } from './area-refusal.ts';
import { deliveryAppRefusal } from './delivery-app.ts';
import type { OrderDeliveries, OrderedLine, OrderToShip } from './delivery.ts';
import { flatDeliveries, flatDeliveriesToShip } from './flat-deliveries.ts';
import { nestedDeliveries } from './nested-deliveries.ts';
import type { Session } from './session.ts';
import { amount, many2one, text } from './values.ts';

const rows = z.array(
  z.object({
    state: z.enum(['draft', 'sent', 'sale', 'done', 'cancel']),
    product_id: many2one,
    product_type: text,
    product_uom_qty: amount,
    qty_delivered: amount,
    is_delivery: z.boolean().default(false),
    display_type: text,
  }),
);

const fields = [
  'state',
  'product_id',
  'product_type',
  'product_uom_qty',
  'qty_delivered',
  'is_delivery',
  'display_type',
];

/**
 * How the order stands in the warehouse: what of it is delivered, its transfers and their packages. Null where there is
 * no such order, or nothing in it. Two calls; 16 takes three, four with packages.
 * Throws SyncError `forbidden` with the group in its hint where the user may not read transfers, `refused` where the
 * app of delivery methods is missing, and those of any call.
 */
export async function deliveriesOf(session: Session, id: SaleOrderId): Promise<OrderDeliveries | null> {
  return standing(session, id, session.dialect.nestedReading ? nestedDeliveries : flatDeliveries);
}

/**
 * The same as far as it bears on what can be shipped: transfers with nothing in them may be missing. Two calls; on 16
 * three with packages. Throws as `deliveriesOf` does.
 */
export async function deliveriesToShip(session: Session, id: SaleOrderId): Promise<OrderToShip | null> {
  const read: Reading<OrderToShip['pickings'][number]> = session.dialect.nestedReading
    ? nestedDeliveries
    : flatDeliveriesToShip;
  return standing(session, id, read);
}

type Reading<Transfer> = (session: Session, id: SaleOrderId) => Promise<Transfer[]>;

async function standing<Transfer>(session: Session, id: SaleOrderId, pickingsOf: Reading<Transfer>) {
  const [lines, pickings] = await Promise.all([
    linesOf(session, id),
    pickingsOf(session, id).catch(async (thrown: unknown) => {
      throw await areaRefusal(session, 'transfers', deliveryAppRefusal(thrown));
    }),
  ]);
  const [first] = lines;
  if (first === undefined) return null;
  return { saleOrderId: id, state: first.state, lines: lines.map(orderedLine), pickings };
}

async function linesOf(session: Session, id: SaleOrderId): Promise<z.infer<typeof rows>> {
  const call = {
    model: 'sale.order.line',
    method: 'search_read',
    args: { domain: [['order_id', '=', id]] },
    kwargs: { fields },
  };
  return session.ask(call, rows);
}

function orderedLine(row: z.infer<typeof rows>[number]): OrderedLine {
  return {
    productId: row.product_id as ProductId | null,
    ordered: row.product_uom_qty,
    delivered: row.qty_delivered,
    isGoods: row.display_type === null && !row.is_delivery && row.product_type !== 'service',
  };
}

const origins = z.array(z.object({ sale_id: many2one }));

/** The order that a transfer is of; null where there is none, or no such transfer. One call. */
export async function orderOfPicking(session: Session, pickingId: number): Promise<SaleOrderId | null> {
  const call = { model: 'stock.picking', method: 'read', ids: [pickingId], args: { fields: ['sale_id'] } };
  const found = await session.ask(call, origins).catch(async (thrown: unknown) => {
    throw await areaRefusal(session, 'transfers', thrown);
  });
  return (found[0]?.sale_id ?? null) as SaleOrderId | null;
}
