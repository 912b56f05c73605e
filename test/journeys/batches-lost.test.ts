import { describe, expect, it } from 'vitest';
import { minute } from '../../src/kit/clock.ts';
import { batchComplaints, BatchWorld } from '../support/world/batch-world.ts';

/** A batch that never reached Poleepo, though nobody can know that. */
async function lostOnTheWay(lostAfterMinutes?: number): Promise<BatchWorld> {
  const one = await BatchWorld.open();
  if (lostAfterMinutes !== undefined)
    await one.stores.policy.saveSettingsOf('products', { lostAfterMinutes }, { by: 'per_1', now: 0 });
  let lost = false;
  one.world.plan = ({ name }) => {
    if (lost || name !== 'POST /products/batch') return null;
    lost = true;
    return 'drop-before';
  };
  await one.wishMany(2);
  await one.begin('send-batches');
  return one;
}

describe('a batch whose answer was lost', () => {
  it('is sent again once the time is over that the tenant chose, and not before', async () => {
    const one = await lostOnTheWay(5);
    await one.pass(4.5 * minute);
    expect(one.control.batches()).toEqual([]);
    await one.pass(2.5 * minute);
    expect(one.states()).toEqual({ completed: 2 });
    expect(one.control.batches()).toHaveLength(1);
  });

  it('is sent again after half an hour where nobody chose', async () => {
    const one = await lostOnTheWay();
    await one.pass(29 * minute);
    expect(one.control.batches()).toEqual([]);
    await one.pass(5 * minute);
    expect(batchComplaints(one)).toEqual([]);
    expect(one.control.batches()).toHaveLength(1);
  });
});
