import { describe, expect, test } from 'vitest';
import { hour, minute, second } from '../../../src/kit/clock.ts';
import { SyncError } from '../../../src/kit/errors.ts';
import type { RoundTrip } from '../../support/d1-over-sqlite.ts';
import { claiming, now, work } from '../store/support/ledger.ts';
import { type Bench, createBench, done, slowVerb } from './support/bench.ts';

async function benchWithSlowJobs(ms: number) {
  const box: { bench?: Bench } = {};
  const slow = slowVerb(() => box.bench?.time ?? never(), ms);
  const bench = await createBench({ verb: slow.verb });
  box.bench = bench;
  return { bench, slow };
}

function never(): never {
  throw new Error('the bench is not ready');
}

async function enqueue({ stores }: Bench, subjects: readonly string[]): Promise<void> {
  for (const subject of subjects) await stores.jobs.enqueue(work(subject));
}

const orders = (count: number) => Array.from({ length: count }, (_, index) => `order:${index + 1}`);

describe('a lane', () => {
  test('runs all that is due, six at once and never more', async () => {
    const { bench, slow } = await benchWithSlowJobs(10 * second);
    await enqueue(bench, orders(20));
    expect(await bench.finish(bench.lane.drain())).toBeNull();
    expect(slow.most()).toBe(6);
    expect(await bench.stores.jobs.countByState()).toEqual({ completed: 20 });
    expect(bench.time.now() - now).toBe(40 * second);
  });

  test('takes the next job as soon as one ends, not when all have', async () => {
    const bench = await createBench({
      verb: async (context, job) => {
        await context.clock.sleep(job.subject === 'order:1' ? minute : second);
        return done;
      },
    });
    await enqueue(bench, orders(20));
    await bench.finish(bench.lane.drain());
    expect(bench.time.now() - now).toBe(minute);
  });

  test('never runs one subject twice at once, whatever it finds in the ledger', async () => {
    const { bench, slow } = await benchWithSlowJobs(10 * second);
    await bench.stores.jobs.enqueue(work('order:1'));
    await bench.stores.claims.claim(claiming({ leaseUntil: now }));
    await enqueue(bench, ['order:1', 'order:2']);
    await bench.finish(bench.lane.drain());
    expect(slow.seen.map(({ subject }) => subject).toSorted()).toEqual(['order:1', 'order:1', 'order:2']);
    expect(slow.seen.filter(({ subject, beside }) => beside.includes(subject))).toEqual([]);
  });

  test('runs a subject again for news that came while it ran, once, and after it', async () => {
    const { bench, slow } = await benchWithSlowJobs(10 * second);
    await enqueue(bench, ['order:1']);
    const drained = bench.lane.drain();
    await bench.time.run(() => slow.running.length === 1, minute);
    await enqueue(bench, ['order:1', 'order:1', 'order:1']);
    bench.lane.ring();
    await bench.finish(drained);
    expect(slow.seen).toEqual([
      { subject: 'order:1', beside: [] },
      { subject: 'order:1', beside: [] },
    ]);
  });

  test('begins no job after five minutes, and says to come again at once', async () => {
    const { bench, slow } = await benchWithSlowJobs(4 * minute);
    await enqueue(bench, orders(20));
    const next = await bench.finish(bench.lane.drain());
    expect([slow.seen.length, bench.time.now() - now]).toEqual([12, 8 * minute]);
    expect(next).toBe(bench.time.now() + 100);
    expect(await bench.stores.jobs.countByState()).toEqual({ completed: 12, waiting: 8 });
  });

  test('does not take a job again that it is still running, although its lease is over', async () => {
    const { bench, slow } = await benchWithSlowJobs(4 * minute);
    await enqueue(bench, ['order:1']);
    const drained = bench.lane.drain();
    await bench.time.run(() => false, 3 * minute + second);
    bench.lane.ring();
    await bench.finish(drained);
    expect(slow.seen).toHaveLength(1);
    expect(await bench.stores.jobs.countByState()).toEqual({ completed: 1 });
  });

  test('says when the next job is due, and nothing where none is open', async () => {
    const bench = await createBench();
    expect(await bench.finish(bench.lane.drain())).toBeNull();
    await bench.stores.jobs.enqueue(work('order:1', { dueAt: now + hour }));
    expect(await bench.finish(bench.lane.drain())).toBe(now + hour);
  });

  test('says how many jobs it runs', async () => {
    const { bench, slow } = await benchWithSlowJobs(10 * second);
    await enqueue(bench, orders(2));
    const drained = bench.lane.drain();
    await bench.time.run(() => slow.running.length === 2, minute);
    expect(await bench.lane.state()).toEqual({ running: 2, paused: [] });
    await bench.finish(drained);
    expect((await bench.lane.state()).running).toBe(0);
  });
});

describe('a job that ends badly', () => {
  test('is told to the people where it failed, and only there', async () => {
    const bench = await createBench({
      verb: async (_context, { subject }) => {
        if (subject === 'order:1') throw new SyncError('no', { code: 'refused', side: 'odoo' });
        if (subject === 'order:2') throw new SyncError('not yet', { code: 'struggling', side: 'odoo' });
        return done;
      },
    });
    await enqueue(bench, orders(3));
    await bench.finish(bench.lane.drain());
    expect(await bench.stores.notices.alerts(50)).toMatchObject([
      { kind: 'job-failed', subject: 'order:1', detail: { code: 'refused', side: 'odoo' } },
    ]);
    expect(await bench.stores.jobs.countByState()).toEqual({ failed: 1, waiting: 1, completed: 1 });
  });

  test('is logged with what became of it', async () => {
    const bench = await createBench({ verb: () => Promise.reject(new RangeError('a defect')) });
    await enqueue(bench, ['order:1']);
    await bench.finish(bench.lane.drain());
    expect(bench.lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      { event: 'job', kind: 'import-order', subject: 'order:1', run: 1, state: 'waiting', code: 'internal' },
    ]);
  });
});

/** The database fails at the first statement of the lane's that a test means. */
function failingOnce(meant: (sql: string) => boolean, failure = new Error('D1_ERROR: lost')): RoundTrip {
  let failed = false;
  return async (statements, run) => {
    if (!failed && statements.some(meant)) {
      failed = true;
      throw failure;
    }
    return run();
  };
}

describe('a ledger that fails', () => {
  test('at the end of one job leaves that one to its lease and goes on with the others', async () => {
    const bench = await createBench({ roundTrip: failingOnce((sql) => /job_runs/.test(sql)) });
    await enqueue(bench, orders(10));
    const next = await bench.finish(bench.lane.drain());
    expect(await bench.stores.jobs.countByState()).toEqual({ completed: 9, running: 1 });
    expect(next).toBe(now + 3 * minute);
    expect(bench.lines.filter((line) => line.includes('job left'))).toHaveLength(1);
    await bench.time.run(() => false, 3 * minute);
    expect(await bench.finish(bench.lane.drain())).toBeNull();
    expect(await bench.stores.jobs.countByState()).toEqual({ completed: 10 });
  });

  test('with the end of the process ends the lane', async () => {
    const end = Object.assign(new Error('killed'), { fatal: true });
    const bench = await createBench({ roundTrip: failingOnce((sql) => /job_runs/.test(sql), end) });
    await enqueue(bench, ['order:1']);
    await expect(bench.finish(bench.lane.drain())).rejects.toBe(end);
  });
});

test('a kind that nobody knows any more is left alone', async () => {
  const bench = await createBench();
  await bench.stores.jobs.enqueue(work('x', { kind: 'gone' }));
  expect(await bench.finish(bench.lane.drain())).toBeNull();
  expect(await bench.stores.jobs.countByState()).toEqual({ waiting: 1 });
});
