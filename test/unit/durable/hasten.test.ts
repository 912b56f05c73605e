import { describe, expect, test } from 'vitest';
import { minute, second } from '../../../src/kit/clock.ts';
import { SyncError } from '../../../src/kit/errors.ts';
import { now, work } from '../store/support/ledger.ts';
import { type Bench, createBench, done } from './support/bench.ts';

/** A lane over orders that a struggling Odoo refuses until the test says otherwise. */
async function createLane(odoo: { well: boolean; never?: string }) {
  const runs: string[] = [];
  const bench = await createBench({
    verb: async ({ clock }, { subject }) => {
      runs.push(subject);
      await clock.sleep(second);
      const struggles = subject.startsWith('order:') && (!odoo.well || subject === odoo.never);
      if (struggles) throw new SyncError('too busy', { code: 'struggling', side: 'odoo' });
      return done;
    },
  });
  return { bench, runs };
}

/** Lets every order fail until its back-off is ten minutes. */
async function exhaust(bench: Bench): Promise<void> {
  for (const wait of [0, 40 * second, 3 * minute]) {
    await bench.time.run(() => false, wait);
    await bench.finish(bench.lane.drain());
  }
}

const poll = (at: number) => work('poll-orders', { kind: 'poll-orders', now: at, dueAt: at });
const attemptsOf = async ({ stores }: Bench, state: 'waiting' | 'completed') =>
  (await stores.jobs.list({ state, limit: 100 })).items.map(({ attempts }) => attempts);

describe('a poll that goes well', () => {
  test('tries some jobs in back-off, and each that goes well frees the others', async () => {
    const odoo = { well: false };
    const { bench } = await createLane(odoo);
    for (let id = 1; id <= 30; id += 1) await bench.stores.jobs.enqueue(work(`order:${id}`));
    await exhaust(bench);
    expect(await attemptsOf(bench, 'waiting')).toEqual(Array.from({ length: 30 }, () => 3));
    odoo.well = true;
    await bench.time.run(() => false, 2 * minute);
    await bench.stores.jobs.enqueue(poll(bench.time.now()));
    const began = bench.time.now();
    await bench.finish(bench.lane.drain());
    expect(await bench.stores.jobs.countByState()).toEqual({ completed: 31 });
    expect(bench.time.now() - began).toBeLessThan(10 * second);
  });

  test('costs a job that still fails neither an attempt nor its place in the table', async () => {
    const odoo = { well: true, never: 'order:1' };
    const { bench, runs } = await createLane(odoo);
    await bench.stores.jobs.enqueue(work('order:1'));
    await exhaust(bench);
    const before = (await bench.stores.jobs.list({ state: 'waiting', limit: 1 })).items[0];
    await bench.time.run(() => false, 2 * minute);
    await bench.stores.jobs.enqueue(poll(bench.time.now()));
    await bench.finish(bench.lane.drain());
    const after = (await bench.stores.jobs.list({ state: 'waiting', limit: 1 })).items[0];
    expect(runs.filter((subject) => subject === 'order:1')).toHaveLength(4);
    expect([after?.attempts, after?.dueAt]).toEqual([3, before?.dueAt]);
  });
});

describe('a poll that fails', () => {
  test('tries nothing early', async () => {
    const bench = await createBench({
      verb: async () => {
        throw new SyncError('too busy', { code: 'struggling', side: 'poleepo' });
      },
    });
    await bench.stores.jobs.enqueue(work('order:1'));
    await exhaust(bench);
    await bench.time.run(() => false, 2 * minute);
    await bench.stores.jobs.enqueue(poll(bench.time.now()));
    await bench.finish(bench.lane.drain());
    const order = (await bench.stores.jobs.list({ subject: 'order:1', limit: 1 })).items[0];
    expect([order?.runs, order?.retryAt]).toEqual([3, null]);
    expect(bench.time.now()).toBeGreaterThan(now);
  });
});
