import { describe, expect, test } from 'vitest';
import { day, hour, minute, second } from '../../../src/kit/clock.ts';
import { batchSize, fillBatch, learnSize } from '../../../src/products/batch-size.ts';
import { exportProgress } from '../../../src/products/export-progress.ts';
import { type Ended, firstPoll, nextLook, nextPoll } from '../../../src/products/when-to-poll.ts';
import type { SendableProduct } from '../../../src/store/batch-store.ts';
import { VirtualTime } from '../../support/world/virtual-time.ts';
import { end, read, save, send } from '../store/support/catalogue.ts';
import { createLedger } from '../store/support/ledger.ts';

function waiting(odooId: number, given: Partial<SendableProduct> = {}): SendableProduct {
  return {
    kind: 'variant',
    odooId,
    templateId: odooId,
    name: 'Moka',
    poleepoRef: null,
    wantedQuantity: 1,
    wantedPrice: null,
    acceptedRest: null,
    batchCap: null,
    urgency: 1,
    sku: `SKU-${odooId}`,
    wantedRest: 'r',
    entry: {},
    ...given,
  };
}

const ids = (batch: readonly SendableProduct[]) => batch.map(({ odooId }) => odooId);

describe('a batch', () => {
  test('is filled in order up to its size', () => {
    expect(
      ids(
        fillBatch(
          [1, 2, 3].map((id) => waiting(id)),
          2,
        ),
      ),
    ).toEqual([1, 2]);
    expect(fillBatch([], 2)).toEqual([]);
  });

  test('of what failed before has no others in it, and is no larger than each of them may be in', () => {
    const caps = [8, 8, 2, 8, 8].map((batchCap, at) => waiting(at + 1, { batchCap }));
    expect(ids(fillBatch([...caps.slice(0, 1), waiting(9), ...caps.slice(1)], 100))).toEqual([1, 2, 4, 5]);
    expect(ids(fillBatch([waiting(9), ...caps, waiting(10)], 100))).toEqual([9, 10]);
    expect(ids(fillBatch([waiting(1, { batchCap: 1 }), waiting(2, { batchCap: 1 })], 100))).toEqual([1]);
  });

  test('is no longer than the database takes, and never empty for that', () => {
    const entry = { text: 'x'.repeat(400_000) };
    expect(ids(fillBatch([waiting(1, { entry }), waiting(2, { entry }), waiting(3)], 100))).toEqual([1, 3]);
    const accented = { text: 'è'.repeat(200_000) };
    expect(ids(fillBatch([waiting(1, { entry: accented }), waiting(2, { entry: accented })], 100))).toEqual([
      1,
    ]);
    const huge = { text: 'x'.repeat(900_000) };
    expect(ids(fillBatch([waiting(1, { entry: huge })], 100))).toEqual([1]);
  });
});

describe('the size of batches', () => {
  test('is the tenant’s choice, half of what was too large, and the choice again after a week', async () => {
    const time = new VirtualTime();
    const context = { stores: createLedger(), clock: time };
    expect(await batchSize(context, 100)).toBe(100);
    await learnSize(context, 61);
    expect([await batchSize(context, 100), await batchSize(context, 10)]).toEqual([30, 10]);
    await learnSize(context, 1);
    expect(await batchSize(context, 100)).toBe(1);
    await time.run(() => false, 8 * day);
    expect(await batchSize(context, 100)).toBe(100);
  });
});

describe('a batch is asked for', () => {
  const done = (...ms: number[]): Ended[] => ms.map((one) => ({ ms: one, polls: 1 }));
  const few = { idle: false, plenty: false };

  test('first when the quickest of the latest was done, where requests are few', () => {
    expect(firstPoll(1000, { ...few, idle: true, ended: [] })).toBe(1000 + 25 * second);
    expect(firstPoll(0, { ...few, ended: done(80_000, 40_000, 90_000) })).toBe(40_000);
    expect(firstPoll(0, { ...few, ended: done(10) })).toBe(10_000);
    expect(firstPoll(0, { ...few, ended: done(hour) })).toBe(10 * minute);
    expect(firstPoll(0, { ...few, idle: true, ended: done(hour) })).toBe(2 * minute);
  });

  test('again after as long as it has taken up to then, within bounds', () => {
    const again = (now: number, plenty: boolean) => nextPoll({ sentAt: 0, now, plenty });
    expect(again(25_000, false)).toBe(55_000);
    expect(again(4000, false)).toBe(34_000);
    expect(again(4 * minute, false)).toBe(8 * minute);
    expect(again(hour, false)).toBe(hour + 10 * minute);
    expect([again(1000, true), again(4000, true), again(hour, true)]).toEqual([
      4000,
      8000,
      hour + 10 * minute,
    ]);
  });

  test('by its items, where it is lost, 2, 10 and 30 minutes after it was sent', () => {
    const looks = [0, 2 * minute, 9 * minute, 10 * minute, hour].map((now) => nextLook({ sentAt: 0, now }));
    expect(looks).toEqual([2 * minute, 10 * minute, 10 * minute, 30 * minute, hour + minute]);
  });

  test.each([
    [5, [2, 5, 5 + 1]],
    [60, [2, 10, 60]],
  ])('by its items until the %i minutes are over that the tenant chose', (minutes, expected) => {
    const at = (now: number) => nextLook({ sentAt: 0, now, lostAfterMs: minutes * minute });
    const times = [at(0), at(2 * minute), at(minutes === 5 ? 5 * minute : 10 * minute)];
    expect(times).toEqual(expected.map((each) => each * minute));
  });
});

describe('the progress of an export', () => {
  const clock = new VirtualTime();

  test('tells how long the rest takes, by requests per window, size of batches and measured durations', async () => {
    const stores = createLedger();
    expect(await exportProgress({ stores, clock })).toEqual({
      waiting: 0,
      sending: 0,
      completed: 0,
      error: 0,
      batchesOpen: 0,
      etaMs: null,
    });
    await save(stores, ...Array.from({ length: 250 }, (_, at) => read(at + 1)));
    expect(await exportProgress({ stores, clock })).toMatchObject({ waiting: 250, etaMs: minute });
    await stores.policy.saveSettingsOf('products', { batchSize: 10 }, { by: 'per_1', now: 0 });
    expect((await exportProgress({ stores, clock })).etaMs).toBe(4 * 10 * minute + minute);
    expect((await exportProgress({ stores, clock }, { learnt: 1 })).etaMs).toBe(24 * 10 * minute + minute);
    const chosen = { batchSize: 10, pollRequests: 25 };
    await stores.policy.saveSettingsOf('products', chosen, { by: 'per_1', now: 0 });
    expect((await exportProgress({ stores, clock })).etaMs).toBe(minute);
    expect((await exportProgress({ stores, clock }, { learnt: 5 })).etaMs).toBe(4 * 10 * minute + minute);
  });

  test('counts polls in vain, and what is under way', async () => {
    const stores = createLedger();
    await save(stores, ...Array.from({ length: 100 }, (_, at) => read(at + 1)));
    await send(stores, 'bat_1');
    for (const now of [0, 1]) await stores.batches.asked('bat_1', { now, dueAt: 0 });
    await end(stores, 'bat_1');
    await save(stores, ...Array.from({ length: 600 }, (_, at) => read(at + 101)));
    await send(stores, 'bat_2');
    expect(await exportProgress({ stores, clock })).toMatchObject({
      waiting: 500,
      sending: 100,
      completed: 100,
      batchesOpen: 1,
      etaMs: 20 * minute + second,
    });
  });
});
