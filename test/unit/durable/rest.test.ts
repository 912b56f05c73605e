import { describe, expect, test } from 'vitest';
import { hour, minute, second } from '../../../src/kit/clock.ts';
import type { RoundTrip } from '../../support/d1-over-sqlite.ts';
import { now, work } from '../store/support/ledger.ts';
import { type Bench, type BenchOptions, createBench, done } from './support/bench.ts';

/** A bench to which something happens right after the lane's first statement of a kind, before it learns the answer. */
async function benchWhere(
  meant: RegExp,
  happens: (bench: Bench) => Promise<void>,
  options: BenchOptions = {},
) {
  const box: { bench?: Bench } = {};
  let happened = false;
  const roundTrip: RoundTrip = async (statements, run) => {
    const answer = run();
    if (!happened && box.bench !== undefined && statements.some((sql) => meant.test(sql))) {
      happened = true;
      await happens(box.bench);
    }
    return answer;
  };
  const bench = await createBench({ ...options, roundTrip });
  box.bench = bench;
  return bench;
}

const lastLook = /^update "jobs" set "state"/i;
const nextTime = /^select min\(CASE/i;

describe('work that comes between the last look and the rest', () => {
  test('is done by the same drain where the bell rang', async () => {
    const bench = await benchWhere(lastLook, async ({ stores, lane }) => {
      await stores.jobs.enqueue(work('order:1'));
      lane.ring();
    });
    expect(await bench.finish(bench.lane.drain())).toBeNull();
    expect(await bench.stores.jobs.countByState()).toEqual({ completed: 1 });
  });

  test('is done by the same alarm where somebody woke the lane', async () => {
    const bench = await benchWhere(lastLook, async ({ stores, host }) => {
      await stores.jobs.enqueue(work('order:1'));
      await host.wake();
    });
    await bench.finish(bench.host.alarm());
    expect(await bench.stores.jobs.countByState()).toEqual({ completed: 1 });
    expect(bench.alarms).toEqual([]);
  });

  test('is done by the same alarm even where the lane had ended to look', async () => {
    const bench = await benchWhere(nextTime, async ({ stores, host }) => {
      await stores.jobs.enqueue(work('order:1'));
      await host.wake();
    });
    await bench.finish(bench.host.alarm());
    expect(await bench.stores.jobs.countByState()).toEqual({ completed: 1 });
  });

  test('is seen by the next alarm where nobody rang', async () => {
    const bench = await benchWhere(lastLook, async ({ stores }) => {
      await stores.jobs.enqueue(work('order:1'));
    });
    await bench.finish(bench.host.alarm());
    expect(bench.alarms).toEqual([now + 100]);
  });
});

describe('a bell that rings while jobs run', () => {
  test('lets work begin that came meanwhile, without waiting for them', async () => {
    const began: [string, number][] = [];
    const bench = await createBench({
      verb: async ({ clock }, { subject }) => {
        began.push([subject, clock.now() - now]);
        await clock.sleep(minute);
        return done;
      },
    });
    await bench.stores.jobs.enqueue(work('order:1'));
    const drained = bench.lane.drain();
    await bench.time.run(() => false, second);
    await bench.stores.jobs.enqueue(work('order:2'));
    bench.lane.ring();
    await bench.finish(drained);
    expect(began).toEqual([
      ['order:1', 0],
      ['order:2', second],
    ]);
  });
});

describe('the host of a lane', () => {
  test('asks for an alarm at once when it is woken, one only, and again after that one', async () => {
    const bench = await createBench();
    for (let time = 0; time < 3; time += 1) await bench.host.wake();
    expect(bench.alarms).toEqual([now]);
    await bench.finish(bench.host.alarm());
    await bench.host.wake();
    expect(bench.alarms).toEqual([now, now]);
  });

  test('answers who wakes it while it works at once, and works on', async () => {
    const bench = await createBench({
      verb: async ({ clock }) => {
        await clock.sleep(minute);
        return done;
      },
    });
    await bench.stores.jobs.enqueue(work('order:1'));
    const working = bench.host.alarm();
    await bench.time.run(() => false, second);
    expect(bench.host.draining).toBe(true);
    await bench.host.wake();
    expect([bench.alarms, bench.time.now()]).toEqual([[], now + second]);
    await bench.finish(working);
    expect(bench.host.draining).toBe(false);
  });

  test('asks for an alarm when the next job is due, and for none where nothing is open', async () => {
    const bench = await createBench();
    await bench.finish(bench.host.alarm());
    expect(bench.alarms).toEqual([]);
    await bench.stores.jobs.enqueue(work('order:1', { dueAt: now + hour }));
    await bench.finish(bench.host.alarm());
    expect(bench.alarms).toEqual([now + hour]);
  });

  test('lets a second alarm go while it works', async () => {
    const runs: string[] = [];
    const bench = await createBench({
      verb: async ({ clock }, { subject }) => {
        runs.push(subject);
        await clock.sleep(minute);
        return done;
      },
    });
    await bench.stores.jobs.enqueue(work('order:1'));
    await bench.finish(Promise.all([bench.host.alarm(), bench.host.alarm()]));
    expect(runs).toEqual(['order:1']);
  });

  test('comes again soon where the ledger cannot be read, and works then', async () => {
    let down = true;
    const bench = await createBench({
      roundTrip: async (_statements, run) => {
        if (down) throw new Error('D1_ERROR: no such place');
        return run();
      },
    });
    await bench.stores.jobs.enqueue(work('order:1'));
    await bench.finish(bench.host.alarm());
    expect(bench.alarms).toEqual([now + 5 * second]);
    expect(bench.lines.map((line) => (JSON.parse(line) as { event: string }).event)).toEqual([
      'lane stopped',
    ]);
    down = false;
    await bench.finish(bench.host.alarm());
    expect(await bench.stores.jobs.countByState()).toEqual({ completed: 1 });
  });

  test('does not outlive the end of the process', async () => {
    const end = Object.assign(new Error('killed'), { fatal: true });
    const bench = await createBench({ roundTrip: () => Promise.reject(end) });
    await expect(bench.finish(bench.host.alarm())).rejects.toMatchObject({ cause: end });
    expect(bench.alarms).toEqual([]);
  });
});
