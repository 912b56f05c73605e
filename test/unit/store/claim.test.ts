import { describe, expect, test } from 'vitest';
import type { Claiming } from '../../../src/store/job-claims.ts';
import { claimOne, claiming, createLedger, endedJob, type Ledger, now, work } from './support/ledger.ts';

async function subjectsClaimed({ claims }: Ledger, given: Partial<Claiming> = {}): Promise<string[]> {
  return (await claims.claim(claiming(given))).map((job) => job.subject);
}

describe('a claim', () => {
  test('takes what is due, and nothing before its time', async () => {
    const ledger = createLedger();
    await ledger.jobs.enqueue(work('order:1', { dueAt: now }));
    await ledger.jobs.enqueue(work('order:2', { dueAt: now + 1 }));
    expect(await subjectsClaimed(ledger)).toEqual(['order:1']);
    expect(await subjectsClaimed(ledger)).toEqual([]);
    expect(await subjectsClaimed(ledger, { now: now + 1 })).toEqual(['order:2']);
  });

  test('says who holds the job and until when, and counts the run', async () => {
    const ledger = createLedger();
    await ledger.jobs.enqueue(work('order:1'));
    expect(await claimOne(ledger)).toMatchObject({
      state: 'running',
      claim: 'claim-1',
      leaseUntil: now + 180_000,
      runs: 1,
      attempts: 0,
    });
  });

  test('takes no job that is done with', async () => {
    const ledger = createLedger();
    for (const state of ['completed', 'failed', 'held', 'skipped'] as const)
      await endedJob(ledger, `order:${state}`, { state });
    expect(await subjectsClaimed(ledger, { now: now + 1_000_000_000 })).toEqual([]);
  });

  test('takes the most urgent first, then the earliest, then the oldest, up to its limit', async () => {
    const ledger = createLedger();
    const wanted: [subject: string, priority: number, dueAt: number][] = [
      ['catalogue', 2, now - 9000],
      ['late order', 1, now - 1],
      ['early order', 1, now - 5000],
      ['twin a', 1, now - 3000],
      ['twin b', 1, now - 3000],
      ['person', 0, now],
    ];
    for (const [subject, priority, dueAt] of wanted)
      await ledger.jobs.enqueue(work(subject, { priority, dueAt }));
    const taken: string[][] = [];
    for (const limit of [1, 1, 1, 1, 1, 1]) taken.push(await subjectsClaimed(ledger, { limit }));
    expect(taken.flat()).toEqual(['person', 'early order', 'twin a', 'twin b', 'late order', 'catalogue']);
  });

  test('takes at most its limit', async () => {
    const ledger = createLedger();
    for (let id = 1; id <= 5; id += 1) await ledger.jobs.enqueue(work(`order:${id}`));
    expect(await subjectsClaimed(ledger, { limit: 3 })).toHaveLength(3);
    expect(await subjectsClaimed(ledger, { limit: 3 })).toHaveLength(2);
  });

  test('takes only the kinds that are asked for, and none where none are', async () => {
    const ledger = createLedger();
    await ledger.jobs.enqueue(work('order:1'));
    await ledger.jobs.enqueue(work('clean-up', { kind: 'clean-up' }));
    expect(await subjectsClaimed(ledger, { kinds: [] })).toEqual([]);
    expect(await subjectsClaimed(ledger, { kinds: ['clean-up'] })).toEqual(['clean-up']);
    expect(await subjectsClaimed(ledger, { kinds: ['import-order', 'clean-up'] })).toEqual(['order:1']);
  });

  test('takes no job whose subject somebody is working on', async () => {
    const ledger = createLedger();
    await ledger.jobs.enqueue(work('order:1'));
    await claimOne(ledger);
    await ledger.jobs.enqueue(work('order:1'));
    expect(await subjectsClaimed(ledger, { now: now + 179_999 })).toEqual([]);
  });

  test('takes the jobs of its own tenant, although another works on the same subject', async () => {
    const ledger = createLedger();
    await ledger.storesOf('ten_b').jobs.enqueue(work('order:1'));
    await claimOne(ledger.storesOf('ten_b'));
    await ledger.jobs.enqueue(work('order:1'));
    expect(await subjectsClaimed(ledger)).toEqual(['order:1']);
  });
});

describe('a job that was abandoned', () => {
  test('is taken again once its lease is over, by whoever comes, as another run', async () => {
    const ledger = createLedger();
    const id = await ledger.jobs.enqueue(work('order:1'));
    await claimOne(ledger);
    expect(await subjectsClaimed(ledger, { claim: 'claim-2', now: now + 179_999 })).toEqual([]);
    const again = await claimOne(ledger, { claim: 'claim-2', now: now + 180_000, leaseUntil: now + 400_000 });
    expect(again).toMatchObject({ id, claim: 'claim-2', runs: 2, attempts: 0 });
    expect(await subjectsClaimed(ledger, { claim: 'claim-3', now: now + 399_999 })).toEqual([]);
  });

  test('does not keep what waits for its subject waiting for ever', async () => {
    const ledger = createLedger();
    await ledger.jobs.enqueue(work('order:1'));
    await claimOne(ledger);
    await ledger.jobs.enqueue(work('order:1'));
    expect(await subjectsClaimed(ledger, { now: now + 180_000 })).toEqual(['order:1', 'order:1']);
  });
});

describe('the next time to come', () => {
  const kinds = ['import-order'];

  test('is when the first waiting job is due, or the first running one is abandoned', async () => {
    const ledger = createLedger();
    expect(await ledger.claims.nextDue(kinds)).toBeNull();
    await ledger.jobs.enqueue(work('order:1', { dueAt: now }));
    await claimOne(ledger);
    expect(await ledger.claims.nextDue(kinds)).toBe(now + 180_000);
    await ledger.jobs.enqueue(work('order:2', { dueAt: now + 300_000 }));
    expect(await ledger.claims.nextDue(kinds)).toBe(now + 180_000);
    await ledger.jobs.enqueue(work('order:3', { dueAt: now + 5000 }));
    expect(await ledger.claims.nextDue(kinds)).toBe(now + 5000);
  });

  test('is not while somebody holds the subject of what is due, however dead', async () => {
    const ledger = createLedger();
    await ledger.jobs.enqueue(work('order:1'));
    await claimOne(ledger);
    await ledger.jobs.enqueue(work('order:1'));
    expect(await ledger.claims.nextDue(kinds)).toBe(now + 180_000);
    expect(await subjectsClaimed(ledger, { now: now + 180_000 })).toHaveLength(2);
    await ledger.jobs.enqueue(work('order:2', { dueAt: now + 1 }));
    expect(await ledger.claims.nextDue(kinds)).toBe(now + 1);
  });

  test('is none for kinds that are not asked for, and for jobs that are done with', async () => {
    const ledger = createLedger();
    await endedJob(ledger, 'order:1', { state: 'held' });
    await ledger.jobs.enqueue(work('clean-up', { kind: 'clean-up' }));
    expect(await ledger.claims.nextDue(kinds)).toBeNull();
    expect(await ledger.claims.nextDue([])).toBeNull();
    expect(await ledger.claims.nextDue(['clean-up'])).toBe(now);
  });
});
