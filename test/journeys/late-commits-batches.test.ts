import { describe, expect, it } from 'vitest';
import { day, minute, second } from '../../src/kit/clock.ts';
import { batchComplaints, BatchWorld } from '../support/world/batch-world.ts';
import type { Plan, Point } from '../support/world/incarnation.ts';
import { isWriting, lateAt, lateStrikes } from '../support/world/late-strikes.ts';

const isSending = ({ name }: Point) => name === 'POST /products/batch';

/** A family that is new, a changed stock, a changed price, a withdrawal and a new product. */
async function sent(plan: Plan) {
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
  one.world.passed.length = 0;
  one.world.plan = plan;
  const settled = await one.send(3 * day);
  return { one, settled };
}

describe('a run of everything that batches do', () => {
  it.each(lateStrikes)(
    'ends well whichever of its writes Poleepo does late: $how, $afterMs ms',
    async (strike) => {
      const calm = await sent(() => null);
      const writes = calm.one.world.passed.filter(isWriting);
      expect(writes.filter(isSending).length).toBeGreaterThan(1);
      for (const [nth, { name }] of writes.entries()) {
        const { one, settled } = await sent(lateAt(nth, strike));
        const complaints = batchComplaints(one);
        expect({ name, settled, complaints }).toEqual({ name, settled: true, complaints: [] });
      }
    },
  );
});

describe('a batch that Poleepo takes late', () => {
  it.each([20, 140, 540, 1740])('is found, and not sent again: %i s', async (late) => {
    const one = await BatchWorld.open();
    one.world.plan = lateAt(0, { how: 'late', afterMs: late * second }, isSending);
    await one.wishMany(20, (id) => ({ quantity: id }));
    expect(await one.send()).toBe(true);
    expect(one.control.batches()).toHaveLength(1);
    expect(batchComplaints(one)).toEqual([]);
  });

  it.each([90, 140])('harms nothing though other things are wished for meanwhile: %i s', async (late) => {
    const one = await BatchWorld.open();
    await one.wishMany(4);
    await one.send();
    one.world.plan = lateAt(0, { how: 'late', afterMs: late * second }, isSending);
    await one.wishMany(4, () => ({ title: 'First', price: '12', quantity: 3 }));
    await one.begin('send-batches');
    for (const quantity of [2, 0]) {
      await one.pass(minute / 2);
      await one.wishMany(4, (id) => ({ title: 'Second', price: '13', quantity: quantity * id }));
      await one.begin('send-batches');
    }
    expect(await one.world.settle(2 * day)).toBe(true);
    expect(batchComplaints(one)).toEqual([]);
  });
});
