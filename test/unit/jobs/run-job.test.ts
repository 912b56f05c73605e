import { describe, expect, test } from 'vitest';
import { collectCalls } from '../../../src/jobs/job-calls.ts';
import { jobKinds } from '../../../src/jobs/kinds.ts';
import { type JobVerb, type JobVerbs, runJob } from '../../../src/jobs/run-job.ts';
import { systemChance } from '../../../src/kit/chance.ts';
import { second } from '../../../src/kit/clock.ts';
import { SyncError } from '../../../src/kit/errors.ts';
import type { JobId } from '../../../src/trade/ids.ts';
import { createBench } from '../durable/support/bench.ts';
import { call, claimOne, now, work } from '../store/support/ledger.ts';

/** Runs one job with a verb of the test's own. */
async function ran(verb: JobVerb, given: { kind?: string; open?: () => Promise<never> } = {}) {
  const { stores: ledger, time: clock, tenant, finish } = await createBench();
  const { kind = 'import-order' } = given;
  await ledger.jobs.enqueue(work('order:1', { kind }));
  const job = await claimOne(ledger, { kinds: [kind] });
  const verbs = Object.fromEntries(Object.keys(jobKinds).map((name) => [name, verb])) as JobVerbs;
  const made = [call({ side: 'poleepo' }), call({ side: 'odoo', error: 'timed-out' })];
  const { context } = await tenant.open({ jobId: null, rank: 1, needs: [] });
  const open = given.open ?? (async () => ({ context, calls: () => made }));
  const running = runJob({
    job,
    claim: 'claim-1',
    verbs,
    claims: ledger.claims,
    open,
    clock,
    chance: { ...systemChance, fraction: () => 0 },
  });
  return { ledger, job, running: finish(running) };
}

describe('a job that is run', () => {
  test('ends as its verb answered, with the calls that it made', async () => {
    const { ledger, job, running } = await ran(async () => ({
      kind: 'created',
      detail: { saleOrder: 'S1' },
    }));
    const fate = await running;
    expect(fate.state).toBe('completed');
    expect([...fate.answered]).toEqual(['poleepo']);
    expect(await ledger.jobs.get(job.id)).toMatchObject({ state: 'completed', outcome: { saleOrder: 'S1' } });
    expect((await ledger.apiLog.list({ limit: 5 })).items).toHaveLength(2);
    expect(await ledger.jobs.runsOf(job.id)).toMatchObject([{ result: 'completed', calls: 2 }]);
  });

  test('says when it began and ended', async () => {
    const { ledger, job, running } = await ran(async (context) => {
      await context.clock.sleep(7 * second);
      return { kind: 'unchanged', detail: {} };
    });
    await running;
    expect(await ledger.jobs.runsOf(job.id)).toMatchObject([{ startedAt: now, endedAt: now + 7 * second }]);
  });

  test('ends as what its verb threw says, with the calls too', async () => {
    const { ledger, job, running } = await ran(() =>
      Promise.reject(new SyncError('slow', { code: 'timed-out', side: 'odoo' })),
    );
    expect(await running).toMatchObject({ state: 'waiting', attempts: 1, pause: { side: 'odoo' } });
    expect(await ledger.jobs.get(job.id)).toMatchObject({
      state: 'waiting',
      attempts: 1,
      dueAt: now + 30 * second,
      error: { code: 'timed-out', side: 'odoo' },
    });
    expect((await ledger.apiLog.list({ limit: 5 })).items).toHaveLength(2);
  });

  test('ends as a defect of ours where its verb threw anything else', async () => {
    const { ledger, job, running } = await ran(() => Promise.reject(new TypeError('x is not a function')));
    await running;
    expect((await ledger.jobs.get(job.id))?.error).toMatchObject({
      code: 'internal',
      side: null,
      message: 'TypeError: x is not a function',
    });
  });

  test('waits where a side that it needs is not set up, without losing an attempt', async () => {
    const missing = new SyncError('odoo is not connected', { code: 'not-configured', side: 'odoo' });
    const { ledger, job, running } = await ran(async () => ({ kind: 'unchanged', detail: {} }), {
      open: () => Promise.reject(missing),
    });
    expect(await running).toMatchObject({ pause: { side: 'odoo', reason: 'not-configured' } });
    expect(await ledger.jobs.get(job.id)).toMatchObject({ state: 'waiting', attempts: 0 });
  });

  test('of a kind without a verb fails, and nothing is called', async () => {
    let called = false;
    const verb: JobVerb = async () => ((called = true), { kind: 'unchanged', detail: {} });
    const { ledger, job, running } = await ran(verb, { kind: 'gone' });
    await running;
    expect([called, (await ledger.jobs.get(job.id))?.state]).toEqual([false, 'failed']);
  });

  test('does not outlive the end of the process, and stays claimed', async () => {
    const end = Object.assign(new Error('killed'), { fatal: true });
    const wrapped = new SyncError('lost', { code: 'unreachable', side: 'odoo', cause: end });
    const { ledger, job, running } = await ran(() => Promise.reject(wrapped));
    await expect(running).rejects.toBe(wrapped);
    expect(await ledger.jobs.get(job.id)).toMatchObject({ state: 'running', claim: 'claim-1' });
  });
});

test('calls are collected for their job, each with an id of its own, in their order', () => {
  const { observe, calls } = collectCalls('job_1' as JobId, systemChance);
  const { id: _id, jobId: _jobId, ...record } = call();
  observe(record);
  observe({ ...record, endpoint: 'second' });
  expect(calls.map(({ endpoint, jobId }) => [endpoint, jobId])).toEqual([
    [record.endpoint, 'job_1'],
    ['second', 'job_1'],
  ]);
  expect(new Set(calls.map(({ id }) => id)).size).toBe(2);
  expect(calls[0]?.id).toMatch(/^call_[0-9a-f]{32}$/);
});
