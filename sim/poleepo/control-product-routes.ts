import { Hono } from 'hono';
import { controlBody } from './control-body.ts';
import type { ProductControl } from './control-products.ts';
import * as schemas from './control-schemas.ts';

/** The control of products and batches over HTTP. */
export function productControlRoutes(control: ProductControl): Hono {
  const routes = new Hono();

  routes.get('/products', (c) => {
    const sku = c.req.query('sku');
    const products = control.products(c.req.query('account'));
    return c.json({ products: products.filter((product) => sku === undefined || product.sku === sku) });
  });
  routes.post('/products', async (c) => {
    const products = control.addProducts(await controlBody(c, schemas.productsWantedSchema));
    return c.json({ products }, 201);
  });
  routes.patch('/products', async (c) =>
    c.json({ product: control.changeProduct(await controlBody(c, schemas.productChangeSchema)) }),
  );
  routes.delete('/products', async (c) => {
    control.removeProduct(await controlBody(c, schemas.productRemovalSchema));
    return c.json({ ok: true });
  });
  routes.post('/products/clear', async (c) => {
    control.clearProducts((await controlBody(c, schemas.productsClearSchema)).account);
    return c.json({ ok: true });
  });
  routes.get('/batches', (c) => c.json({ batches: control.batches(c.req.query('account')) }));
  routes.post('/batches/release', async (c) => {
    control.releaseBatches(await controlBody(c, schemas.batchesReleaseSchema));
    return c.json({ ok: true });
  });
  routes.get('/batch-polls', (c) => c.json({ polls: control.batchPolls(c.req.query('account')) }));
  routes.post('/batch-faults', async (c) => {
    control.setBatchFaults(await controlBody(c, schemas.batchFaultsSchema));
    return c.json({ ok: true });
  });
  return routes;
}
