import { describe, expect, test } from 'vitest';
import { hour, minute, second } from '../../../src/kit/clock.ts';
import { allOrders, createBridge } from './bridge.ts';

describe('250 orders', () => {
  test.each([
    [100, 3],
    [50, 6],
    [7, 36],
    [250, 3],
  ])('are read to the last by %i a page, each once, in %i calls', async (max, calls) => {
    const bridge = createBridge();
    const { orders } = await bridge.sim.control.makeOrders({ count: 250 });
    const read = await allOrders(bridge.client, 0, max);
    expect(read.map(({ id }) => id)).toEqual(orders.map(({ id }) => id).reverse());
    expect(bridge.count('GET /orders')).toBe(calls);
  });

  test('are read to the last where the total is missing', async () => {
    const bridge = createBridge();
    await bridge.sim.control.makeOrders({ count: 250 });
    bridge.sim.control.setFaults([{ kind: 'total-missing' }]);
    expect(await allOrders(bridge.client, 0)).toHaveLength(250);
  });

  test('that fill their pages end with an empty one', async () => {
    const bridge = createBridge();
    await bridge.sim.control.makeOrders({ count: 200 });
    expect(await allOrders(bridge.client, 0)).toHaveLength(200);
    expect(bridge.count('GET /orders')).toBe(3);
  });

  test('are all seen although more arrive between the pages', async () => {
    const bridge = createBridge();
    const { orders } = await bridge.sim.control.makeOrders({ count: 250 });
    const seen = new Set<number>();
    for (let offset: number | null = 0; offset !== null;) {
      const page = await bridge.client.orders.updatedSince(0, { offset });
      for (const { id } of page.orders) seen.add(id);
      offset = page.next;
      if (seen.size < 250) await bridge.sim.control.makeOrders({ count: 3 });
    }
    expect(orders.filter(({ id }) => !seen.has(id))).toEqual([]);
  });

  test('survive the loss of a page', async () => {
    const bridge = createBridge();
    await bridge.sim.control.makeOrders({ count: 250 });
    bridge.sim.control.setFaults([{ match: { path: '/orders', nth: 2 }, kind: 'drop-before' }]);
    expect(await allOrders(bridge.client, 0)).toHaveLength(250);
  });
});

describe('orders since a moment', () => {
  test('are those changed then or later', async () => {
    const bridge = createBridge();
    await bridge.sim.control.makeOrders({ count: 3 });
    bridge.clock.advance(hour);
    const since = bridge.clock.now();
    await bridge.sim.control.makeOrders({ count: 2 });
    expect(await allOrders(bridge.client, since)).toHaveLength(2);
    expect(await allOrders(bridge.client, since + second)).toHaveLength(0);
  });

  test('include one that was changed in the very second', async () => {
    const bridge = createBridge();
    bridge.clock.advance(900);
    await bridge.sim.control.makeOrders({ count: 1 });
    expect(await allOrders(bridge.client, bridge.clock.now() - 200)).toHaveLength(1);
  });

  test('include an old one that was changed', async () => {
    const bridge = createBridge();
    const { orders } = await bridge.sim.control.makeOrders({ count: 5 });
    bridge.clock.advance(10 * minute);
    const since = bridge.clock.now();
    await bridge.sim.control.patchOrder(orders[2]?.id ?? 0, { status: 'SHIPPED' });
    const [order, ...others] = await allOrders(bridge.client, since);
    expect(order).toMatchObject({ id: orders[2]?.id, status: { id: 'SHIPPED' }, updatedAt: since });
    expect(others).toEqual([]);
  });
});
