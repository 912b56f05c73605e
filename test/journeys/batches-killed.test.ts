import { describe, expect, it } from 'vitest';
import { day, hour, minute } from '../../src/kit/clock.ts';
import type { Strike } from '../support/world/incarnation.ts';
import { batchComplaints, BatchWorld } from '../support/world/batch-world.ts';

interface Blow {
  nth: number;
  strike: Strike;
  /** What may be struck. */
  of: readonly string[];
}

/** A family that is new, a changed stock, a changed price, a withdrawal and a new product, one step of which is struck. */
async function struck({ nth, strike, of }: Blow) {
  const one = await BatchWorld.open();
  await one.wish({ 2: {}, 3: {}, 4: {} });
  if (!(await one.send())) throw new Error('the world is not calm');
  await one.wish({
    1: { family: 77 },
    2: { quantity: 4 },
    3: { price: '11' },
    4: { withdrawn: true },
    5: {},
  });
  let seen = 0;
  let where = 'nowhere';
  one.world.plan = (point) => {
    if (!of.includes(point.what) || seen++ !== nth) return null;
    where = `${strike} ${point.what} ${point.name}`;
    return strike;
  };
  one.world.passed.length = 0;
  const settled = await one.send(3 * day);
  return { one, where, settled, steps: seen };
}

const network = ['poleepo', 'odoo'];

describe('a run of everything that batches do', () => {
  it.each<[Strike, readonly string[]]>([
    ['kill-before', [...network, 'd1']],
    ['kill-after', [...network, 'd1']],
    ['fail-before', ['d1']],
    ['fail-after', ['d1']],
    ['drop-before', network],
    ['drop-after', network],
    ['hang-before', network],
    ['hang-after', network],
  ])('ends well, whichever of its steps is struck: %s', { timeout: 240_000 }, async (strike, of) => {
    const calm = await struck({ nth: Infinity, strike, of });
    expect({ settled: calm.settled, complaints: batchComplaints(calm.one) }).toEqual({
      settled: true,
      complaints: [],
    });
    expect(calm.steps).toBeGreaterThan(of.includes('d1') ? 40 : 4);
    for (let nth = 0; nth < calm.steps; nth += 1) {
      const { one, where, settled } = await struck({ nth, strike, of });
      expect({ where, settled, complaints: batchComplaints(one) }).toEqual({
        where,
        settled: true,
        complaints: [],
      });
    }
  });

  it('ends well though it is killed again and again', async () => {
    const one = await BatchWorld.open({ seed: 9 });
    let left = 30;
    one.world.plan = () => (left > 0 && one.world.random.chance(0.15) ? (left--, 'kill-after') : null);
    await one.wishMany(12, (id) => (id % 2 === 0 ? { family: 70 + id } : {}));
    expect(await one.send(3 * day)).toBe(true);
    expect(batchComplaints(one)).toEqual([]);
  });
});

describe('a batch whose answer was lost', () => {
  it('is found by its products, and not sent again', async () => {
    const one = await BatchWorld.open();
    await one.wishMany(20, (id) => ({ quantity: id }));
    one.control.setFaults([
      { match: { path: '/products/batch', method: 'POST', times: 1 }, kind: 'drop-after' },
    ]);
    expect(await one.send()).toBe(true);
    expect(one.control.batches()).toHaveLength(1);
    expect(batchComplaints(one)).toEqual([]);
  });

  it('and that never arrived is sent again after half an hour', async () => {
    const one = await BatchWorld.open();
    await one.wishMany(20);
    one.control.setFaults([
      { match: { path: '/products/batch', method: 'POST', times: 1 }, kind: 'drop-before' },
    ]);
    const began = one.world.time.now();
    expect(await one.send()).toBe(true);
    expect((one.control.batches()[0]?.acceptedAt ?? 0) - began).toBeGreaterThanOrEqual(hour / 2);
    expect(one.batchStates()).toEqual(['refused', 'completed']);
    expect(batchComplaints(one)).toEqual([]);
  });

  it('is found in a long list, page by page, by several runs', async () => {
    const one = await BatchWorld.open({ poleepoLatencyMs: 6000 });
    one.control.addProducts({
      products: Array.from({ length: 2500 }, (_, at) => ({ sku: `OLD-${at}` })),
    });
    await one.wishMany(3);
    one.control.setFaults([
      { match: { path: '/products/batch', method: 'POST', times: 1 }, kind: 'drop-after' },
    ]);
    expect(await one.send()).toBe(true);
    expect(one.control.batches()).toHaveLength(1);
    expect(batchComplaints(one)).toEqual([]);
  });
});

describe('a product whose batch was lost, and that was changed at Poleepo beside it', () => {
  it('is told again in whole, though what is wanted is what Poleepo accepted last', async () => {
    const one = await BatchWorld.open();
    await one.wishMany(1, () => ({ title: 'First' }));
    await one.send();
    one.control.setFaults([
      { match: { path: '/products/batch', method: 'POST', times: 1 }, kind: 'drop-after' },
    ]);
    await one.wish({ 1: { title: 'Second', price: '12' } });
    await one.begin('send-batches');
    await one.pass(minute);
    one.control.changeProduct({ sku: 'SKU-1', change: { price: 11 } });
    await one.wish({ 1: { title: 'First' } });
    expect(await one.send()).toBe(true);
    expect(batchComplaints(one)).toEqual([]);
  });
});
