import Big from 'big.js';
import type { z } from 'zod';
import type { Account } from './account.ts';
import type { orderChangeSchema } from './control-schemas.ts';
import { apiTime } from './dates.ts';
import type { Order } from './order.ts';
import { orderStatus } from './order.ts';
import { amount, orderTotal } from './totals.ts';

export type OrderChange = Omit<z.output<typeof orderChangeSchema>, 'account' | 'notify'>;

function assignGiven(target: object, change: object | undefined): void {
  Object.assign(
    target,
    Object.fromEntries(Object.entries(change ?? {}).filter(([, value]) => value !== undefined)),
  );
}

/**
 * Changes an order as its shop or a buyer would, now. Two changes within a second bear the same date. The total is
 * worked out anew where amounts change, unless the change brings its own, right or wrong.
 */
export function changeOrder(
  account: Account,
  order: Order,
  { change, now }: { change: OrderChange; now: number },
): void {
  const { status, customer, billing_address, delivery_address, rows, total_price, ...plain } = change;
  assignGiven(order, plain);
  assignGiven(order.customer, customer);
  assignGiven(order.billing_address, billing_address);
  assignGiven(order.delivery_address, delivery_address);
  if (status !== undefined) order.status = orderStatus(status);
  if (rows !== undefined) {
    order.rows = rows.map(({ id, product_id, ...row }) => ({
      id: id ?? account.nextId('row'),
      ...(product_id === undefined ? {} : { product_id }),
      ...row,
    }));
  }
  const amounts = [rows, plain.shipping_price, plain.discount];
  if (total_price !== undefined) order.total_price = amount(new Big(total_price));
  else if (amounts.some((changed) => changed !== undefined)) order.total_price = amount(orderTotal(order));
  order.update_date = apiTime(now);
}
