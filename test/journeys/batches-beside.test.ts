import { describe, expect, it } from 'vitest';
import { day, hour, minute } from '../../src/kit/clock.ts';
import { demoAccess } from '../../sim/odoo/seed/people.ts';
import { batchComplaints, BatchWorld } from '../support/world/batch-world.ts';

/** Twelve products at Poleepo, and five batches of others that stay under way for an hour. */
async function busy(): Promise<BatchWorld> {
  const one = await BatchWorld.open();
  await one.wishMany(12);
  await one.send();
  one.control.setBatchFaults([{ kind: 'hold', ms: hour, times: 5 }]);
  for (let batch = 0; batch < 5; batch += 1) {
    await one.wish({ [100 + batch]: {}, [batch + 1]: { title: `New title ${batch}` } });
    await one.begin('send-batches');
    await one.pass(2000);
  }
  expect(one.batchStates().filter((state) => state === 'sent')).toHaveLength(5);
  one.world.passed.length = 0;
  return one;
}

describe('while no batch may be sent', () => {
  it('what sells out and what has another price is told at once, and nothing else', async () => {
    const one = await busy();
    await one.wish({ 10: { quantity: 0 }, 11: { price: '13' }, 12: { quantity: 4 } });
    await one.begin('send-batches');
    await one.pass(minute);
    expect(one.calls('poleepo').filter((name) => name.startsWith('PUT'))).toHaveLength(2);
    expect(one.control.product('SKU-10')?.quantity).toBe(0);
    expect(one.control.product('SKU-11')).toMatchObject({ price: 13, price_with_tax: 15.86 });
    expect(one.control.product('SKU-12')?.quantity).toBe(5);
    expect([one.row(10)['state'], one.row(12)['state']]).toEqual(['completed', 'waiting']);
    await one.begin('send-batches');
    await one.world.settle(day);
    expect(batchComplaints(one)).toEqual([]);
  });

  it('what is in a batch is told at once as well, and once more behind its batch', async () => {
    const one = await busy();
    await one.wish({ 1: { quantity: 0, title: 'New title 0' } });
    await one.begin('send-batches');
    await one.pass(minute);
    expect(one.control.product('SKU-1')?.quantity).toBe(0);
    expect(one.row(1)).toMatchObject({ state: 'sending', pushed: '0/10|12.2|22' });
    await one.begin('send-batches');
    await one.pass(minute);
    expect(one.calls('poleepo').filter((name) => name.startsWith('PUT'))).toHaveLength(1);
    await one.world.settle(day);
    expect(batchComplaints(one)).toEqual([]);
  });

  it('a price that was told at once and that Poleepo ignored is read anew in Odoo', async () => {
    const one = await busy();
    await one.wish({ 10: { price: '13' } });
    await one.begin('send-batches');
    await one.pass(5000);
    expect(one.row(10)['state']).toBe('completed');
    one.control.changeProduct({ sku: 'SKU-10', change: { price: 10, price_with_tax: 12.2 } });
    one.world.sqlite.exec('UPDATE products SET read_back = 1 WHERE odoo_id = 10');
    const read = await one.stores.productChecks.toReadBack(5);
    expect(read.map(({ odooId }) => odooId)).toEqual([10]);
    await one.stores.productChecks.sendAgain(read, one.world.time.now());
    expect(one.row(10)).toMatchObject({ state: 'waiting', entry: null, read_print: null });
    expect(one.row(10)['dirty_at']).not.toBeNull();
    expect(one.row(11)['dirty_at']).toBeNull();
  });

  it.each(['drop-before', 'drop-after', 'kill-before', 'kill-after'] as const)(
    'a call that is struck (%s) leaves the last wish standing, though it is the one before',
    async (strike) => {
      const one = await busy();
      let left = 1;
      one.world.plan = ({ name }) => (name.startsWith('PUT') && left-- > 0 ? strike : null);
      await one.wish({ 10: { quantity: 0 } });
      await one.begin('send-batches');
      await one.pass(10);
      await one.world.time.run(() => left < 1, minute);
      await one.wish({ 10: { quantity: 5 } });
      await one.begin('send-batches');
      await one.world.settle(day);
      expect(left).toBeLessThan(1);
      expect(batchComplaints(one)).toEqual([]);
    },
  );
});

describe('Odoo', () => {
  const fields = ['ref', 'sku', 'status', 'error'].map((name) => ({
    model: 'product.product' as const,
    name: `x_poleepo_${name}`,
    type: 'char' as const,
  }));

  /** A world whose Odoo user may write products. */
  async function open(): Promise<BatchWorld> {
    const one = await BatchWorld.open();
    const { login, apiKey } = demoAccess.admin;
    one.world.sqlite.exec(
      `UPDATE connections SET settings = json_set(settings, '$.login', '${login}') WHERE side = 'odoo'`,
    );
    await one.world.replaceOdooKey(apiKey);
    return one;
  }

  async function shop(): Promise<{ one: BatchWorld; ids: number[] }> {
    const one = await open();
    one.world.odoo.control.addFields(
      fields.map((field) => (field.name.endsWith('ref') ? { ...field, type: 'integer' as const } : field)),
    );
    const ids = one.world.odoo.db.search('product.product', []).slice(0, 5);
    await one.wish(Object.fromEntries(ids.map((id) => [id, {}])));
    return { one, ids };
  }

  const tell = ['x_poleepo_ref', 'x_poleepo_sku', 'x_poleepo_status', 'x_poleepo_error'];

  it('is told by one call how the products of a batch stand, and nothing twice', async () => {
    const { one, ids } = await shop();
    one.world.passed.length = 0;
    await one.send();
    expect(one.calls('odoo').filter((name) => name === 'product.product.load')).toHaveLength(1);
    const [id = 0] = ids;
    expect(one.world.odoo.db.read('product.product', [id], tell)[0]).toMatchObject({
      x_poleepo_ref: one.control.product(`SKU-${id}`)?.id,
      // Which SKU is wanted is Odoo's to say.
      x_poleepo_sku: false,
      x_poleepo_status: 'completed',
      x_poleepo_error: false,
    });
    await one.begin('tell-odoo');
    await one.world.settle(hour);
    expect(one.calls('odoo').filter((name) => name === 'product.product.load')).toHaveLength(1);
  });

  it('is told of an error, and of its end', async () => {
    const { one, ids } = await shop();
    const [id = 0] = ids;
    await one.send();
    one.control.setBatchFaults([
      {
        kind: 'fail-items',
        skus: [`SKU-${id}`],
        code: 'VALIDATION_ERROR',
        message: 'Too long',
        field: 'title',
      },
    ]);
    await one.wish({ [id]: { title: 'Long' } });
    await one.send();
    expect(one.world.odoo.db.read('product.product', [id], tell)[0]).toMatchObject({
      x_poleepo_status: 'error',
      x_poleepo_error: 'VALIDATION_ERROR: title: Too long',
    });
    one.control.setBatchFaults([]);
    await one.wish({ [id]: { title: 'Short' } });
    await one.send();
    expect(one.world.odoo.db.read('product.product', [id], tell)[0]).toMatchObject({
      x_poleepo_status: 'completed',
      x_poleepo_error: false,
    });
  });

  it('without fields for it is told nothing, and of everything once it has them', async () => {
    const one = await open();
    const ids = one.world.odoo.db.search('product.product', []).slice(0, 5);
    await one.wish(Object.fromEntries(ids.map((id) => [id, {}])));
    await one.send();
    expect(one.calls('odoo').filter((name) => name === 'product.product.load')).toEqual([]);
    one.world.odoo.control.addFields(fields);
    await one.pass(16 * minute);
    await one.begin('tell-odoo');
    await one.world.settle(hour);
    const told = one.world.odoo.db.read('product.product', ids, ['x_poleepo_status']);
    expect(told.map((row) => row['x_poleepo_status'])).toEqual(ids.map(() => 'completed'));
  });
});
