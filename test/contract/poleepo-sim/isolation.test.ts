import { expect, test } from 'vitest';
import { demoClientId } from '../../../sim/poleepo/app.ts';
import { createBench, records } from './poleepo-client.ts';

const url = 'https://ponte.example.com/w/abc';

test('a list shows the orders, products and shippings of the caller alone', async () => {
  const { sim, call, token } = createBench();
  const other = sim.control.createAccount();
  await sim.control.makeOrders({ count: 3 });
  const { orders } = await sim.control.makeOrders({ account: other.clientId, count: 2 });
  await sim.control.makeShipping({ account: other.clientId, orderId: orders[0]?.id ?? 0 });
  expect(records(await call('GET', '/orders'))).toHaveLength(3);
  expect(records(await call('GET', '/shippings'))).toEqual([]);
  const theirs = await call('GET', '/orders', { token: await token(other) });
  expect(records(theirs).map(({ id }) => id)).toEqual(orders.map(({ id }) => id).reverse());
});

test('a status is written to the caller’s order alone, where two accounts have the same ids', async () => {
  const { sim, call, token } = createBench();
  const other = sim.control.createAccount({ firstOrderId: 918_273 });
  await sim.control.makeOrders({});
  await sim.control.makeOrders({ account: other.clientId });
  await call('PUT', '/orders/918273', { token: await token(other), body: { status: 'SHIPPED' } });
  expect(sim.control.orders()[0]?.status.id).toBe('PAYMENT_ACCEPTED');
  expect(sim.control.orders(other.clientId)[0]?.status.id).toBe('SHIPPED');
});

test('a key of one account with the secret of another buys nothing', async () => {
  const { sim, call } = createBench();
  const other = sim.control.createAccount();
  const answer = await call('POST', '/oauth/access_token', {
    token: null,
    body: { client_id: demoClientId, client_secret: other.clientSecret, grant: 'client_credentials' },
  });
  expect(answer.status).toBe(401);
});

test('a fault for one account leaves the other alone', async () => {
  const { sim, call, token } = createBench();
  const other = sim.control.createAccount();
  const [mine, theirs] = [await token(), await token(other)];
  sim.control.setFaults([{ kind: 'html-502', match: { account: other.clientId } }]);
  expect((await call('GET', '/orders', { token: mine })).status).toBe(200);
  expect((await call('GET', '/orders', { token: theirs })).status).toBe(502);
});

test('two simulators know nothing of each other', async () => {
  const [one, two] = [createBench(), createBench()];
  await one.sim.control.makeOrders({ count: 2 });
  one.sim.control.setOutage();
  expect(records(await two.call('GET', '/orders'))).toEqual([]);
  expect((await two.call('GET', '/orders', { token: 'of-nobody' })).status).toBe(401);
});

test('every answer takes its latency, on the clock that was given', async () => {
  const { call, clock, token } = createBench({ latencyMs: 40 });
  const bearer = await token();
  await call('GET', '/orders', { token: bearer });
  expect(clock.slept).toEqual([40, 40]);
});

test('control calls take no time, are not counted and work while Poleepo is down', async () => {
  const { sim, call, clock } = createBench({ latencyMs: 40 });
  sim.control.setOutage();
  expect((await call('POST', '/_sim/orders', { token: null, body: { count: 1 } })).status).toBe(201);
  expect(clock.slept).toEqual([]);
  expect(sim.control.counts().calls).toEqual({});
});

test('a receiver that is away does not spoil the answer to a write', async () => {
  const { sim, call } = createBench({ deliver: () => Promise.reject(new TypeError('fetch failed')) });
  sim.control.configureWebhook({ url, secret: 's' });
  await sim.control.makeOrders({});
  const answer = await call('PUT', '/orders/918273', { body: { status: 'SHIPPED' } });
  expect(answer.status).toBe(200);
  await sim.control.settled();
  expect(sim.control.deliveries()).toMatchObject([{ event: 'STATUS_ORDER', subject: 918_273, status: null }]);
});

test('a write is answered before its webhook has been', async () => {
  const receiver = Promise.withResolvers<Response>();
  const { sim, call } = createBench({ deliver: () => receiver.promise });
  sim.control.configureWebhook({ url, secret: 's' });
  await sim.control.makeOrders({});
  const answer = await call('PUT', '/orders/918273', { body: { status: 'SHIPPED' } });
  expect([answer.status, sim.control.deliveries()]).toEqual([200, []]);
  receiver.resolve(new Response(null, { status: 202 }));
  await sim.control.settled();
  expect(sim.control.deliveries()).toMatchObject([{ status: 202 }]);
});

test('functions of the control refuse what the routes refuse', async () => {
  const { sim } = createBench();
  expect(() => sim.control.createAccount({ clientId: 'short' })).toThrow(/clientId/);
  await expect(sim.control.makeOrders({ count: 0 })).rejects.toThrow(/count/);
  await expect(sim.control.makeOrders({ account: 'poleepo_nobody' })).rejects.toThrow('Account not found');
  await expect(sim.control.patchOrder(1, { status: 'SHIPPED' })).rejects.toThrow('Order not found');
  expect(() => sim.control.setFaults([{ kind: 'status', status: 200 }])).toThrow(/status/);
});
