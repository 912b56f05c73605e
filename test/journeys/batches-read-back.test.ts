import { describe, expect, it } from 'vitest';
import { batchComplaints, BatchWorld, type Wish } from '../support/world/batch-world.ts';

const members = ['active', 'quantity'];

const errorOf = (one: BatchWorld, id: number) =>
  JSON.parse(String(one.row(id)['error'])) as Record<string, unknown>;

/** Two products in sale; of the next change of the first Poleepo ignores these members, twice; of the second, once. */
async function ignoring(before: Wish, wish: Wish): Promise<BatchWorld> {
  const one = await BatchWorld.open();
  await one.wishMany(3);
  await one.send();
  await one.wishMany(3, () => before);
  await one.send();
  one.control.setBatchFaults([
    { kind: 'ignore-members', skus: ['SKU-1'], members },
    { kind: 'ignore-members', skus: ['SKU-2'], members, times: 1 },
  ]);
  await one.wishMany(3, () => wish);
  await one.send();
  return one;
}

describe('what is ignored without a word is found', () => {
  it('of a product that is taken out of sale', async () => {
    const one = await ignoring({}, { withdrawn: true });
    expect(one.states()).toEqual({ withdrawn: 2, error: 1 });
    expect(errorOf(one, 1)).toMatchObject({ code: 'SILENTLY_IGNORED', members: ['quantity', 'active'] });
    expect(one.control.product('SKU-2')).toMatchObject({ active: false, quantity: 0 });
  });

  it('of a product that comes back into sale', async () => {
    const one = await ignoring({ withdrawn: true }, { quantity: 4 });
    expect(one.states()).toEqual({ completed: 2, error: 1 });
    expect(errorOf(one, 1)).toMatchObject({ code: 'SILENTLY_IGNORED', members: ['active'] });
    expect(one.control.product('SKU-2')).toMatchObject({ active: true, quantity: 4 });
  });

  it('of a product that is sold out', async () => {
    const one = await ignoring({ quantity: 6 }, { quantity: 0 });
    expect(one.states()).toEqual({ completed: 2, error: 1 });
    expect(errorOf(one, 1)).toMatchObject({ code: 'SILENTLY_IGNORED', members: ['quantity'] });
    expect(one.control.product('SKU-2')).toMatchObject({ quantity: 0 });
  });
});

describe('what was ignored and is tried again by a person', () => {
  const keys = [{ kind: 'variant' as const, odooId: 1 }];

  it.each([
    { before: {}, wish: { withdrawn: true }, there: { active: false, quantity: 0 } },
    { before: { withdrawn: true }, wish: { quantity: 4 }, there: { active: true, quantity: 4 } },
    { before: { quantity: 6 }, wish: { quantity: 0 }, there: { active: true, quantity: 0 } },
  ])('is sent once more: $wish', async ({ before, wish, there }) => {
    const one = await ignoring(before, wish);
    one.control.setBatchFaults([]);
    await one.stores.products.retry(keys, one.world.time.now());
    expect(one.row(1)['state']).toBe('waiting');
    await one.send();
    expect(one.row(1)['state']).toMatch(/^(completed|withdrawn)$/);
    expect(one.control.product('SKU-1')).toMatchObject(there);
  });

  it('is in error again at once where it is ignored again', async () => {
    const one = await ignoring({ quantity: 6 }, { quantity: 0 });
    await one.stores.products.retry(keys, one.world.time.now());
    await one.send();
    expect(errorOf(one, 1)).toMatchObject({ code: 'SILENTLY_IGNORED', members: ['quantity'] });
  });
});

describe('nothing is found wrong', () => {
  it('with what was withdrawn, came back, was sold out and sold on, and nothing is asked twice', async () => {
    const one = await BatchWorld.open();
    await one.wishMany(4);
    await one.send();
    await one.wish({ 1: { withdrawn: true }, 2: { withdrawn: true }, 3: { quantity: 0 } });
    await one.send();
    one.world.passed.length = 0;
    await one.wish({ 2: { quantity: 8 } });
    await one.send();
    expect(one.calls('poleepo').map((name) => name.replace(/\d+$/, 'id'))).toEqual([
      'POST /products/batch',
      'GET /products/batch/id',
      'GET /products/id',
    ]);
    expect(one.states()).toEqual({ completed: 3, withdrawn: 1 });
    expect(batchComplaints(one)).toEqual([]);
  });

  it('with a product that somebody deleted at Poleepo after it was withdrawn', async () => {
    const one = await BatchWorld.open();
    await one.wishMany(1);
    await one.send();
    await one.wish({ 1: { withdrawn: true } });
    one.world.plan = ({ name }) => {
      if (name.startsWith('GET /products/') && !name.includes('batch'))
        one.control.removeProduct({ sku: 'SKU-1' });
      return null;
    };
    await one.send();
    expect(one.states()).toEqual({ withdrawn: 1 });
  });

  it('with a product in sale that somebody at Poleepo put out of sale by hand', async () => {
    const one = await BatchWorld.open();
    await one.wishMany(1);
    await one.send();
    one.control.changeProduct({ sku: 'SKU-1', change: { active: false } });
    await one.wish({ 1: { price: '44' } });
    await one.send();
    expect(one.states()).toEqual({ completed: 1 });
    expect(one.control.product('SKU-1')).toMatchObject({ active: false, price: 44 });
  });
});
