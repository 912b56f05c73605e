import { describe, expect, test } from 'vitest';
import { call, claimOne, createLedger, message, now, settlement, work } from './support/ledger.ts';

const subject = 'order:918273';

async function running() {
  const ledger = createLedger();
  await ledger.messages.receive(message(), work(subject));
  return { ledger, job: await claimOne(ledger) };
}

describe('the end of a run', () => {
  test('writes the fate of the job, the run and its calls together', async () => {
    const { ledger, job } = await running();
    const outcome = { kind: 'created', saleOrder: 'S00041' };
    const calls = [call({ jobId: job.id }), call({ jobId: job.id })];
    expect(await ledger.claims.settle(settlement(job, { outcome, calls }))).toBe('completed');
    expect(await ledger.jobs.get(job.id)).toMatchObject({
      state: 'completed',
      outcome,
      claim: null,
      leaseUntil: null,
      finishedAt: now + 1000,
      updatedAt: now + 1000,
    });
    expect(await ledger.jobs.runsOf(job.id)).toMatchObject([
      {
        run: 1,
        startedAt: now,
        endedAt: now + 1000,
        result: 'completed',
        code: null,
        detail: null,
        calls: 2,
      },
    ]);
    expect((await ledger.apiLog.list({ jobId: job.id, limit: 50 })).items).toHaveLength(2);
  });

  test('that waits again keeps its error and is not finished', async () => {
    const { ledger, job } = await running();
    const error = { code: 'struggling', message: 'Poleepo answered 502' };
    const end = { state: 'waiting', dueAt: now + 30_000, attempts: 1, error } as const;
    expect(await ledger.claims.settle(settlement(job, end))).toBe('waiting');
    expect(await ledger.jobs.get(job.id)).toMatchObject({ ...end, finishedAt: null, claim: null });
    expect(await ledger.jobs.runsOf(job.id)).toMatchObject([
      { result: 'waiting', code: 'struggling', detail: 'Poleepo answered 502' },
    ]);
  });

  test('that is held says why in its run', async () => {
    const { ledger, job } = await running();
    await ledger.claims.settle(settlement(job, { state: 'held', held: { reason: 'unknown-sku' } }));
    expect(await ledger.jobs.get(job.id)).toMatchObject({ state: 'held', held: { reason: 'unknown-sku' } });
    expect(await ledger.jobs.runsOf(job.id)).toMatchObject([{ result: 'held', code: 'unknown-sku' }]);
  });

  test('keeps more calls than one statement has parameters for', async () => {
    const { ledger, job } = await running();
    const calls = Array.from({ length: 100 }, () => call({ jobId: job.id, request: 'a', response: 'b' }));
    await ledger.claims.settle(settlement(job, { calls }));
    expect((await ledger.apiLog.list({ limit: 200 })).items.map((one) => one.id).toSorted()).toEqual(
      calls.map((one) => one.id).toSorted(),
    );
    expect((await ledger.jobs.runsOf(job.id)).map((run) => run.calls)).toEqual([100]);
  });

  test('is all or nothing', async () => {
    const { ledger, job } = await running();
    ledger.sqlite.exec(
      "CREATE TRIGGER refuse BEFORE INSERT ON api_log BEGIN SELECT RAISE(ABORT, 'full'); END",
    );
    await expect(ledger.claims.settle(settlement(job, { calls: [call()] }))).rejects.toThrow('full');
    expect(await ledger.jobs.get(job.id)).toMatchObject({ state: 'running', claim: 'claim-1' });
    expect(await ledger.jobs.runsOf(job.id)).toEqual([]);
  });

  test('is recorded once, however often it is told', async () => {
    const { ledger, job } = await running();
    expect(await ledger.claims.settle(settlement(job))).toBe('completed');
    expect(await ledger.claims.settle(settlement(job, { state: 'failed' }))).toBeNull();
    expect((await ledger.jobs.get(job.id))?.state).toBe('completed');
    expect(await ledger.jobs.runsOf(job.id)).toMatchObject([{ run: 1, result: 'completed' }]);
  });

  test('of each run is recorded', async () => {
    const { ledger, job } = await running();
    await ledger.claims.settle(settlement(job, { state: 'waiting' }));
    const again = await claimOne(ledger, { claim: 'claim-2', now: now + 5000, leaseUntil: now + 9000 });
    await ledger.claims.settle(
      settlement(again, { claim: 'claim-2', startedAt: now + 5000, now: now + 6000 }),
    );
    expect((await ledger.jobs.runsOf(job.id)).map(({ run, result }) => [run, result])).toEqual([
      [1, 'waiting'],
      [2, 'completed'],
    ]);
  });
});

describe('a claim that was lost', () => {
  test('writes neither a fate nor a run, while another holds the job and after', async () => {
    const { ledger, job } = await running();
    const second = { claim: 'claim-2', now: now + 180_000, leaseUntil: now + 400_000 };
    const again = await claimOne(ledger, second);
    const tooLate = settlement(job, { outcome: { kind: 'created' }, now: now + 190_000 });
    expect(await ledger.claims.settle(tooLate)).toBeNull();
    expect(await ledger.jobs.get(job.id)).toEqual(again);
    expect(await ledger.jobs.runsOf(job.id)).toEqual([]);
    await ledger.claims.settle(settlement(again, { claim: 'claim-2', state: 'held', now: now + 200_000 }));
    const held = await ledger.jobs.get(job.id);
    expect(await ledger.claims.settle(tooLate)).toBeNull();
    expect(await ledger.jobs.get(job.id)).toEqual(held);
    expect((await ledger.jobs.runsOf(job.id)).map(({ run, result }) => [run, result])).toEqual([[2, 'held']]);
  });

  test('leaves the messages of the job where they are', async () => {
    const { ledger, job } = await running();
    await claimOne(ledger, { claim: 'claim-2', now: now + 180_000, leaseUntil: now + 400_000 });
    await ledger.messages.receive(message(), work(subject));
    const before = await ledger.messages.list({ limit: 50 });
    expect(await ledger.claims.settle(settlement(job, { state: 'waiting', now: now + 190_000 }))).toBeNull();
    expect(await ledger.messages.list({ limit: 50 })).toEqual(before);
  });

  test('still says which calls were made', async () => {
    const { ledger, job } = await running();
    await claimOne(ledger, { claim: 'claim-2', now: now + 180_000, leaseUntil: now + 400_000 });
    await ledger.claims.settle(settlement(job, { calls: [call({ jobId: job.id })] }));
    expect((await ledger.apiLog.list({ limit: 50 })).items).toHaveLength(1);
  });
});

describe.each(['waiting', 'failed', 'held'] as const)('a job that would be %s', (state) => {
  const end = { state, error: { code: 'struggling' }, held: { reason: 'x' }, attempts: 1 };

  test('gives way to newer news of its subject, and its messages go over to that', async () => {
    const { ledger, job } = await running();
    const heir = await ledger.messages.receive(message(), work(subject));
    expect(await ledger.claims.settle(settlement(job, end))).toBe('skipped');
    expect(await ledger.jobs.get(job.id)).toMatchObject({ state: 'skipped', outcome: { kind: 'overtaken' } });
    expect((await ledger.messages.list({ limit: 50 })).items.map((one) => [one.jobId, one.state])).toEqual([
      [heir, 'waiting'],
      [heir, 'waiting'],
    ]);
    expect(await ledger.messages.orphans(0)).toBe(0);
  });

  test('gives way to no news of another subject or another tenant', async () => {
    const { ledger, job } = await running();
    await ledger.messages.receive(message(), work('order:2'));
    await ledger.storesOf('ten_b').messages.receive(message(), work(subject));
    expect(await ledger.claims.settle(settlement(job, end))).toBe(state);
    expect(await ledger.jobs.get(job.id)).toMatchObject({ state });
    const kept = (await ledger.messages.list({ limit: 50 })).items.find((one) => one.subject === subject);
    expect(kept?.jobId).toBe(job.id);
  });
});

describe.each(['completed', 'skipped'] as const)('a job that is %s', (state) => {
  test('keeps its messages, although newer news waits', async () => {
    const { ledger, job } = await running();
    const next = await ledger.messages.receive(message(), work(subject));
    expect(await ledger.claims.settle(settlement(job, { state }))).toBe(state);
    const jobsOfMessages = (await ledger.messages.list({ limit: 50 })).items.map((one) => one.jobId);
    expect(jobsOfMessages).toEqual([next, job.id]);
  });
});
