import { Hono } from 'hono';
import { controlBody } from './control-body.ts';
import * as schemas from './control-shipping-schemas.ts';
import type { ShippingControl } from './control-shippings.ts';

/** The control of shipments and documents over HTTP. */
export function shippingControlRoutes(control: ShippingControl): Hono {
  const routes = new Hono();

  routes.get('/shippings', (c) => c.json({ shippings: control.shippings(c.req.query('account')) }));
  routes.post('/shippings', async (c) =>
    c.json(await control.makeShipping(await controlBody(c, schemas.shippingWantedSchema)), 201),
  );
  routes.patch('/shippings/:id', async (c) => {
    const step = await controlBody(c, schemas.shippingStepSchema);
    return c.json({ shipping: control.advanceShipping(Number(c.req.param('id')), step) });
  });
  routes.post('/documents', async (c) =>
    c.json({ document: control.addDocument(await controlBody(c, schemas.documentSchema)) }, 201),
  );
  routes.get('/orders/:id/documents', (c) =>
    c.json({ documents: control.documents(Number(c.req.param('id')), c.req.query('account')) }),
  );
  return routes;
}
