import { describe, expect, it } from 'vitest';
import { day, hour, minute } from '../../src/kit/clock.ts';
import { batchComplaints, BatchWorld, tooManyPolls } from '../support/world/batch-world.ts';

const post = { path: '/products/batch', method: 'POST' };
const poll = { path: '/products/batch/{id}', method: 'GET' };

async function sentWith(count: number, prepare: (one: BatchWorld) => void): Promise<BatchWorld> {
  const one = await BatchWorld.open();
  prepare(one);
  await one.wishMany(count);
  await one.send();
  return one;
}

const errorOf = (one: BatchWorld, id: number) =>
  JSON.parse(String(one.row(id)['error'])) as Record<string, unknown>;

describe('a batch', () => {
  it('that stays PROCESSING for two hours is asked for ever less often, and settled when it is over', async () => {
    const one = await sentWith(3, ({ control }) =>
      control.setBatchFaults([{ kind: 'hold', ms: 2 * hour, times: 1 }]),
    );
    expect(batchComplaints(one)).toEqual([]);
    expect(one.control.batchPolls().length).toBeLessThan(25);
  });

  it('that is never over holds up no other, and its products are looked for after a day', async () => {
    const one = await BatchWorld.open();
    one.control.setBatchFaults([{ kind: 'hold', times: 1 }]);
    await one.wishMany(1);
    await one.begin('send-batches');
    await one.pass(minute);
    await one.wish({ 2: {} });
    await one.begin('send-batches');
    await one.pass(30 * minute);
    expect(one.row(2)['state']).toBe('completed');
    await one.pass(day + hour);
    await one.world.settle(hour);
    expect(one.row(1)['state']).toBe('completed');
    expect(one.batchStates()).toEqual(['refused', 'completed', 'completed']);
  });

  it('that fails whole is halved until the one item that does it stands alone', async () => {
    const one = await BatchWorld.open();
    await one.wishMany(40, (id) => ({ title: id === 17 ? 'poison' : `Good ${id}` }));
    // Poleepo's batch fails as a whole wherever this entry is in it.
    const known = one.control.setBatchFaults.bind(one.control);
    let seen = 0;
    one.world.plan = ({ name }) => {
      if (name !== 'POST /products/batch') return null;
      const waiting = one.world.rows<{ n: number }>(
        "SELECT count(*) AS n FROM product_batch_items i JOIN product_batches b ON b.id = i.batch_id WHERE b.state = 'sending' AND i.odoo_id = 17",
      );
      seen += 1;
      known(waiting[0]?.n === 1 ? [{ kind: 'fail-whole', times: 1 }] : []);
      return null;
    };
    expect(await one.send()).toBe(true);
    expect(one.states()).toEqual({ completed: 39, error: 1 });
    expect(errorOf(one, 17)).toMatchObject({ code: 'BATCH_FAILED' });
    expect(seen).toBeLessThanOrEqual(14);
    expect(tooManyPolls(one.world)).toEqual([]);
  });

  it('that is refused as a whole for one of its entries is halved as well', async () => {
    const one = await BatchWorld.open();
    await one.wishMany(8);
    one.control.setFaults([{ match: { ...post, times: 1 }, kind: 'status', status: 422 }]);
    await one.send();
    expect(one.control.batches().map(({ entries }) => entries.length)).toEqual([4, 4]);
    expect(batchComplaints(one)).toEqual([]);
  });

  it('that is too large is sent in halves, and no larger one after that', async () => {
    const one = await BatchWorld.open();
    one.control.changeAccount(one.world.first().clientId, { batches: { max: 30 } });
    await one.wishMany(60);
    await one.send();
    expect(one.control.batches().map(({ entries }) => entries.length)).toEqual([30, 30]);
    await one.wishMany(60, () => ({ quantity: 9 }));
    one.world.passed.length = 0;
    await one.send();
    expect(one.calls('poleepo').filter((name) => name.startsWith('POST'))).toHaveLength(2);
    expect(batchComplaints(one)).toEqual([]);
  });

  it('of one entry that is too large puts that in error', async () => {
    const one = await BatchWorld.open();
    one.control.setFaults([{ match: post, kind: 'status', status: 413 }]);
    await one.wishMany(2);
    await one.send();
    expect(one.states()).toEqual({ error: 2 });
    expect(errorOf(one, 1)).toMatchObject({ code: 'ENTRY_TOO_LARGE' });
  });

  it('that Poleepo does not know any more is looked for by its products', async () => {
    const one = await sentWith(4, ({ control }) =>
      control.setFaults([{ match: { ...poll, times: 1 }, kind: 'status', status: 404 }]),
    );
    expect(batchComplaints(one)).toEqual([]);
    expect(one.control.batches()).toHaveLength(1);
  });

  it('that overtakes an earlier one harms nothing', async () => {
    const one = await BatchWorld.open();
    one.control.setBatchFaults([{ kind: 'delay', ms: 15 * minute, times: 1 }]);
    await one.wishMany(3);
    await one.begin('send-batches');
    await one.pass(minute);
    await one.wish({ 2: { quantity: 1 }, 4: {} });
    await one.begin('send-batches');
    await one.world.settle(day);
    expect(batchComplaints(one)).toEqual([]);
    expect(one.control.batches().map(({ entries }) => entries.length)).toEqual([3, 1, 1]);
  });
});

describe('an item', () => {
  it('that is refused is in error with Poleepo’s words, the others are not', async () => {
    const one = await sentWith(5, ({ control }) =>
      control.setBatchFaults([
        { kind: 'fail-items', skus: ['SKU-2'], code: 'CATEGORY_NOT_FOUND', message: 'No such category' },
      ]),
    );
    expect(one.states()).toEqual({ completed: 4, error: 1 });
    expect(errorOf(one, 2)).toEqual({ code: 'CATEGORY_NOT_FOUND', message: 'No such category', field: null });
    await one.send();
    expect(one.control.batches()).toHaveLength(1);
  });

  it('whose parent was removed at Poleepo goes behind that parent once more', async () => {
    const one = await BatchWorld.open();
    await one.wish({ 1: { family: 77 } });
    await one.send();
    one.control.removeProduct({ sku: '77' });
    await one.wish({ 2: { family: 77 } });
    await one.send();
    expect(batchComplaints(one)).toEqual([]);
    expect(one.control.batches().map(({ entries }) => (entries[0] as { sku: string }).sku)).toEqual([
      '77',
      'SKU-1',
      'SKU-2',
      '77',
      'SKU-2',
    ]);
  });

  it('whose parent is said not to be there although it is, is in error after three more times', async () => {
    const one = await BatchWorld.open();
    await one.wish({ 1: { family: 77 } });
    one.control.setBatchFaults([{ kind: 'fail-items', skus: ['SKU-1'], code: 'PARENT_NOT_FOUND' }]);
    await one.send();
    expect(errorOf(one, 1)).toMatchObject({ code: 'PARENT_NOT_FOUND' });
    expect(one.control.batches()).toHaveLength(5);
  });

  it('that is new and whose SKU one product of Poleepo has is taken as that product, and updated', async () => {
    const one = await BatchWorld.open();
    const [there] = one.control.addProducts({ products: [{ sku: 'SKU-2', title: 'By hand' }] });
    await one.wishMany(3);
    await one.send();
    expect(one.row(2)['poleepo_ref']).toBe(there?.id);
    const batches = (await one.stores.batches.list({ limit: 5 })).items;
    expect(batches.map(({ state }) => state)).toEqual(['completed', 'completed']);
    expect(batchComplaints(one)).toEqual([]);
  });

  it('whose SKU two products of Poleepo have, or one that is tied to another of ours, is in error', async () => {
    const one = await BatchWorld.open();
    one.control.addProducts({ products: [{ sku: 'SKU-1' }, { sku: 'SKU-1' }] });
    await one.wish({ 1: {}, 2: { sku: 'SAME' } });
    await one.send();
    await one.wish({ 3: { sku: 'SAME' } });
    await one.send();
    expect([errorOf(one, 1), errorOf(one, 3)]).toMatchObject([
      { code: 'SKU_DUPLICATE' },
      { code: 'SKU_DUPLICATE' },
    ]);
    expect(one.row(2)['state']).toBe('completed');
  });

  it('whose SKU is taken is in error where the tenant does not want products adopted', async () => {
    const one = await BatchWorld.open();
    await one.stores.policy.saveSettingsOf('products', { adopt: false }, { by: 'per_1', now: 0 });
    one.control.addProducts({ products: [{ sku: 'SKU-1' }] });
    await one.wishMany(1);
    await one.send();
    expect(errorOf(one, 1)).toMatchObject({ code: 'SKU_DUPLICATE' });
  });

  it('that has no place in Poleepo’s form is in error before anything is sent', async () => {
    const one = await BatchWorld.open();
    await one.wishMany(1);
    const kept = JSON.stringify({ kind: 'variant', title: 3 });
    one.world.sqlite.exec(`UPDATE products SET entry = '${kept}'`);
    await one.send();
    expect(errorOf(one, 1)).toMatchObject({ code: 'NOT_WRITABLE' });
    expect(one.control.batches()).toEqual([]);
  });

  it('whose image was out of reach goes again, and is in error only where it stays so', async () => {
    const one = await BatchWorld.open();
    one.control.setBatchFaults([
      { kind: 'fail-items', skus: ['SKU-1'], code: 'IMAGE_UNREACHABLE', times: 2 },
    ]);
    await one.wishMany(1);
    await one.send();
    expect(one.row(1)['state']).toBe('completed');
    expect(one.control.batches()).toHaveLength(3);
    one.control.setBatchFaults([{ kind: 'fail-items', skus: ['SKU-1'], code: 'IMAGE_UNREACHABLE' }]);
    await one.wish({ 1: { title: 'Another' } });
    await one.send();
    expect(errorOf(one, 1)).toMatchObject({ code: 'IMAGE_UNREACHABLE' });
    expect(one.control.batches()).toHaveLength(7);
  });

  it('whose price is ignored without a word is sent once more, and in error the second time', async () => {
    const one = await BatchWorld.open();
    await one.wishMany(3);
    await one.send();
    one.control.setBatchFaults([
      { kind: 'ignore-members', skus: ['SKU-1'], members: ['price', 'price_with_tax'] },
      { kind: 'ignore-members', skus: ['SKU-2'], members: ['price', 'price_with_tax'], times: 1 },
    ]);
    await one.wishMany(3, () => ({ price: '12' }));
    await one.send();
    expect(one.states()).toEqual({ completed: 2, error: 1 });
    expect(errorOf(one, 1)).toMatchObject({ code: 'SILENTLY_IGNORED', members: ['price', 'price_with_tax'] });
    expect(one.control.product('SKU-2')?.price).toBe(12);
  });
});

describe('too many requests', () => {
  it.each([{ retryAfter: 300 }, {}])('for polls pause polls alone (%o)', async (given) => {
    const one = await BatchWorld.open();
    one.control.setFaults([{ match: { ...poll, times: 1 }, kind: 'rate-limit', ...given }]);
    await one.wishMany(2);
    await one.begin('send-batches');
    await one.pass(minute);
    expect(one.world.rows('SELECT 1 FROM connections WHERE paused_until IS NOT NULL')).toEqual([]);
    await one.world.settle(day);
    expect(batchComplaints(one)).toEqual([]);
  });

  it('for anything pause Poleepo, and nothing is lost', async () => {
    const one = await BatchWorld.open();
    one.control.setFaults([{ match: { ...post, times: 3 }, kind: 'rate-limit', retryAfter: 30 }]);
    await one.wishMany(2);
    await one.send();
    expect(batchComplaints(one)).toEqual([]);
  });
});
