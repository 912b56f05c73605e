import type { z } from 'zod';
import { changeOrder } from './change-order.ts';
import type { orderChangeSchema, ordersWantedSchema } from './control-schemas.ts';
import { deliver, tell, toTell } from './deliver.ts';
import { findAccount, findOrder } from './find.ts';
import { generateOrder } from './generate-order.ts';
import { orderKindNames } from './order-kinds.ts';
import type { Order } from './order.ts';
import { inParallel } from './parallel.ts';
import { settleBatches } from './process-batches.ts';
import type { SimState } from './state.ts';
import type { Delivery } from './webhook.ts';

/** Makes orders and, if wanted, tells the account's webhooks of each. */
export async function makeOrders(
  state: SimState,
  wanted: z.output<typeof ordersWantedSchema>,
): Promise<{ orders: Order[]; deliveries: Delivery[] }> {
  const account = findAccount(state, wanted.account);
  settleBatches(state, account);
  const orders = Array.from({ length: wanted.count }, () => {
    const kind = wanted.kind === 'any' ? account.random.pick(orderKindNames) : wanted.kind;
    const order = generateOrder(account, { kind, now: state.options.now() });
    account.orders.set(order.id, order);
    return order;
  });
  if (!wanted.notify) return { orders, deliveries: [] };
  // All messages are made before the first is sent: their ids do not depend on who answers first.
  const toDeliver = orders.flatMap((order) => toTell(state, account, { event: 'STATUS_ORDER', order }));
  const deliveries = await inParallel(toDeliver, wanted.parallel, (one) => deliver(state, one));
  return { orders, deliveries };
}

/** Changes an order and, unless told not to, tells the account's webhooks. */
export async function patchOrder(
  state: SimState,
  orderId: number,
  { account: clientId, notify, ...change }: z.output<typeof orderChangeSchema>,
): Promise<{ order: Order; deliveries: Delivery[] }> {
  const { account, order } = findOrder(state, { account: clientId, orderId });
  changeOrder(account, order, { change, now: state.options.now() });
  const deliveries = notify ? await tell(state, account, { event: 'STATUS_ORDER', order }) : [];
  return { order, deliveries };
}
