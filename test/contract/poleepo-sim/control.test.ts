import { describe, expect, test } from 'vitest';
import { demoClientId, demoClientSecret } from '../../../sim/poleepo/app.ts';
import type { Order } from '../../../sim/poleepo/order.ts';
import { createBench, record } from './poleepo-client.ts';

const url = 'https://ponte.example.com/w/abc';

describe('over HTTP', () => {
  test('orders are made, changed and listed', async () => {
    const { call, received } = createBench();
    await call('POST', '/_sim/webhooks', { token: null, body: { account: demoClientId, url, secret: 's' } });
    const made = await call('POST', '/_sim/orders', {
      token: null,
      body: { count: 2, kind: 'company', notify: true },
    });
    expect(made.status).toBe(201);
    expect(made.json['orders']).toHaveLength(2);
    expect(made.json['deliveries']).toMatchObject([{ status: 202, subject: 918_273 }, { subject: 918_274 }]);
    const changed = await call('PATCH', '/_sim/orders/918273', {
      token: null,
      body: { delivery_address: { city: 'Pisa' } },
    });
    expect(changed.json['order']).toMatchObject({ delivery_address: { city: 'Pisa' } });
    expect(received).toHaveLength(3);
    const listed = await call('GET', '/_sim/orders', { token: null });
    expect(listed.json['orders']).toHaveLength(2);
  });

  test('an account is made with its keys, and its rights are changed', async () => {
    const { call, token } = createBench();
    const made = await call('POST', '/_sim/accounts', { token: null, body: { rights: { orders: 'read' } } });
    expect(made.json).toEqual({
      clientId: expect.stringMatching(/^poleepo_[a-z0-9]{32}$/),
      clientSecret: expect.stringMatching(/^plpscrt_[a-z0-9]{32}$/),
      enabled: true,
      rights: { orders: 'read', products: 'write', shipments: 'write' },
      hides: { customers: false, prices: false },
    });
    const { clientId, clientSecret } = made.json as { clientId: string; clientSecret: string };
    const bearer = await token({ clientId, clientSecret });
    await call('PATCH', `/_sim/accounts/${clientId}`, { token: null, body: { rights: { orders: 'none' } } });
    expect((await call('GET', '/orders', { token: bearer })).status).toBe(403);
  });

  test('webhooks are sent in a mode and their answers listed', async () => {
    const { call } = createBench();
    await call('POST', '/_sim/webhooks', {
      token: null,
      body: { url, secret: 's', events: ['STATUS_ORDER'] },
    });
    await call('POST', '/_sim/orders', { token: null });
    const sent = await call('POST', '/_sim/notify', {
      token: null,
      body: { orderId: 918_273, times: 2, mode: 'wrong-signature' },
    });
    expect(sent.json['deliveries']).toMatchObject([{ status: 202 }, { status: 202 }]);
  });

  test('faults, outages and expiry are set', async () => {
    const { call, token } = createBench();
    const bearer = await token();
    const sim = (path: string, body: unknown) => call('POST', `/_sim${path}`, { token: null, body });
    await sim('/faults', [{ match: { times: 1 }, kind: 'html-502' }]);
    expect((await call('GET', '/orders', { token: bearer })).status).toBe(502);
    await sim('/down', { mode: 'maintenance' });
    expect((await call('GET', '/orders', { token: bearer })).status).toBe(503);
    await sim('/down', { down: false });
    await sim('/tokens/expire', {});
    expect((await call('GET', '/orders', { token: bearer })).status).toBe(401);
  });

  test('calls are counted by template and listed from a number on', async () => {
    const { call, token } = createBench();
    const bearer = await token();
    await call('POST', '/_sim/orders', { token: null, body: { count: 2 } });
    await call('GET', '/orders/918273', { token: bearer });
    await call('PUT', '/orders/918274', { token: bearer, body: { status: 'SHIPPED' } });
    const counts = await call('GET', '/_sim/counts', { token: null });
    expect(counts.json['calls']).toEqual({
      'POST /oauth/access_token': 1,
      'GET /orders/{id}': 1,
      'PUT /orders/{id}': 1,
    });
    const calls = await call('GET', '/_sim/calls?since=2', { token: null });
    expect(calls.json['calls']).toMatchObject([
      {
        seq: 3,
        method: 'PUT',
        path: '/orders/918274',
        account: demoClientId,
        status: 200,
        body: '{"status":"SHIPPED"}',
      },
    ]);
    expect((await call('GET', '/_sim/calls?since=x', { token: null })).status).toBe(422);
  });

  test('secrets are not in the list of calls', async () => {
    const { call, token } = createBench();
    await token();
    expect((await call('GET', '/_sim/calls', { token: null })).text).not.toContain(demoClientSecret);
  });

  test.each([
    ['/_sim/orders', { kind: 'golden' }],
    ['/_sim/orders', { number: 3 }],
    ['/_sim/faults', [{ kind: 'earthquake' }]],
    ['/_sim/webhooks', { url: 'nowhere', secret: 's' }],
    ['/_sim/notify', { orderId: 1, mode: 'loud' }],
  ])('%s refuses what it does not know', async (path, body) => {
    const answer = await createBench().call('POST', path, { token: null, body });
    expect(answer.status).toBe(422);
    expect(answer.json).toMatchObject({ success: false, code: 'VALIDATION_ERROR' });
  });

  test('an order, a shipping, an account or a route that is not there is 404', async () => {
    const { call } = createBench();
    const post = async (path: string, body: unknown) =>
      (await call('POST', path, { token: null, body })).status;
    expect(await post('/_sim/notify', { orderId: 1 })).toBe(404);
    expect(await post('/_sim/notify', { shippingId: 1 })).toBe(404);
    expect(await post('/_sim/orders', { account: 'poleepo_nobody' })).toBe(404);
    expect(await post('/_sim/nothing', {})).toBe(404);
  });
});

describe('a reset', () => {
  test('forgets everything but the demo account', async () => {
    const { sim, call, token } = createBench();
    const bearer = await token();
    sim.control.createAccount();
    sim.control.setFaults([{ kind: 'html-502' }]);
    sim.control.setOutage();
    await sim.control.makeOrders({ count: 3 });
    sim.control.reset();
    expect(sim.accounts().map(({ clientId }) => clientId)).toEqual([demoClientId]);
    expect(sim.control.orders()).toEqual([]);
    expect(sim.control.counts()).toEqual({ calls: {}, webhooks: { sent: 0, answers: {} } });
    expect((await call('GET', '/orders', { token: bearer })).status).toBe(401);
  });

  test('with the same seed gives the same orders and keys again, with another seed others', async () => {
    const { sim } = createBench();
    async function made(seed: number): Promise<[Order[], string]> {
      sim.control.reset({ seed });
      const { clientId } = sim.control.createAccount();
      return [(await sim.control.makeOrders({ count: 20, kind: 'any' })).orders, clientId];
    }
    const [first, again, other] = [await made(42), await made(42), await made(43)];
    expect(again).toEqual(first);
    expect(other[0]).not.toEqual(first[0]);
    expect(other[1]).not.toBe(first[1]);
  });
});

describe('a changed order', () => {
  test('has the total of its new rows, and the date of the change', async () => {
    const { sim, clock, call } = createBench();
    await sim.control.makeOrders({});
    clock.now += 90_000;
    await sim.control.patchOrder(918_273, {
      shipping_price: 5.9,
      rows: [
        { sku: 'A', title: 'A', quantity: 3, price: 8.19, price_with_tax: 9.99, vat_rate: 22 },
        { sku: 'B', title: 'B', quantity: 1, price: 10, price_with_tax: 10.4, vat_rate: 4, discount: 0.4 },
      ],
    });
    const order = record(await call('GET', '/orders/918273'));
    expect(order).toMatchObject({ total_price: 45.87, update_date: '2026-06-03T08:16:30Z' });
    expect((order['rows'] as { id: number }[]).every(({ id }) => Number.isInteger(id))).toBe(true);
  });

  test('can have a total that is wrong, and keeps it when its status changes', async () => {
    const { sim } = createBench();
    await sim.control.makeOrders({});
    await sim.control.patchOrder(918_273, { total_price: 0.01 });
    await sim.control.patchOrder(918_273, { status: 'SHIPPED' });
    expect(sim.control.orders()[0]).toMatchObject({
      total_price: 0.01,
      status: { id: 'SHIPPED', name: 'Spedito' },
    });
  });

  test('is the one of the account that is named, where two have the same id', async () => {
    const { sim } = createBench();
    const { clientId } = sim.control.createAccount({ firstOrderId: 918_273 });
    await sim.control.makeOrders({});
    await sim.control.makeOrders({ account: clientId });
    await sim.control.patchOrder(918_273, { account: clientId, status: 'SHIPPED' });
    expect(sim.control.orders()[0]?.status.id).toBe('PAYMENT_ACCEPTED');
    expect(sim.control.orders(clientId)[0]?.status.id).toBe('SHIPPED');
  });

  test('can have a status that nobody knows', async () => {
    const { sim } = createBench();
    await sim.control.makeOrders({});
    await sim.control.patchOrder(918_273, { status: 'ON_HOLD' });
    expect(sim.control.orders()[0]?.status).toEqual({ id: 'ON_HOLD', name: 'ON_HOLD' });
  });
});
