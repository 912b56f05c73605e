import { z } from 'zod';
import type { SaleOrderId } from '../trade/ids.ts';
import { findByKey } from './keys.ts';
import type { OrderState } from './order-draft.ts';
import type { Session } from './session.ts';
import { amount, instant, many2one, requiredText, saleOrderId } from './values.ts';

/** An order with what tells whether its import was finished. */
export interface OrderProgress extends OrderState {
  orderedAt: number | null;
  userId: number | null;
}

const orders = z.array(
  z
    .object({
      id: saleOrderId,
      name: requiredText,
      state: z.enum(['draft', 'sent', 'sale', 'done', 'cancel']),
      amount_total: amount,
      amount_untaxed: amount,
      date_order: instant,
      user_id: many2one,
    })
    .transform((order): OrderProgress => ({
      id: order.id,
      name: order.name,
      state: order.state,
      total: order.amount_total,
      untaxed: order.amount_untaxed,
      orderedAt: order.date_order,
      userId: order.user_id,
    })),
);

const fields = ['name', 'state', 'amount_total', 'amount_untaxed', 'date_order', 'user_id'];

/** The order of that id, null where it was deleted. One call. */
export async function readOrder(session: Session, id: SaleOrderId): Promise<OrderProgress | null> {
  const [order] = await session.ask(
    { model: 'sale.order', method: 'read', ids: [id], args: { fields } },
    orders,
  );
  return order ?? null;
}

/** The order of that key, null where there is none. Two calls, one where there is none. */
export async function orderByKey(session: Session, key: string): Promise<OrderProgress | null> {
  const id = await findByKey(session, key);
  return id === null ? null : readOrder(session, id as SaleOrderId);
}
