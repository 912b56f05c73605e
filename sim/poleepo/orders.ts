import { Hono } from 'hono';
import { z } from 'zod';
import type { ApiContext, ApiEnv } from './api-env.ts';
import { guard, idOf } from './api-env.ts';
import { updatedAfter } from './dates.ts';
import { notFound } from './envelope.ts';
import { shown } from './hide.ts';
import { jsonBody } from './json-body.ts';
import type { Order, OrderStatusId } from './order.ts';
import { orderStatuses } from './order.ts';
import { listBody, pageOf } from './paging.ts';
import { setOrderStatus } from './set-order-status.ts';
import type { SimState } from './state.ts';

const statusIds = Object.keys(orderStatuses) as OrderStatusId[];
const statusWrite = z.strictObject({ status: z.enum(statusIds) });

function orderOf(c: ApiContext): Order {
  const id = idOf(c);
  const order = id === null ? undefined : c.var.account.orders.get(id);
  if (order === undefined) throw notFound('Order');
  return order;
}

/** `/orders`: list, read, set the status. */
export function ordersRoutes(state: SimState): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>();
  routes.use(guard(state, 'orders'));

  routes.get('/', (c) => {
    const { account } = c.var;
    // Newest first (assumed), as shops list orders: what arrives between two pages shows an order twice.
    const orders = [...account.orders.values()].reverse();
    const { data, total } = listBody(
      updatedAfter(orders, c.req.query('updated_after')),
      pageOf(c.req.query()),
    );
    return c.json({ data: data.map((order) => shown(order, account.hides)), total });
  });

  routes.get('/:id', (c) => c.json({ data: shown(orderOf(c), c.var.account.hides) }));

  routes.put('/:id', async (c) => {
    const order = orderOf(c);
    const { status } = await jsonBody(c, statusWrite);
    if (!c.env.ignoreWrites) setOrderStatus(state, { account: c.var.account, order, status });
    return c.json({ data: shown(order, c.var.account.hides) });
  });

  return routes;
}
