import { describe, expect, test } from 'vitest';
import { createLedger, now } from './support/ledger.ts';
import { end, later, parent, read, save, send, stateOf, variant } from './support/catalogue.ts';

const gone = { quantity: 0, price: null, rest: 'withdrawn', entry: {} };

describe('a product', () => {
  test('that is published waits for Odoo to be read, then to be told, then for its batch, and is done', async () => {
    const ledger = createLedger();
    await ledger.products.publish([7], { published: true, now });
    expect(await stateOf(ledger, variant(7))).toBe('unread');
    expect(await ledger.products.marked({ after: 0, limit: 10 })).toEqual([{ odooId: 7, dirtyAt: now }]);
    await save(ledger, read(7, {}, { published: null, dirtyAt: now }));
    expect(await stateOf(ledger, variant(7))).toBe('waiting');
    expect(await ledger.products.marked({ after: 0, limit: 10 })).toEqual([]);
    await send(ledger, 'b1');
    expect(await stateOf(ledger, variant(7))).toBe('sending');
    await end(ledger, 'b1');
    expect(await ledger.products.get(variant(7))).toMatchObject({
      state: 'completed',
      poleepoRef: 9007,
      entry: null,
      batchId: null,
      acceptedQuantity: 5,
      acceptedPrice: '10|12.2|22',
      acceptedRest: 'r1',
    });
  });

  test('that is read as it was accepted has nothing to tell', async () => {
    const ledger = createLedger();
    await save(ledger, read(7));
    await send(ledger, 'b1');
    await end(ledger, 'b1');
    await save(ledger, read(7));
    expect(await ledger.batches.sendable(10)).toEqual([]);
  });

  test('that changes while its batch is under way waits again after it', async () => {
    const ledger = createLedger();
    await save(ledger, read(7));
    await send(ledger, 'b1');
    await save(ledger, read(7, { quantity: 2 }));
    expect(await stateOf(ledger, variant(7))).toBe('sending');
    await end(ledger, 'b1');
    expect(await stateOf(ledger, variant(7))).toBe('waiting');
    expect((await ledger.batches.sendable(10)).map((item) => item.wantedQuantity)).toEqual([2]);
  });

  test('that was refused is not sent again as it was, but is as soon as it is another', async () => {
    const ledger = createLedger();
    await save(ledger, read(7));
    await send(ledger, 'b1');
    await end(ledger, 'b1', () => ({ outcome: 'error', error: { code: 'VALIDATION_ERROR' } }));
    expect(await stateOf(ledger, variant(7))).toBe('error');
    await save(ledger, read(7));
    expect(await ledger.products.get(variant(7))).toMatchObject({
      state: 'error',
      error: { code: 'VALIDATION_ERROR' },
    });
    await save(ledger, read(7, { rest: 'r2' }));
    expect(await ledger.products.get(variant(7))).toMatchObject({
      state: 'waiting',
      error: null,
      refused: null,
    });
  });

  test('that was refused is sent again where a person says so', async () => {
    const ledger = createLedger();
    await save(ledger, read(7));
    await send(ledger, 'b1');
    await end(ledger, 'b1', () => ({ outcome: 'error', error: { code: 'SKU_DUPLICATE' } }));
    await ledger.products.retry([variant(7)], later());
    expect(await stateOf(ledger, variant(7))).toBe('waiting');
    expect((await send(ledger, 'b2')).map(({ sku }) => sku)).toEqual(['SKU-7']);
  });

  test('that cannot be told is in error until it can, and keeps what was accepted', async () => {
    const ledger = createLedger();
    await save(ledger, read(7));
    await send(ledger, 'b1');
    await end(ledger, 'b1');
    await save(ledger, read(7, null, { error: { code: 'NO_SKU' } }));
    expect(await ledger.products.get(variant(7))).toMatchObject({ state: 'error', acceptedQuantity: 5 });
    await save(ledger, read(7));
    expect(await stateOf(ledger, variant(7))).toBe('completed');
  });

  test('that is taken out of sale is told so once, and not at all where Poleepo never had it', async () => {
    const ledger = createLedger();
    await save(ledger, read(7), read(8, gone, { published: false }));
    expect(await stateOf(ledger, variant(8))).toBe('unpublished');
    await send(ledger, 'b1');
    await end(ledger, 'b1');
    await save(ledger, read(7, gone, { published: false }));
    expect(await stateOf(ledger, variant(7))).toBe('waiting');
    await send(ledger, 'b2');
    await end(ledger, 'b2');
    expect(await stateOf(ledger, variant(7))).toBe('withdrawn');
    await save(ledger, read(7, gone, { published: false }));
    expect(await ledger.batches.sendable(10)).toEqual([]);
  });

  test('keeps the mark to be read again that came after the read began', async () => {
    const ledger = createLedger();
    await save(ledger, read(7));
    const first = later();
    await ledger.products.mark({ variants: [7] }, first);
    const second = later();
    await ledger.products.mark({ skus: ['SKU-7'] }, second);
    await save(ledger, read(7, {}, { dirtyAt: first }));
    expect(await ledger.products.marked({ after: 0, limit: 10 })).toEqual([{ odooId: 7, dirtyAt: second }]);
    await ledger.productReading.met([{ odooId: 7, dirtyAt: second }], { readAt: later() });
    expect(await ledger.products.marked({ after: 0, limit: 10 })).toEqual([]);
  });

  test('is not overwritten by a read that began before the one that is known', async () => {
    const ledger = createLedger();
    const [early, late] = [later(), later()];
    await ledger.productReading.save([read(7, { quantity: 1 })], { readAt: late, now: late });
    await ledger.productReading.save([read(7, { quantity: 9 })], { readAt: early, now: late });
    expect((await ledger.products.get(variant(7)))?.wantedQuantity).toBe(1);
  });

  test('that nobody has met on a walk is named, if it matters', async () => {
    const ledger = createLedger();
    await save(ledger, read(7), read(8), read(9, null, { published: false }));
    await ledger.productReading.met([{ odooId: 8, dirtyAt: null }], { readAt: later(), walk: 'w1' });
    expect(await ledger.products.unmet('w1', { after: 0, limit: 10 })).toEqual([7]);
  });
});

describe('the list of products', () => {
  test('is paged, filtered by state, and searched by name and SKU with signs taken as they are', async () => {
    const ledger = createLedger();
    await save(ledger, read(1, {}, { name: '100 % cotone' }), read(2), read(3, {}, { sku: 'A_B' }));
    const names = async (filter: object) =>
      (await ledger.products.list({ limit: 10, ...filter })).items.map(({ odooId }) => odooId);
    expect(await names({ search: '100 %' })).toEqual([1]);
    expect(await names({ search: '_' })).toEqual([3]);
    expect(await names({ state: 'completed' })).toEqual([]);
    const page = await ledger.products.list({ limit: 2 });
    expect(page.nextCursor).toBe('variant:2');
    expect(await names({ cursor: page.nextCursor ?? '' })).toEqual([3]);
    expect(await ledger.products.counts()).toEqual({ waiting: 3 });
    expect(await ledger.products.any()).toBe(true);
  });
});

describe('long texts', () => {
  test('are kept in as many steps as the database takes, by their bytes', async () => {
    const ledger = createLedger();
    const entry = { text: 'è'.repeat(190_000) };
    await save(ledger, ...[1, 2, 3, 4, 5, 6].map((id) => read(id, { entry })));
    expect(await ledger.batches.sendable(10)).toHaveLength(6);
  });
});

describe('what waits to be sent', () => {
  test('goes stock and prices first, then what is new, then texts', async () => {
    const ledger = createLedger();
    await save(ledger, read(1), read(2));
    await send(ledger, 'b1');
    await end(ledger, 'b1');
    await save(ledger, read(1, { rest: 'r2' }), read(3), read(2, { quantity: 0 }));
    expect((await ledger.batches.sendable(10)).map(({ odooId }) => odooId)).toEqual([2, 3, 1]);
  });

  test('leaves a variant out until its parent is accepted', async () => {
    const ledger = createLedger();
    const family = { entry: { parentSku: '50' } };
    await save(
      ledger,
      read(1, family, { templateId: 50 }),
      read(50, { quantity: null, price: '10' }, { kind: 'parent', templateId: 50, sku: '50' }),
    );
    expect((await send(ledger, 'b1')).map(({ kind }) => kind)).toEqual(['parent']);
    expect(await ledger.batches.sendable(10)).toEqual([]);
    await end(ledger, 'b1');
    expect(await stateOf(ledger, parent(50))).toBe('completed');
    expect((await ledger.batches.sendable(10)).map(({ odooId }) => odooId)).toEqual([1]);
  });
});
