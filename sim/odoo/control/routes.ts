import { Hono } from 'hono';
import { z } from 'zod';
import { catalogueRoutes } from './catalogue-routes.ts';
import type { SimControl } from './control.ts';
import { faultSchema } from './faults.ts';
import { warehouseRoutes } from './warehouse-routes.ts';

const resetBody = z.strictObject({ seed: z.int().optional() });
const downBody = z.strictObject({ down: z.boolean() });
const keysBody = z.strictObject({ login: z.string(), apiKey: z.string().min(1).nullable() });
const costBody = z.strictObject({ ms: z.number().nonnegative() });

/** The control API under `/_sim`: JSON in, JSON out, no authentication. */
export function controlRoutes(control: SimControl): Hono {
  const app = new Hono();
  app.onError((error, c) => c.json({ error: error.message }, 400));
  app.post('/reset', async (c) => {
    const body = resetBody.parse(await bodyOf(c.req.raw));
    control.reset(body.seed);
    return c.json({ ok: true });
  });
  app.get('/counts', (c) => c.json(control.counts()));
  app.get('/calls', (c) => c.json(control.calls(Number(c.req.query('since') ?? 0))));
  app.post('/faults', async (c) => {
    const faults = z.array(faultSchema).parse(await bodyOf(c.req.raw));
    control.setFaults(faults);
    return c.json({ ok: true });
  });
  app.post('/down', async (c) => {
    control.setDown(downBody.parse(await bodyOf(c.req.raw)).down);
    return c.json({ ok: true });
  });
  app.post('/keys', async (c) => {
    const body = keysBody.parse(await bodyOf(c.req.raw));
    control.setKey(body.login, body.apiKey);
    return c.json({ ok: true });
  });
  app.post('/password-cost', async (c) => {
    control.setPasswordCost(costBody.parse(await bodyOf(c.req.raw)).ms);
    return c.json({ ok: true });
  });
  app.get('/orders', (c) => c.json(control.orders(c.req.query('ref'))));
  app.route('/', catalogueRoutes(control));
  app.route('/', warehouseRoutes(control));
  return app;
}

async function bodyOf(request: Request): Promise<unknown> {
  const text = await request.text();
  return text === '' ? {} : JSON.parse(text);
}
