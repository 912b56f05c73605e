import { afterEach, expect, test } from 'vitest';
import { demoClientId, demoClientSecret } from '../../../sim/poleepo/app.ts';
import type { PoleepoSim, PoleepoSimOptions } from '../../../sim/poleepo/app.ts';
import type { Served } from '../../../sim/serve.ts';
import { serveSims } from '../../../sim/serve.ts';

let open: { close: () => Promise<void> } | undefined;

afterEach(async () => {
  await open?.close();
  open = undefined;
});

async function servePoleepo(options: PoleepoSimOptions = {}): Promise<Served<PoleepoSim>> {
  const served = await serveSims({ poleepo: { port: 0, seed: 3, ...options } });
  open = served;
  if (served.poleepo === null) throw new Error('Poleepo was wanted');
  return served.poleepo;
}

async function bearer(url: string): Promise<Record<string, string>> {
  const response = await fetch(`${url}/oauth/access_token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      client_id: demoClientId,
      client_secret: demoClientSecret,
      grant: 'client_credentials',
    }),
  });
  const { data } = (await response.json()) as { data: { access_token: string } };
  return { authorization: `Bearer ${data.access_token}` };
}

test('over HTTP it answers as it does when called as a function', async () => {
  const { url, sim } = await servePoleepo();
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const [order] = (await sim.control.makeOrders({})).orders;
  const headers = await bearer(url);
  const response = await fetch(`${url}/orders/${order?.id}`, { headers });
  expect(await response.json()).toEqual({ data: order });
  const put = await fetch(`${url}/orders/${order?.id}`, {
    method: 'PUT',
    headers: { ...headers, 'content-type': 'application/json' },
    body: '{"status":"SHIPPED"}',
  });
  expect(put.status).toBe(200);
  expect(sim.control.orders()[0]?.status.id).toBe('SHIPPED');
});

test('a control call without a body is taken', async () => {
  const { url, sim } = await servePoleepo();
  const response = await fetch(`${url}/_sim/orders`, { method: 'POST' });
  expect(response.status).toBe(201);
  expect(sim.control.orders()).toHaveLength(1);
});

test('a lost connection is a broken socket, before or after the effect', async () => {
  const { url, sim } = await servePoleepo();
  await sim.control.makeOrders({});
  const headers = { ...(await bearer(url)), 'content-type': 'application/json' };
  const put = () => fetch(`${url}/orders/918273`, { method: 'PUT', headers, body: '{"status":"SHIPPED"}' });
  sim.control.setFaults([{ kind: 'drop-before' }]);
  await expect(put()).rejects.toThrow(TypeError);
  expect(sim.control.orders()[0]?.status.id).toBe('PAYMENT_ACCEPTED');
  sim.control.setFaults([{ kind: 'drop-after' }]);
  await expect(put()).rejects.toThrow(TypeError);
  expect(sim.control.orders()[0]?.status.id).toBe('SHIPPED');
});

test('a caller that gives up ends a hung connection', async () => {
  const caller = new AbortController();
  // The simulator begins to wait: by then the call has arrived.
  const sleep = () => {
    caller.abort();
    return new Promise<void>(() => undefined);
  };
  const { url, sim } = await servePoleepo({ sleep });
  sim.control.setFaults([{ kind: 'hang-before' }]);
  await expect(fetch(`${url}/orders`, { signal: caller.signal })).rejects.toThrow(/aborted/);
  expect(sim.control.counts().calls).toEqual({ 'GET /orders': 1 });
});

test('its webhooks reach a receiver over HTTP', async () => {
  const { url, sim } = await servePoleepo();
  sim.control.configureWebhook({ url: `${url}/somewhere`, secret: 's' });
  const { deliveries } = await sim.control.makeOrders({ notify: true });
  expect(deliveries).toMatchObject([{ status: 404 }]);
});

test('a port that is taken is an error, and close frees it', async () => {
  const { url, close } = await servePoleepo();
  const port = Number(new URL(url).port);
  await expect(serveSims({ poleepo: { port } })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await close();
  const again = await serveSims({ poleepo: { port } });
  expect(again.poleepo?.url).toBe(url);
  await again.close();
});

test('several versions of Odoo are served beside it, each at an address of its own', async () => {
  const served = await serveSims({ poleepo: {}, odoo: [{ version: 16 }, { version: 18 }] });
  open = served;
  const versions = await Promise.all(
    served.odoo.map(async ({ url }) => {
      const response = await fetch(`${url}/web/webclient/version_info`);
      return ((await response.json()) as { server_version_info: [number] }).server_version_info[0];
    }),
  );
  expect(versions).toEqual([16, 18]);
  expect(served.odoo.map(({ version }) => version)).toEqual([16, 18]);
  expect(new Set([served.poleepo?.url, ...served.odoo.map(({ url }) => url)]).size).toBe(3);
});

test('where one port is taken, none stays open', async () => {
  const { url } = await servePoleepo();
  const taken = Number(new URL(url).port);
  const spare = await serveSims({ poleepo: {} });
  const port = Number(new URL(spare.poleepo?.url ?? '').port);
  await spare.close();
  await expect(serveSims({ poleepo: { port }, odoo: [{ version: 18, port: taken }] })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
  await expect(fetch(`http://127.0.0.1:${port}/orders`)).rejects.toThrow(TypeError);
});

test('nothing is served that is not wanted', async () => {
  const served = await serveSims({});
  expect(served).toMatchObject({ poleepo: null, odoo: [] });
});
