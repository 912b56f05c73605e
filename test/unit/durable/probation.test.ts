import { describe, expect, test } from 'vitest';
import { minute, second } from '../../../src/kit/clock.ts';
import { SyncError } from '../../../src/kit/errors.ts';
import { now, work } from '../store/support/ledger.ts';
import { type Bench, createBench, done } from './support/bench.ts';

/** A lane whose Odoo is up or down as the test says; a job takes ten seconds. */
async function createLane(odoo: { up: boolean }) {
  const runs: { subject: string; at: number }[] = [];
  const box: { bench?: Bench } = {};
  const bench = await createBench({
    verb: async ({ clock }, { subject }) => {
      runs.push({ subject, at: clock.now() - now });
      await clock.sleep(10 * second);
      if (subject === 'clean-up') return done;
      if (!odoo.up) throw new SyncError('no answer', { code: 'unreachable', side: 'odoo' });
      box.bench?.answeredBy('odoo');
      return done;
    },
  });
  box.bench = bench;
  return { bench, runs };
}

async function enqueueOrders({ stores }: Bench, count: number): Promise<void> {
  for (let id = 1; id <= count; id += 1) await stores.jobs.enqueue(work(`order:${id}`));
}

describe('a side that is down', () => {
  test('is left alone, and no job loses an attempt', async () => {
    const { bench, runs } = await createLane({ up: false });
    await enqueueOrders(bench, 10);
    const next = await bench.finish(bench.lane.drain());
    expect(runs.map(({ at }) => at)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(next).toBe(now + 25 * second);
    const { items } = await bench.stores.jobs.list({ limit: 50 });
    expect(items.map(({ state, attempts }) => [state, attempts])).toEqual(
      Array.from({ length: 10 }, () => ['waiting', 0]),
    );
    expect(await bench.stores.notices.alerts(5)).toEqual([]);
  });

  test('does not keep work waiting that does not need it', async () => {
    const { bench, runs } = await createLane({ up: false });
    await enqueueOrders(bench, 1);
    await bench.finish(bench.lane.drain());
    await enqueueOrders(bench, 2);
    await bench.stores.jobs.enqueue(work('clean-up', { kind: 'clean-up' }));
    await bench.finish(bench.lane.drain());
    expect(runs.map(({ subject }) => subject)).toEqual(['order:1', 'clean-up']);
    expect(await bench.stores.jobs.countByState()).toEqual({ completed: 1, waiting: 2 });
  });

  test('is shown as paused, with since when and why', async () => {
    const { bench } = await createLane({ up: false });
    await enqueueOrders(bench, 1);
    await bench.finish(bench.lane.drain());
    expect((await bench.lane.state()).paused).toEqual([
      { side: 'odoo', since: now + 10 * second, until: now + 25 * second, reason: 'unreachable' },
    ]);
    expect(await bench.stores.connections.get('odoo')).toMatchObject({ pauseReason: 'unreachable' });
  });

  test('goes on at once when its connection is another one', async () => {
    const odoo = { up: false };
    const { bench, runs } = await createLane(odoo);
    await enqueueOrders(bench, 1);
    await bench.finish(bench.lane.drain());
    odoo.up = true;
    await bench.lane.freshen('odoo');
    await bench.finish(bench.lane.drain());
    expect(runs.map(({ at }) => at)).toEqual([0, 10 * second]);
    expect(await bench.stores.connections.get('odoo')).toMatchObject({ pausedUntil: null });
  });
});

describe('a side on probation', () => {
  test('lets one job through, and all the others at once where that went well', async () => {
    const odoo = { up: false };
    const { bench, runs } = await createLane(odoo);
    await enqueueOrders(bench, 10);
    const next = (await bench.finish(bench.lane.drain())) ?? 0;
    await bench.time.run(() => false, next - bench.time.now());
    odoo.up = true;
    runs.length = 0;
    expect(await bench.finish(bench.lane.drain())).toBeNull();
    const starts = runs.map(({ at }) => at - (next - now));
    expect(starts).toEqual([
      0,
      ...Array.from({ length: 6 }, () => 10 * second),
      20 * second,
      20 * second,
      20 * second,
    ]);
    expect((await bench.lane.state()).paused).toEqual([]);
  });

  test('lets one job through, and none after it where that failed too, for a longer time', async () => {
    const { bench, runs } = await createLane({ up: false });
    await enqueueOrders(bench, 10);
    const first = (await bench.finish(bench.lane.drain())) ?? 0;
    await bench.time.run(() => false, first - bench.time.now());
    runs.length = 0;
    const again = await bench.finish(bench.lane.drain());
    expect(runs).toHaveLength(1);
    expect(again).toBe(first + 10 * second + 30 * second);
  });

  test('is taken up by a lane that begins anew', async () => {
    const { bench, runs } = await createLane({ up: true });
    const pause = { until: now + minute, since: now, reason: 'denied', pauses: 1 };
    await bench.stores.connections.pause('odoo', pause);
    await enqueueOrders(bench, 3);
    expect(await bench.finish(bench.lane.drain())).toBe(now + minute);
    expect(runs).toEqual([]);
    await bench.time.run(() => false, minute);
    await bench.finish(bench.lane.drain());
    expect(runs.map(({ at }) => at - minute)).toEqual([0, 10 * second, 10 * second]);
  });
});
