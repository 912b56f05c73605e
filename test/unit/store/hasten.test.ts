import { describe, expect, test } from 'vitest';
import { hour, minute } from '../../../src/kit/clock.ts';
import { claiming, createLedger, type Ledger, now, settlement, work } from './support/ledger.ts';

/** A job that failed at `failedAt` and waits an hour. */
async function backedOff(ledger: Ledger, subject: string, failedAt: number): Promise<void> {
  const id = await ledger.jobs.enqueue(work(subject, { now: failedAt, dueAt: failedAt }));
  await ledger.claims.claim(claiming({ now: failedAt, claim: subject }));
  const end = {
    state: 'waiting',
    dueAt: failedAt + hour,
    attempts: 2,
    error: { code: 'struggling' },
  } as const;
  await ledger.claims.settle(settlement({ id }, { claim: subject, now: failedAt, ...end }));
}

const dueOf = async ({ jobs }: Ledger, subject: string) =>
  (await jobs.list({ subject, limit: 1 })).items.map(({ dueAt, retryAt }) => [dueAt, retryAt])[0];

describe('jobs in back-off that are made due early', () => {
  test('are those that were not tried for the longest time, and keep when their back-off would have ended', async () => {
    const ledger = createLedger();
    for (const [subject, ago] of Object.entries({ 'order:1': 3, 'order:2': 9, 'order:3': 6 }))
      await backedOff(ledger, subject, now - ago * minute);
    expect(await ledger.claims.hasten({ now, idleMs: 0, limit: 2 })).toBe(2);
    expect(await dueOf(ledger, 'order:2')).toEqual([now, now - 9 * minute + hour]);
    expect(await dueOf(ledger, 'order:3')).toEqual([now, now - 6 * minute + hour]);
    expect(await dueOf(ledger, 'order:1')).toEqual([now - 3 * minute + hour, null]);
  });

  test('are left alone for a while after they were tried', async () => {
    const ledger = createLedger();
    await backedOff(ledger, 'order:1', now - 1000);
    expect(await ledger.claims.hasten({ now, idleMs: minute, limit: 10 })).toBe(1);
    expect(await dueOf(ledger, 'order:1')).toEqual([now - 1000 + minute, now - 1000 + hour]);
    expect(await ledger.claims.hasten({ now, idleMs: minute, limit: 10 })).toBe(0);
  });

  test('are none that is due anyway, and none that waits without having failed', async () => {
    const ledger = createLedger();
    await backedOff(ledger, 'order:1', now - 2 * hour);
    await ledger.jobs.enqueue(work('order:2', { dueAt: now + hour }));
    expect(await ledger.claims.hasten({ now, idleMs: minute, limit: 10 })).toBe(0);
  });

  test('end their early try with the run, and with news', async () => {
    const ledger = createLedger();
    await backedOff(ledger, 'order:1', now - 5 * minute);
    await ledger.claims.hasten({ now, idleMs: 0, limit: 10 });
    await ledger.jobs.enqueue(work('order:1'));
    expect(await dueOf(ledger, 'order:1')).toEqual([now, null]);
    await backedOff(ledger, 'order:2', now - 5 * minute);
    await ledger.claims.hasten({ now, idleMs: 0, limit: 10 });
    const claimed = await ledger.claims.claim(claiming({ claim: 'again' }));
    const job = claimed.find(({ subject }) => subject === 'order:2');
    expect(job?.retryAt).toBe(now - 5 * minute + hour);
    if (job === undefined) return;
    await ledger.claims.settle(settlement({ id: job.id }, { claim: 'again', state: 'completed' }));
    expect(await dueOf(ledger, 'order:2')).toEqual([expect.any(Number), null]);
  });
});
