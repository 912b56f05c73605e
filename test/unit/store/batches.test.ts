import { describe, expect, test } from 'vitest';
import { createLedger } from './support/ledger.ts';
import { end, later, read, save, send, stateOf, variant } from './support/catalogue.ts';

describe('a batch', () => {
  test('is written down with its items before it is sent, and its products are in no other', async () => {
    const ledger = createLedger();
    await save(ledger, read(1), read(2));
    const waiting = await ledger.batches.sendable(10);
    const [first, again] = [await ledger.batches.prepare({ id: 'b1', now: later() }, waiting), null];
    expect(first.map(({ position, odooId, state }) => [position, odooId, state])).toEqual([
      [0, 1, 'draft'],
      [1, 2, 'draft'],
    ]);
    expect(again).toBeNull();
    expect(await ledger.batches.prepare({ id: 'b2', now: later() }, waiting)).toEqual([]);
    expect(await ledger.batches.open()).toMatchObject([
      { id: 'b1', state: 'sending', total: 2 },
      { id: 'b2', state: 'sending', total: 0 },
    ]);
  });

  test('that Poleepo took, that was asked for, and that is lost, stay open until they are settled', async () => {
    const ledger = createLedger();
    for (const id of ['b1', 'b2']) {
      await save(ledger, read(id === 'b1' ? 1 : 2));
      await send(ledger, id);
    }
    await ledger.batches.accepted('b1', { poleepoId: 5512 as never, dueAt: 10 });
    await ledger.batches.asked('b1', { now: 20, dueAt: 30 });
    await ledger.batches.lost('b2', { dueAt: 40 });
    expect(await ledger.batches.open()).toMatchObject([
      { id: 'b1', state: 'sent', poleepoId: 5512, polls: 1, polledAt: 20, dueAt: 30 },
      { id: 'b2', state: 'unknown', dueAt: 40 },
    ]);
    await end(ledger, 'b1');
    expect((await ledger.batches.open()).map(({ id }) => id)).toEqual(['b2']);
    await ledger.batches.accepted('b1', { poleepoId: 1 as never, dueAt: 0 });
    expect(await ledger.batches.get('b1')).toMatchObject({
      state: 'completed',
      poleepoId: 5512,
      completed: 1,
    });
    expect(await ledger.batches.durations(5)).toHaveLength(1);
  });

  test('that is settled twice counts once, and leaves alone what is in another batch by now', async () => {
    const ledger = createLedger();
    await save(ledger, read(1), read(2));
    await send(ledger, 'b1');
    await end(ledger, 'b1', ({ odooId }) => (odooId === 1 ? {} : { outcome: 'again', cap: 1 }));
    expect(await ledger.batches.get('b1')).toMatchObject({ completed: 1, failed: 0, total: 2 });
    const [item] = await send(ledger, 'b2');
    expect(item).toMatchObject({ odooId: 2, batchId: 'b2' });
    await end(ledger, 'b1', () => ({ outcome: 'error', error: { code: 'X' } }));
    expect(await stateOf(ledger, variant(1))).toBe('completed');
    expect(await stateOf(ledger, variant(2))).toBe('sending');
    expect((await ledger.batches.itemsOf('b1')).map(({ state }) => state)).toEqual(['completed', 'draft']);
  });

  test('may be settled in part', async () => {
    const ledger = createLedger();
    await save(ledger, read(1), read(2));
    await send(ledger, 'b1');
    const results = [{ position: 0, kind: 'variant', odooId: 1, outcome: 'completed' }] as const;
    await ledger.batches.settle('b1', { state: null, results, now: later() });
    expect([await stateOf(ledger, variant(1)), await stateOf(ledger, variant(2))]).toEqual([
      'completed',
      'sending',
    ]);
    expect((await ledger.batches.open()).map(({ id, completed }) => [id, completed])).toEqual([['b1', 1]]);
  });

  test('counts repairs of an item, remembers the largest batch for it, and forgets both when it is done', async () => {
    const ledger = createLedger();
    await save(ledger, read(1));
    for (const [id, cap] of Object.entries({ b1: 50, b2: 25 })) {
      await send(ledger, id);
      await end(ledger, id, () => ({ outcome: 'again', cap, poleepoRef: null }));
    }
    expect(await ledger.products.get(variant(1))).toMatchObject({
      repairs: 2,
      batchCap: 25,
      state: 'waiting',
    });
    await send(ledger, 'b3');
    await end(ledger, 'b3');
    expect(await ledger.products.get(variant(1))).toMatchObject({ repairs: 0, batchCap: null });
  });

  test('whose product Poleepo does not know any more lets it go as a new one', async () => {
    const ledger = createLedger();
    await save(ledger, read(1));
    await send(ledger, 'b1');
    await end(ledger, 'b1');
    await save(ledger, read(1, { quantity: 1 }));
    await send(ledger, 'b2');
    await end(ledger, 'b2', () => ({ outcome: 'again', forget: true, poleepoRef: null }));
    expect(await ledger.products.get(variant(1))).toMatchObject({
      poleepoRef: null,
      acceptedRest: null,
      state: 'waiting',
      urgency: 1,
    });
  });

  test('asks Poleepo afterwards about every price that changed, and of nothing else unless told', async () => {
    const ledger = createLedger();
    await save(ledger, read(1), read(2), read(3));
    await send(ledger, 'b1');
    await end(ledger, 'b1');
    await save(ledger, read(1, { price: '9|10.98|22' }), read(2, { quantity: 1 }), read(3, { rest: 'r2' }));
    await send(ledger, 'b2');
    await end(ledger, 'b2', ({ odooId }) => ({ readBack: odooId === 3 }));
    const asked = (await ledger.products.known('variant', [1, 2, 3])).map(({ readBack }) => readBack);
    expect(asked).toEqual([true, false, true]);
  });
});
