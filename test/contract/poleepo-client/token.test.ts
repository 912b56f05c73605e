import { describe, expect, test } from 'vitest';
import { demoClientId } from '../../../sim/poleepo/app.ts';
import { hour, minute } from '../../../src/kit/clock.ts';
import { failing } from '../../unit/poleepo/failing.ts';
import { allOrders, createBridge, oneOrder, tokenCall } from './bridge.ts';

describe('a token', () => {
  test('is asked for once by twenty calls at once', async () => {
    const bridge = createBridge();
    const id = await oneOrder(bridge);
    const orders = await Promise.all(Array.from({ length: 20 }, () => bridge.client.orders.get(id)));
    expect(orders.map((order) => order.id)).toEqual(Array.from({ length: 20 }, () => id));
    expect(bridge.count(tokenCall)).toBe(1);
  });

  test('is renewed before its end, so that no call is rejected', async () => {
    const bridge = createBridge();
    const id = await oneOrder(bridge);
    for (let passed = 0; passed < 5 * hour; passed += 7 * minute) {
      await bridge.client.orders.get(id);
      bridge.clock.advance(7 * minute);
    }
    expect(bridge.records.filter(({ error }) => error !== null)).toEqual([]);
    expect(bridge.count(tokenCall)).toBe(5);
  });

  test('that ends in mid-run is replaced once and nothing is lost', async () => {
    const bridge = createBridge();
    await bridge.sim.control.makeOrders({ count: 30 });
    const ids = (await allOrders(bridge.client, 0)).map(({ id }) => id);
    bridge.sim.control.expireTokens();
    const orders = await Promise.all(ids.map((id) => bridge.client.orders.get(id)));
    expect(orders.map(({ id }) => id)).toEqual(ids);
    expect(bridge.count(tokenCall)).toBe(2);
  });

  test('that ends again and again while pages are read loses no page', async () => {
    const bridge = createBridge();
    await bridge.sim.control.makeOrders({ count: 40 });
    bridge.sim.control.setFaults([{ match: { path: '/orders', nth: 2 }, kind: 'status', status: 401 }]);
    expect(await allOrders(bridge.client, 0, 10)).toHaveLength(40);
    expect(bridge.count(tokenCall)).toBe(2);
  });
});

describe('credentials', () => {
  test('that are wrong are denied, and the call itself is never sent', async () => {
    const bridge = createBridge();
    const id = await oneOrder(bridge);
    const client = bridge.clientWith({ clientSecret: `plpscrt_${'x'.repeat(32)}` });
    const error = await failing(client.orders.get(id));
    expect(error).toMatchObject({
      code: 'denied',
      advice: 'wait',
      side: 'poleepo',
      vendorCode: 'INVALID_CLIENT',
    });
    expect(error.hint?.it).toContain('Client Secret');
    expect(bridge.count('GET /orders/{id}')).toBe(0);
  });

  test('that are revoked in mid-run are denied, and work again once they are restored', async () => {
    const bridge = createBridge();
    const id = await oneOrder(bridge);
    await bridge.client.orders.get(id);
    bridge.sim.control.changeAccount(demoClientId, { enabled: false });
    expect(await failing(bridge.client.orders.get(id))).toMatchObject({ code: 'denied', advice: 'wait' });
    expect(await failing(bridge.client.orders.setStatus(id, 'IN_PROCESS'))).toMatchObject({
      code: 'denied',
      mayHaveHappened: false,
    });
    bridge.sim.control.changeAccount(demoClientId, { enabled: true });
    expect((await bridge.client.orders.get(id)).id).toBe(id);
  });

  test('of two companies never read the orders of one another', async () => {
    const bridge = createBridge();
    const mine = await oneOrder(bridge);
    const { clientId, clientSecret } = bridge.sim.control.createAccount();
    const other = bridge.clientWith({ clientId, clientSecret });
    expect(await failing(other.orders.get(mine))).toMatchObject({ code: 'not-found' });
    expect(await allOrders(other, 0)).toEqual([]);
  });

  test('are found in no record and no error', async () => {
    const bridge = createBridge();
    const id = await oneOrder(bridge);
    const errors = [];
    await bridge.client.orders.get(id);
    bridge.sim.control.changeAccount(demoClientId, { enabled: false });
    errors.push(await failing(bridge.client.orders.get(id)));
    const told = JSON.stringify([
      bridge.records,
      errors.map((error) => [error.message, error.stack, String(error.cause)]),
    ]);
    expect(told).not.toMatch(/plpscrt_|poleepo_[a-z0-9]{32}|Bearer|[0-9a-f]{40}/);
  });
});
