import { Hono } from 'hono';
import { z } from 'zod';
import type { Account } from './account.ts';
import type { PoleepoControl } from './control.ts';
import { controlBody } from './control-body.ts';
import { productControlRoutes } from './control-product-routes.ts';
import { shippingControlRoutes } from './control-shipping-routes.ts';
import * as schemas from './control-schemas.ts';
import { Refusal, refuse } from './envelope.ts';

const since = z.coerce.number().int().min(0).default(0);

/** An account without what it holds. */
function keysOf({ clientId, clientSecret, enabled, rights, hides }: Account): object {
  return { clientId, clientSecret, enabled, rights, hides };
}

/** The control over HTTP, under `/_sim`. Bodies are JSON and strict; what is refused is in Poleepo's envelope. */
export function controlRoutes(control: PoleepoControl): Hono {
  const routes = new Hono();

  routes.post('/reset', async (c) => {
    control.reset(await controlBody(c, schemas.resetSchema));
    return c.json({ ok: true });
  });
  routes.post('/accounts', async (c) => {
    const account = control.createAccount(await controlBody(c, schemas.accountSchema));
    return c.json(keysOf(account), 201);
  });
  routes.patch('/accounts/:clientId', async (c) => {
    const change = await controlBody(c, schemas.accountChangeSchema);
    return c.json(keysOf(control.changeAccount(c.req.param('clientId'), change)));
  });
  routes.post('/webhooks', async (c) =>
    c.json(control.configureWebhook(await controlBody(c, schemas.webhookSetupSchema)), 201),
  );
  routes.post('/orders', async (c) =>
    c.json(await control.makeOrders(await controlBody(c, schemas.ordersWantedSchema)), 201),
  );
  routes.patch('/orders/:id', async (c) => {
    const change = await controlBody(c, schemas.orderChangeSchema);
    return c.json(await control.patchOrder(Number(c.req.param('id')), change));
  });
  routes.get('/orders', (c) => c.json({ orders: control.orders(c.req.query('account')) }));
  routes.route('/', productControlRoutes(control));
  routes.route('/', shippingControlRoutes(control));
  routes.post('/notify', async (c) =>
    c.json({ deliveries: await control.notify(await controlBody(c, schemas.notifySchema)) }),
  );
  routes.post('/faults', async (c) => {
    control.setFaults(await controlBody(c, schemas.faultsSchema));
    return c.json({ ok: true });
  });
  routes.post('/tokens/expire', async (c) => {
    control.expireTokens(await controlBody(c, schemas.expireSchema));
    return c.json({ ok: true });
  });
  routes.post('/down', async (c) => {
    control.setOutage(await controlBody(c, schemas.outageSchema));
    return c.json({ ok: true });
  });
  routes.get('/counts', (c) => c.json(control.counts()));
  routes.get('/calls', (c) => {
    const from = since.safeParse(c.req.query('since'));
    if (!from.success) {
      return refuse(c, new Refusal({ status: 422, code: 'VALIDATION_ERROR', message: 'since is a number' }));
    }
    return c.json({ calls: control.calls(from.data) });
  });
  return routes;
}
