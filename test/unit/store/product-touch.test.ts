import { describe, expect, test } from 'vitest';
import { end, later, parent, read, save, send, stateOf, variant } from './support/catalogue.ts';
import { createLedger, type Ledger } from './support/ledger.ts';

/** Products of these ids as Poleepo has accepted them: five pieces at ten euros. */
async function accepted(ledger: Ledger, ...ids: number[]): Promise<void> {
  await save(ledger, ...ids.map((id) => read(id)));
  await send(ledger, `a-${ids.join('-')}`);
  await end(ledger, `a-${ids.join('-')}`);
}

const hotIds = async ({ productTouch }: Ledger) => (await productTouch.hot(50)).map(({ odooId }) => odooId);

describe('a product is hot', () => {
  test('when it is sold out or has another price, and Poleepo has accepted it before', async () => {
    const ledger = createLedger();
    await accepted(ledger, 1, 2, 3, 4);
    await save(
      ledger,
      read(1, { quantity: 0 }),
      read(2, { price: '11|13.42|22' }),
      read(3, { quantity: 4 }),
      read(4, { rest: 'r2' }),
      read(5, { quantity: 0 }),
    );
    expect(await ledger.productTouch.hot(50)).toMatchObject([
      { odooId: 1, quantity: 0, priceChanged: false, poleepoRef: 9001 },
      { odooId: 2, price: '11|13.42|22', priceChanged: true },
    ]);
  });

  test('in a batch only where the batch says otherwise, until it is told', async () => {
    const ledger = createLedger();
    await accepted(ledger, 1, 2);
    await save(ledger, read(1, { quantity: 0 }), read(2, { quantity: 4 }));
    await send(ledger, 'b');
    await save(ledger, read(2, { quantity: 0 }));
    const hot = await ledger.productTouch.hot(50);
    expect(hot.map(({ odooId }) => odooId)).toEqual([2]);
    await ledger.productTouch.pushing(hot, later());
    expect(await hotIds(ledger)).toEqual([2]);
    await ledger.productTouch.pushed(hot, later());
    expect(await hotIds(ledger)).toEqual([]);
    await end(ledger, 'b');
    expect(await ledger.products.get(variant(2))).toMatchObject({ state: 'waiting', readBack: true });
  });
});

describe('a product in error', () => {
  const unclear = (quantity: number) => ({ error: { code: 'TAX_UNCLEAR' }, quantity });

  test('has fewer pieces told, and keeps its price, its rest and what it is in error for', async () => {
    const ledger = createLedger();
    await accepted(ledger, 1, 2, 3, 4);
    await save(
      ledger,
      read(1, null, unclear(0)),
      read(2, null, unclear(4)),
      read(3, null, unclear(6)),
      read(4, null, unclear(5)),
    );
    const hot = await ledger.productTouch.hot(50);
    expect(hot).toMatchObject([
      { odooId: 1, quantity: 0, price: null, quantityOnly: true, priceChanged: false },
      { odooId: 2, quantity: 4, price: null, quantityOnly: true, acceptedQuantity: 5 },
    ]);
    await ledger.productTouch.pushing(hot, later());
    expect(await hotIds(ledger)).toEqual([1, 2]);
    await ledger.productTouch.pushed(hot, later());
    expect(await hotIds(ledger)).toEqual([]);
    expect(await ledger.products.get(variant(2))).toMatchObject({
      state: 'error',
      error: { code: 'TAX_UNCLEAR' },
      wantedQuantity: 4,
      wantedPrice: '10|12.2|22',
      acceptedQuantity: 4,
      acceptedPrice: '10|12.2|22',
      readBack: false,
    });
    await save(ledger, read(2, { quantity: 4 }));
    expect(await stateOf(ledger, variant(2))).toBe('completed');
  });

  test('whose pieces Poleepo did not take is hot again with other pieces, and when a person has it tried', async () => {
    const ledger = createLedger();
    await accepted(ledger, 1);
    await save(ledger, read(1, null, unclear(4)));
    const refuse = async () => {
      const hot = await ledger.productTouch.hot(50);
      await ledger.productTouch.pushing(hot, later());
      await ledger.productTouch.notTaken(hot, later());
    };
    await refuse();
    expect(await hotIds(ledger)).toEqual([]);
    expect(await ledger.products.get(variant(1))).toMatchObject({ acceptedQuantity: 5, state: 'error' });
    await save(ledger, read(1, null, unclear(3)));
    expect(await hotIds(ledger)).toEqual([1]);
    await refuse();
    await ledger.products.retry([variant(1)], later());
    await save(ledger, read(1, null, unclear(3)));
    expect(await hotIds(ledger)).toEqual([1]);
  });

  test('that Poleepo has never accepted has nothing told but that it is sold out', async () => {
    const ledger = createLedger();
    const ref = { poleepoRef: 9001 as never };
    await save(ledger, read(1, null, { ...unclear(4), ...ref }), read(2, null, unclear(0)));
    expect(await hotIds(ledger)).toEqual([]);
    await save(ledger, read(1, null, { ...unclear(0), ...ref }));
    expect(await hotIds(ledger)).toEqual([1]);
  });

  test('that is out of sale stays so, whatever pieces it has', async () => {
    const ledger = createLedger();
    await accepted(ledger, 1);
    await save(ledger, read(1, { quantity: 0, price: null, rest: 'withdrawn' }));
    await send(ledger, 'b');
    await end(ledger, 'b');
    await save(ledger, read(1, null, unclear(3)));
    expect(await hotIds(ledger)).toEqual([]);
    expect(await ledger.products.get(variant(1))).toMatchObject({ state: 'error', wantedQuantity: 0 });
  });

  test('says its new pieces in the entry that it keeps', async () => {
    const ledger = createLedger();
    await accepted(ledger, 1);
    await save(ledger, read(1, { rest: 'r2', entry: { sku: 'SKU-1', quantity: 5 } }));
    await save(ledger, read(1, null, unclear(2)));
    await ledger.products.retry([variant(1)], later());
    expect(await ledger.products.get(variant(1))).toMatchObject({
      state: 'waiting',
      wantedQuantity: 2,
      entry: { sku: 'SKU-1', quantity: 2 },
    });
  });

  test('for what Poleepo said stays in error with fewer pieces, and goes with more', async () => {
    const ledger = createLedger();
    await accepted(ledger, 1);
    await save(ledger, read(1, { rest: 'r2' }));
    await send(ledger, 'b');
    await end(ledger, 'b', () => ({ outcome: 'error', error: { code: 'X', message: 'No "quantity", no' } }));
    await save(ledger, read(1, { rest: 'r2', quantity: 4 }));
    expect(await stateOf(ledger, variant(1))).toBe('error');
    expect(await ledger.productTouch.hot(50)).toMatchObject([{ odooId: 1, quantity: 4, quantityOnly: true }]);
    await save(ledger, read(1, { rest: 'r2', quantity: 6 }));
    expect(await ledger.products.get(variant(1))).toMatchObject({ state: 'waiting', error: null });
  });

  test('that was told beside the batch it failed in is told once more', async () => {
    const ledger = createLedger();
    await accepted(ledger, 1);
    await save(ledger, read(1, { quantity: 4 }));
    await send(ledger, 'b');
    await save(ledger, read(1, { quantity: 0 }));
    const hot = await ledger.productTouch.hot(50);
    await ledger.productTouch.pushing(hot, later());
    await ledger.productTouch.pushed(hot, later());
    await save(ledger, read(1));
    await end(ledger, 'b', () => ({ outcome: 'again', blameless: true }));
    expect(await ledger.products.get(variant(1))).toMatchObject({ acceptedQuantity: null, state: 'waiting' });
  });
});

describe('a product that is told beside the batches', () => {
  test('is as it was told afterwards; while it is being told nobody knows', async () => {
    const ledger = createLedger();
    await accepted(ledger, 1);
    await save(ledger, read(1, { quantity: 0 }));
    const hot = await ledger.productTouch.hot(50);
    await ledger.productTouch.pushing(hot, later());
    await save(ledger, read(1));
    expect(await stateOf(ledger, variant(1))).toBe('waiting');
    await ledger.productTouch.pushed(hot, later());
    expect(await ledger.products.get(variant(1))).toMatchObject({ acceptedQuantity: 0, state: 'waiting' });
  });

  test('and was in a batch meanwhile is sent again', async () => {
    const ledger = createLedger();
    await accepted(ledger, 1);
    await save(ledger, read(1, { quantity: 0 }));
    const hot = await ledger.productTouch.hot(50);
    await ledger.productTouch.pushing(hot, later());
    await send(ledger, 'b');
    await end(ledger, 'b');
    expect(await stateOf(ledger, variant(1))).toBe('completed');
    await ledger.productTouch.pushed(hot, later());
    expect(await ledger.products.get(variant(1))).toMatchObject({ acceptedQuantity: null, state: 'waiting' });
  });
});

describe('a product', () => {
  test('that we refuse is in error until something else is wanted', async () => {
    const ledger = createLedger();
    await save(ledger, read(1));
    await ledger.productTouch.refuse([{ ...variant(1), error: { code: 'NOT_WRITABLE' } }], later());
    expect(await stateOf(ledger, variant(1))).toBe('error');
    await save(ledger, read(1, { quantity: 3 }));
    expect(await stateOf(ledger, variant(1))).toBe('waiting');
  });

  test('that is forgotten goes as a new one with the entry that it was sent with', async () => {
    const ledger = createLedger();
    await save(ledger, read(70, {}, { kind: 'parent', templateId: 70 }), read(1, {}, { templateId: 70 }));
    await send(ledger, 'b');
    await end(ledger, 'b');
    await ledger.productTouch.forget([parent(70)], later());
    expect(await ledger.products.get(parent(70))).toMatchObject({
      state: 'waiting',
      poleepoRef: null,
      entry: { sku: 'SKU-70' },
    });
    expect((await ledger.products.get(variant(1)))?.dirtyAt).toBeNull();
  });

  test('that is forgotten and whose entry nobody has any more is read anew, a parent by its variants', async () => {
    const ledger = createLedger();
    await save(ledger, read(70, {}, { kind: 'parent', templateId: 70 }), read(1, {}, { templateId: 70 }));
    await send(ledger, 'b');
    await end(ledger, 'b');
    ledger.sqlite.exec('DELETE FROM product_batch_items');
    const now = later();
    await ledger.productTouch.forget([parent(70)], now);
    expect(await ledger.products.get(variant(1))).toMatchObject({ dirtyAt: now, readPrint: null });
  });

  test('of Poleepo’s is tied where one of ours has its id', async () => {
    const ledger = createLedger();
    await accepted(ledger, 1);
    expect(await ledger.productTouch.tied([9001, 9009] as never[])).toEqual(new Set([9001]));
  });
});

describe('what is to be read back', () => {
  test('is well, sent again, or in error, save where something was accepted meanwhile', async () => {
    const ledger = createLedger();
    await accepted(ledger, 1, 2, 3);
    await save(ledger, ...[1, 2, 3].map((id) => read(id, { price: '11|13.42|22' })));
    await send(ledger, 'b');
    await end(ledger, 'b');
    const [well, ignored, failed] = await ledger.productChecks.toReadBack(50);
    if (well === undefined || ignored === undefined || failed === undefined) throw new Error('none to read');
    expect(well).toMatchObject({ poleepoRef: 9001, quantity: 5, price: '11|13.42|22', again: false });
    await ledger.productChecks.wellRead([{ ...well, acceptedAt: 1 }]);
    expect(await ledger.productChecks.toReadBack(50)).toHaveLength(3);
    await ledger.productChecks.wellRead([well]);
    await ledger.productChecks.sendAgain([ignored], later());
    await ledger.productChecks.fail([{ ...failed, error: { code: 'SILENTLY_IGNORED' } }], later());
    expect(await Promise.all([1, 2, 3].map((id) => stateOf(ledger, variant(id))))).toEqual([
      'completed',
      'waiting',
      'error',
    ]);
    await send(ledger, 'c');
    await end(ledger, 'c');
    expect(await ledger.productChecks.toReadBack(50)).toMatchObject([{ odooId: 2, again: true }]);
  });
});

describe('what nobody knew the price of at Poleepo', () => {
  test('is read back once it was sent again', async () => {
    const ledger = createLedger();
    await accepted(ledger, 1);
    await save(ledger, read(1, { rest: 'r2' }));
    await send(ledger, 'b');
    await end(ledger, 'b', () => ({ outcome: 'again', unsure: true }));
    await send(ledger, 'c');
    await end(ledger, 'c');
    expect(await ledger.products.get(variant(1))).toMatchObject({ state: 'completed', readBack: true });
  });
});

describe('what Odoo is to be told', () => {
  test('is how variants at Poleepo ended, each once', async () => {
    const ledger = createLedger();
    await accepted(ledger, 1, 2);
    await save(ledger, read(2, { quantity: 1 }), read(3));
    const tellable = () => ledger.productChecks.tellable({ since: 0, limit: 50 });
    const rows = await tellable();
    expect(rows).toMatchObject([
      { odooId: 1, poleepoRef: 9001, sku: 'SKU-1', state: 'completed', error: null },
    ]);
    await ledger.productChecks.told(rows);
    expect(await tellable()).toEqual([]);
    await save(ledger, read(1, null, { error: { code: 'NO_SKU' } }));
    expect(await tellable()).toMatchObject([{ odooId: 1, state: 'error', error: { code: 'NO_SKU' } }]);
  });
});
