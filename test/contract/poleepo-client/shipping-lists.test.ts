import { describe, expect, test } from 'vitest';
import type { PoleepoShippingId } from '../../../src/trade/ids.ts';
import { shippingStatuses } from '../../../src/poleepo/shipping-status.ts';
import { oneOrder } from './bridge.ts';
import { createShipmentBench, madeThere } from './shipment-bench.ts';

describe('shippings that are read', () => {
  test('are none of an id that Poleepo does not have', async () => {
    const { client } = await createShipmentBench();
    expect(await client.shippings.get(7 as PoleepoShippingId)).toBeNull();
  });

  test.each(shippingStatuses)('may be %s', async (status) => {
    const bench = await createShipmentBench();
    const id = await madeThere(bench, { status });
    expect((await bench.client.shippings.get(id))?.status).toBe(status);
  });

  test.each(['statuses-as-objects', 'numbers-as-strings', 'unknown-members', 'total-missing'] as const)(
    'are understood of a Poleepo with %s',
    async (kind) => {
      const bench = await createShipmentBench();
      const id = await madeThere(bench, { parcels: 3 });
      const plain = await bench.client.shippings.get(id);
      bench.sim.control.setFaults([{ kind }]);
      expect(await bench.client.shippings.get(id)).toEqual(plain);
      expect(await bench.client.shippings.ofOrder(bench.orderId)).toEqual([plain]);
    },
  );

  test('of an order are all of that order and none of another', async () => {
    const bench = await createShipmentBench();
    const other = await oneOrder(bench);
    await bench.sim.control.makeShipping({ orderId: other });
    const ids = [await madeThere(bench), await madeThere(bench, { status: 'CANCELED' })];
    const found = await bench.client.shippings.ofOrder(bench.orderId);
    expect(new Set(found.map(({ id }) => id))).toEqual(new Set(ids));
    expect(found.every(({ orderId }) => orderId === bench.orderId)).toBe(true);
  });

  test('of an order are all there though they fill more than a page', async () => {
    const bench = await createShipmentBench();
    for (let made = 0; made < 103; made += 1) await madeThere(bench);
    expect(await bench.client.shippings.ofOrder(bench.orderId)).toHaveLength(103);
  });

  test('since a moment come page by page to the end', async () => {
    const bench = await createShipmentBench();
    await madeThere(bench);
    bench.clock.advance(3_600_000);
    const since = bench.clock.now();
    const ids = new Set<number>();
    for (let made = 0; made < 25; made += 1) ids.add(await madeThere(bench));
    const found = new Set<number>();
    let pages = 0;
    for (let offset: number | null = 0; offset !== null; pages += 1) {
      const page = await bench.client.shippings.updatedSince(since, { offset, max: 10 });
      expect(page.unreadable).toEqual([]);
      for (const { id } of page.shippings) found.add(id);
      offset = page.next;
    }
    expect(found).toEqual(ids);
    expect(pages).toBe(3);
  });

  test('since a moment include what changed within its second, and what a courier changed', async () => {
    const bench = await createShipmentBench();
    const id = await madeThere(bench);
    bench.clock.advance(60_000);
    const since = bench.clock.now();
    expect((await bench.client.shippings.updatedSince(since)).shippings).toEqual([]);
    bench.sim.control.advanceShipping(id, { status: 'DELIVERED' });
    const { shippings, next } = await bench.client.shippings.updatedSince(since);
    expect(shippings.map((one) => [one.id, one.status])).toEqual([[id, 'DELIVERED']]);
    expect(next).toBeNull();
  });
});
