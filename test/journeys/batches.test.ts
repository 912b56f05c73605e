import { describe, expect, it } from 'vitest';
import { minute } from '../../src/kit/clock.ts';
import { batchComplaints, BatchWorld } from '../support/world/batch-world.ts';

describe('a hundred changed products', () => {
  it('are sent with one call and settled with one, and end as they were wished', async () => {
    const one = await BatchWorld.open();
    await one.wishMany(100);
    one.world.passed.length = 0;
    expect(await one.send()).toBe(true);
    const [sent, settled, ...readBack] = one.calls('poleepo');
    expect([sent, settled]).toEqual([
      'POST /products/batch',
      expect.stringMatching(/^GET \/products\/batch\/\d+$/),
    ]);
    // One in twenty-five is looked at afterwards, to find what Poleepo ignores without a word.
    expect(readBack).toEqual(Array.from({ length: 4 }, () => expect.stringMatching(/^GET \/products\/\d+$/)));
    expect(one.states()).toEqual({ completed: 100 });
    expect(batchComplaints(one)).toEqual([]);
  });

  it('that change once more are updated, not made anew', async () => {
    const one = await BatchWorld.open();
    await one.wishMany(100);
    await one.send();
    await one.wishMany(100, (id) => ({ quantity: id % 3 }));
    await one.send();
    expect(batchComplaints(one)).toEqual([]);
    expect(one.control.products()).toHaveLength(100);
  });
});

describe('a family', () => {
  it('goes behind its parent', async () => {
    const one = await BatchWorld.open();
    await one.wishMany(7, () => ({ family: 77 }));
    expect(await one.send()).toBe(true);
    expect(one.control.batches().map(({ entries }) => entries.length)).toEqual([1, 7]);
    expect(one.control.product('SKU-3')).toMatchObject({ parent_sku: '77' });
    expect(batchComplaints(one)).toEqual([]);
  });
});

describe('more batches than can be asked for', () => {
  it('wait until earlier ones have ended', async () => {
    const one = await BatchWorld.open();
    await one.wishMany(1200);
    await one.begin('send-batches');
    await one.pass(minute);
    expect(one.control.batches().length).toBeLessThanOrEqual(10);
    expect(await one.world.settle(60 * minute)).toBe(true);
    expect(one.control.batches()).toHaveLength(12);
    expect(batchComplaints(one)).toEqual([]);
  });
});

describe('a product that is taken out of sale', () => {
  it('is withdrawn, and active again when it comes back', async () => {
    const one = await BatchWorld.open();
    await one.wishMany(2);
    await one.send();
    await one.wish({ 1: { withdrawn: true } });
    await one.send();
    expect(one.control.product('SKU-1')).toMatchObject({ quantity: 0, active: false });
    expect(one.states()).toEqual({ completed: 1, withdrawn: 1 });
    await one.wish({ 1: { quantity: 3 } });
    await one.send();
    expect(one.control.product('SKU-1')).toMatchObject({ quantity: 3, active: true });
    expect(batchComplaints(one)).toEqual([]);
  });
});
