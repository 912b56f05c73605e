import { describe, expect, test } from 'vitest';
import type { PoleepoProductId } from '../../../src/trade/ids.ts';
import { end, later, parent, read, save, send, stateOf, variant } from './support/catalogue.ts';
import { createLedger } from './support/ledger.ts';

const ref = (id: number) => id as PoleepoProductId;
const link = (odooId: number, poleepoRef: number) => ({ ...variant(odooId), poleepoRef: ref(poleepoRef) });

describe('what Odoo remembers of a tie', () => {
  const tieOf = async (ledger: ReturnType<typeof createLedger>, odooId: number) =>
    (await ledger.products.get(variant(odooId)))?.poleepoRef;

  test('is heeded at the first reading, also of what was published before it was read', async () => {
    const ledger = createLedger();
    await ledger.products.publish([2], { published: true, now: later() });
    await save(ledger, ...[1, 2].map((id) => read(id, {}, { poleepoRef: ref(9000 + id) })));
    expect([await tieOf(ledger, 1), await tieOf(ledger, 2)]).toEqual([9001, 9002]);
  });

  test('is heeded no more once the tie was forgotten', async () => {
    const ledger = createLedger();
    await save(ledger, read(1, {}, { poleepoRef: ref(9001) }));
    await ledger.productLinks.sendAgain([{ ...variant(1), there: 'gone' }], later());
    await save(ledger, read(1, {}, { poleepoRef: ref(9001) }));
    expect(await tieOf(ledger, 1)).toBeNull();
  });

  test('ties one product only, be the other read with it or later', async () => {
    const ledger = createLedger();
    await save(ledger, ...[1, 2].map((id) => read(id, {}, { poleepoRef: ref(9001) })));
    await save(ledger, read(3, {}, { poleepoRef: ref(9001) }));
    expect([await tieOf(ledger, 1), await tieOf(ledger, 2), await tieOf(ledger, 3)]).toEqual([
      9001,
      null,
      null,
    ]);
  });

  test('of another tenant keeps nobody from the same number', async () => {
    const one = createLedger();
    const two = { ...one, ...one.storesOf('ten_b') };
    await save(one, read(1, {}, { poleepoRef: ref(9001) }));
    await save(two, read(1, {}, { poleepoRef: ref(9001) }));
    expect([await tieOf(one, 1), await tieOf(two, 1)]).toEqual([9001, 9001]);
  });
});

describe('adopting', () => {
  test('ties a published product, which is then read again and told as an update', async () => {
    const ledger = createLedger();
    await save(ledger, read(1));
    expect(await ledger.productLinks.adopt([link(1, 9001)], later())).toEqual([variant(1)]);
    const row = await ledger.products.get(variant(1));
    expect(row).toMatchObject({ poleepoRef: 9001, state: 'waiting' });
    expect(row?.dirtyAt).not.toBeNull();
    expect(await ledger.batches.sendable(5)).toMatchObject([{ odooId: 1, poleepoRef: 9001 }]);
  });

  test('leaves what is not published, not known, tied already or under way as it is', async () => {
    const ledger = createLedger();
    await save(ledger, read(1, {}, { published: false }), read(2), read(3));
    await ledger.productLinks.adopt([link(3, 9003)], later());
    await send(ledger, 'bat_1');
    const links = [link(1, 9001), link(2, 9002), link(3, 9100), link(99, 9099)];
    expect(await ledger.productLinks.adopt(links, later())).toEqual([]);
    expect(await stateOf(ledger, variant(2))).toBe('sending');
    expect((await ledger.products.get(variant(3)))?.poleepoRef).toBe(9003);
  });

  test('ties no product of Poleepo’s to two of ours', async () => {
    const ledger = createLedger();
    await save(ledger, read(1), read(2));
    await ledger.productLinks.adopt([link(1, 9001)], later());
    expect(await ledger.productLinks.adopt([link(2, 9001)], later())).toEqual([]);
  });

  test('lifts an error that the missing tie has caused', async () => {
    const ledger = createLedger();
    await save(ledger, read(1));
    await send(ledger, 'bat_1');
    await end(ledger, 'bat_1', () => ({
      outcome: 'error',
      poleepoRef: null,
      error: { code: 'SKU_DUPLICATE' },
    }));
    expect(await stateOf(ledger, variant(1))).toBe('error');
    await ledger.productLinks.adopt([link(1, 9001)], later());
    expect(await stateOf(ledger, variant(1))).toBe('waiting');
  });
});

describe('telling a product again', () => {
  async function settled() {
    const ledger = createLedger();
    await save(
      ledger,
      read(1),
      read(70, { quantity: null, price: null }, { kind: 'parent', templateId: 70 }),
    );
    await send(ledger, 'bat_1');
    await end(ledger, 'bat_1');
    return ledger;
  }

  test('forgets what Poleepo has accepted, and has it read whatever Odoo says', async () => {
    const ledger = await settled();
    await ledger.productLinks.sendAgain([{ ...variant(1), there: 'active' }], later());
    expect(await ledger.products.get(variant(1))).toMatchObject({
      state: 'waiting',
      poleepoRef: 9001,
      acceptedRest: null,
      readPrint: null,
    });
  });

  test('of one that is out of sale there remembers that, so that it is put on sale', async () => {
    const ledger = await settled();
    await ledger.productLinks.sendAgain([{ ...variant(1), there: 'inactive' }], later());
    expect(await ledger.products.get(variant(1))).toMatchObject({
      state: 'waiting',
      acceptedRest: 'withdrawn',
      acceptedQuantity: 0,
    });
  });

  test('of one that is gone makes it a new one', async () => {
    const ledger = await settled();
    await ledger.productLinks.sendAgain([{ ...variant(1), there: 'gone' }], later());
    expect(await ledger.products.get(variant(1))).toMatchObject({ state: 'waiting', poleepoRef: null });
    expect((await ledger.products.get(parent(70)))?.poleepoRef).toBe(9070);
  });

  test('leaves what is in a batch alone', async () => {
    const ledger = await settled();
    await save(ledger, read(1, { quantity: 1 }));
    await send(ledger, 'bat_2');
    expect(await ledger.productLinks.sendAgain([{ ...variant(1), there: 'gone' }], later())).toEqual([]);
    expect((await ledger.products.get(variant(1)))?.poleepoRef).toBe(9001);
  });
});

test('reading anew is of all that is published or at Poleepo, or of those that are named', async () => {
  const ledger = createLedger();
  await save(ledger, read(1), read(2), read(3, null, { published: false }));
  expect(await ledger.productLinks.readAnew('published', later())).toBe(2);
  expect(await ledger.productLinks.readAnew([2, 99], later())).toBe(1);
  expect((await ledger.products.get(variant(3)))?.readPrint).toBe('print-3');
  expect((await ledger.products.get(variant(2)))?.readPrint).toBeNull();
});
