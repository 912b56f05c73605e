import { z } from 'zod';
import type { ProductId, SaleOrderId } from '../trade/ids.ts';
import type { OrderDeliveries, OrderedLine } from './delivery.ts';
import type { Session } from './session.ts';
import { amount, many2one, text } from './values.ts';

/** What of an order was ordered and what is delivered of it. */
export type OrderedGoods = Pick<OrderDeliveries, 'state' | 'lines'>;

const rows = z.array(
  z.object({
    order_id: many2one,
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
  'order_id',
  'state',
  'product_id',
  'product_type',
  'product_uom_qty',
  'qty_delivered',
  'is_delivery',
  'display_type',
];

/** The lines of these orders; an order that is gone, or has none, is left out. One call. */
export async function orderedLines(
  session: Session,
  ids: readonly SaleOrderId[],
): Promise<Map<SaleOrderId, OrderedGoods>> {
  const only = ids.length === 1 ? ids[0] : undefined;
  const domain = [only === undefined ? ['order_id', 'in', [...ids]] : ['order_id', '=', only]];
  const call = { model: 'sale.order.line', method: 'search_read', args: { domain }, kwargs: { fields } };
  const orders = new Map<SaleOrderId, OrderedGoods>();
  for (const row of await session.ask(call, rows)) {
    const id = row.order_id as SaleOrderId | null;
    if (id === null) continue;
    const order = orders.get(id) ?? { state: row.state, lines: [] };
    order.lines.push(orderedLine(row));
    orders.set(id, order);
  }
  return orders;
}

function orderedLine(row: z.infer<typeof rows>[number]): OrderedLine {
  return {
    productId: row.product_id as ProductId | null,
    ordered: row.product_uom_qty,
    delivered: row.qty_delivered,
    isGoods: row.display_type === null && !row.is_delivery && row.product_type !== 'service',
  };
}
