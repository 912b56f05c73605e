import { Hono } from 'hono';
import type { ApiEnv } from './api-env.ts';
import { guard, idOf } from './api-env.ts';
import { notFound } from './envelope.ts';
import { shown } from './hide.ts';
import { listBody, pageOf } from './paging.ts';
import type { SimState } from './state.ts';

/** `/products`: list (with `active`, without any filter by date) and read. */
export function productsRoutes(state: SimState): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>();
  routes.use(guard(state, 'products'));

  routes.get('/', (c) => {
    const { account } = c.var;
    const active = c.req.query('active');
    const products = account.products.filter(
      (product) => active === undefined || String(product.active) === active,
    );
    const { data, total } = listBody(products, pageOf(c.req.query()));
    return c.json({ data: data.map((product) => shown(product, account.hides)), total });
  });

  routes.get('/:id', (c) => {
    const id = idOf(c);
    const product = c.var.account.products.find((candidate) => candidate.id === id);
    if (product === undefined) throw notFound('Product');
    return c.json({ data: shown(product, c.var.account.hides) });
  });

  return routes;
}
