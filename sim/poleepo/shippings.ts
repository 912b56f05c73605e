import { Hono } from 'hono';
import type { ApiEnv } from './api-env.ts';
import { guard, idOf } from './api-env.ts';
import { updatedAfter } from './dates.ts';
import { notFound } from './envelope.ts';
import { shown } from './hide.ts';
import { listBody, pageOf } from './paging.ts';
import type { SimState } from './state.ts';

/** `/shippings`: list (with `updated_after` and `order_id`) and read. */
export function shippingsRoutes(state: SimState): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>();
  routes.use(guard(state, 'shipments'));

  routes.get('/', (c) => {
    const { account } = c.var;
    const orderId = c.req.query('order_id');
    const shippings = [...account.shippings.values()].filter(
      (shipping) => orderId === undefined || String(shipping.order_id) === orderId,
    );
    const { data, total } = listBody(
      updatedAfter(shippings, c.req.query('updated_after')),
      pageOf(c.req.query()),
    );
    return c.json({ data: data.map((shipping) => shown(shipping, account.hides)), total });
  });

  routes.get('/:id', (c) => {
    const id = idOf(c);
    const shipping = id === null ? undefined : c.var.account.shippings.get(id);
    if (shipping === undefined) throw notFound('Shipping');
    return c.json({ data: shown(shipping, c.var.account.hides) });
  });

  return routes;
}
