import { z } from 'zod';
import type { PartnerId, SaleOrderId } from '../trade/ids.ts';
import { findByKey } from './keys.ts';
import type { OrderParties, OrderState } from './order-draft.ts';
import type { Session } from './session.ts';
import {
  amount,
  currencyCode,
  instant,
  many2one,
  recordId,
  requiredMany2one,
  requiredText,
  saleOrderId,
} from './values.ts';

/** An order with what tells whether its import was finished. */
export interface OrderProgress extends OrderState {
  orderedAt: number | null;
  userId: number | null;
  lineIds: number[];
  parties: OrderParties;
}

const partner = requiredMany2one.transform((id) => id as PartnerId);

/** The fields of the contacts that an order names, and how to read them. */
export const partyFields = {
  partner_id: partner,
  partner_invoice_id: partner,
  partner_shipping_id: partner,
};

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
      currency_id: currencyCode,
      order_line: z.array(recordId),
      ...partyFields,
    })
    .transform((order): OrderProgress => ({
      id: order.id,
      name: order.name,
      state: order.state,
      total: order.amount_total,
      untaxed: order.amount_untaxed,
      orderedAt: order.date_order,
      userId: order.user_id,
      currency: order.currency_id,
      lineIds: order.order_line,
      parties: partiesOf(order),
    })),
);

const fields = [
  'name',
  'state',
  'amount_total',
  'amount_untaxed',
  'date_order',
  'user_id',
  'currency_id',
  'order_line',
  ...Object.keys(partyFields),
];

export function partiesOf(order: {
  partner_id: PartnerId;
  partner_invoice_id: PartnerId;
  partner_shipping_id: PartnerId;
}): OrderParties {
  return {
    customer: order.partner_id,
    invoice: order.partner_invoice_id,
    delivery: order.partner_shipping_id,
  };
}

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
