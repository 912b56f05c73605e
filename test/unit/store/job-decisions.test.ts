import { describe, expect, test } from 'vitest';
import type { JobId } from '../../../src/trade/ids.ts';
import { claimOne, createLedger, endedJob, type Ledger, now, work } from './support/ledger.ts';

const later = now + 60_000;
const subject = 'order:918273';

async function stateOf({ jobs }: Ledger, id: JobId): Promise<string | undefined> {
  return (await jobs.get(id))?.state;
}

describe('retry', () => {
  test.each(['held', 'failed', 'skipped', 'waiting'] as const)(
    'opens a job that is %s, due now with all its attempts',
    async (state) => {
      const ledger = createLedger();
      const id = await endedJob(ledger, subject, {
        state,
        dueAt: now + 3_600_000,
        attempts: 5,
        error: { code: 'refused' },
        held: { reason: 'unknown-sku' },
      });
      expect(await ledger.jobs.retry([id], later)).toEqual([id]);
      expect(await ledger.jobs.get(id)).toMatchObject({
        state: 'waiting',
        dueAt: later,
        attempts: 0,
        held: null,
        error: null,
        finishedAt: null,
        updatedAt: later,
        runs: 1,
      });
    },
  );

  test('does not open a job that runs or is completed, nor one that is not there', async () => {
    const ledger = createLedger();
    const completed = await endedJob(ledger, subject);
    await ledger.jobs.enqueue(work('order:2'));
    const running = await claimOne(ledger);
    expect(await ledger.jobs.retry([completed, running.id, 'job_none' as JobId], later)).toEqual([]);
    expect(await ledger.jobs.get(running.id)).toEqual(running);
    expect(await stateOf(ledger, completed)).toBe('completed');
  });

  test('does not open a job while newer news of its subject waits', async () => {
    const ledger = createLedger();
    const old = await endedJob(ledger, subject, { state: 'skipped' });
    const fresh = await ledger.jobs.enqueue(work(subject));
    expect(await ledger.jobs.retry([old], later)).toEqual([]);
    expect([await stateOf(ledger, old), await stateOf(ledger, fresh)]).toEqual(['skipped', 'waiting']);
  });

  test('of two closed jobs of one subject opens the newer one alone', async () => {
    const ledger = createLedger();
    const old = await endedJob(ledger, subject, { state: 'skipped' });
    const newer = await endedJob(ledger, subject, { state: 'held' });
    expect(await ledger.jobs.retry([old, newer], later)).toEqual([newer]);
    expect([await stateOf(ledger, old), await stateOf(ledger, newer)]).toEqual(['skipped', 'waiting']);
  });

  test('opens as many as are asked for, beyond the parameters of one statement', async () => {
    const ledger = createLedger();
    const ids: JobId[] = [];
    for (let id = 1; id <= 150; id += 1) ids.push(await endedJob(ledger, `order:${id}`, { state: 'failed' }));
    expect((await ledger.jobs.retry(ids, later)).toSorted()).toEqual(ids);
    expect(await ledger.jobs.countByState()).toEqual({ waiting: 150 });
  });

  test('of nothing opens nothing', async () => {
    expect(await createLedger().jobs.retry([], later)).toEqual([]);
  });
});

describe('skip', () => {
  const how = { reason: 'Inserito a mano', by: 'ada@example.it', now: later };

  test.each(['held', 'failed', 'waiting'] as const)(
    'sets a job that is %s aside with reason and name',
    async (state) => {
      const ledger = createLedger();
      const id = await endedJob(ledger, subject, { state });
      expect(await ledger.jobs.skip([id], how)).toEqual([id]);
      expect(await ledger.jobs.get(id)).toMatchObject({
        state: 'skipped',
        outcome: { kind: 'set-aside', reason: 'Inserito a mano', by: 'ada@example.it' },
        finishedAt: later,
      });
    },
  );

  test('leaves alone what runs, is completed or was set aside before', async () => {
    const ledger = createLedger();
    const completed = await endedJob(ledger, 'order:1');
    const skipped = await endedJob(ledger, 'order:2', { state: 'skipped', outcome: { kind: 'first' } });
    await ledger.jobs.enqueue(work('order:3'));
    const running = await claimOne(ledger);
    expect(await ledger.jobs.skip([completed, skipped, running.id], how)).toEqual([]);
    expect((await ledger.jobs.get(skipped))?.outcome).toEqual({ kind: 'first' });
    expect(await ledger.jobs.get(running.id)).toEqual(running);
  });

  test('keeps a job from running until news of its subject makes another', async () => {
    const ledger = createLedger();
    const id = await ledger.jobs.enqueue(work(subject));
    await ledger.jobs.skip([id], how);
    const fresh = await ledger.jobs.enqueue(work(subject));
    expect(fresh).not.toBe(id);
    expect(await stateOf(ledger, id)).toBe('skipped');
  });
});

describe('a decision', () => {
  test('is kept for its subject, and the last one counts', async () => {
    const { jobs, sqlite } = createLedger();
    expect(await jobs.decisionOn(subject)).toBeNull();
    await jobs.decide(subject, { decision: { customer: 7 }, by: 'ada@example.it', now });
    await jobs.decide(subject, { decision: { products: { A: 41 } }, by: 'leo@example.it', now: later });
    expect(await jobs.decisionOn(subject)).toEqual({ products: { A: 41 } });
    expect(await jobs.decisionOn('order:2')).toBeNull();
    expect(sqlite.prepare('SELECT decided_by, updated_at FROM overrides').all()).toEqual([
      { decided_by: 'leo@example.it', updated_at: later },
    ]);
  });
});

describe('the jobs of one state', () => {
  test('are listed oldest first, up to a limit', async () => {
    const ledger = createLedger();
    const failed: JobId[] = [];
    for (let id = 1; id <= 4; id += 1)
      failed.push(await endedJob(ledger, `order:${id}`, { state: 'failed' }));
    await endedJob(ledger, 'order:9', { state: 'held' });
    expect(await ledger.jobs.idsIn('failed', 3)).toEqual(failed.slice(0, 3));
  });
});
