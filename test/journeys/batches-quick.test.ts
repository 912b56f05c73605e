import { describe, expect, it } from 'vitest';
import { minute, second } from '../../src/kit/clock.ts';
import { batchComplaints, BatchWorld } from '../support/world/batch-world.ts';

interface Ended {
  ms: number;
  polls: number;
}

const endedOf = ({ world }: BatchWorld): Ended[] =>
  world.rows<Ended>('SELECT settled_at - sent_at AS ms, polls FROM product_batches ORDER BY id');

/** One change after the other, so far apart. */
async function changes(one: BatchWorld, { count, apartMs }: { count: number; apartMs: number }) {
  for (let change = 1; change <= count; change += 1) {
    await one.wish({ 1: { quantity: change } });
    await one.send();
    await one.pass(apartMs);
  }
}

describe('a Poleepo that is quick', () => {
  it('is asked sooner and sooner, until what was changed is known to be there after seconds', async () => {
    const one = await BatchWorld.open();
    one.control.changeAccount(one.world.first().clientId, { batches: { delayMs: 1000 } });
    await changes(one, { count: 9, apartMs: 10 * minute });
    const ended = endedOf(one);
    expect(ended.map(({ polls }) => polls)).toEqual(ended.map(() => 1));
    expect(ended[0]?.ms).toBeGreaterThanOrEqual(25 * second);
    expect(ended.at(-1)?.ms).toBeLessThan(5 * second);
    expect(batchComplaints(one)).toEqual([]);
  });

  it('is asked by no more than its requests, two of which stay free as long as they can', async () => {
    const one = await BatchWorld.open();
    one.control.changeAccount(one.world.first().clientId, { batches: { delayMs: 1000 } });
    await changes(one, { count: 9, apartMs: 10 * minute });
    const before = endedOf(one).length;
    await changes(one, { count: 5, apartMs: 0 });
    const hurried = endedOf(one).slice(before);
    expect(hurried.slice(0, 3).every(({ ms }) => ms < 5 * second)).toBe(true);
    expect(hurried.slice(3).every(({ ms }) => ms >= 10 * second)).toBe(true);
    expect(batchComplaints(one)).toEqual([]);
  });

  it('that has become slow is asked later again', async () => {
    const one = await BatchWorld.open();
    one.control.changeAccount(one.world.first().clientId, { batches: { delayMs: 1000 } });
    await changes(one, { count: 9, apartMs: 10 * minute });
    one.control.changeAccount(one.world.first().clientId, { batches: { delayMs: 40 * second } });
    await changes(one, { count: 3, apartMs: 10 * minute });
    const slow = endedOf(one).slice(-3);
    expect(slow.map(({ polls }) => polls)).toEqual([expect.any(Number), 1, expect.any(Number)]);
    expect(slow[0]?.polls).toBeLessThanOrEqual(5);
    expect(batchComplaints(one)).toEqual([]);
  });
});
