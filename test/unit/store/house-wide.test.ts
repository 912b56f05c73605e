import { describe, expect, test } from 'vitest';
import { recordTick, ticks } from '../../../src/store/cron-ticks.ts';
import { chunks, pageOf, together } from '../../../src/store/database.ts';
import { strandedJobs } from '../../../src/store/job-store.ts';
import { jobs } from '../../../src/store/schema/index.ts';
import type { TenantId } from '../../../src/trade/ids.ts';
import { claimOne, createLedger, endedJob, now, work } from './support/ledger.ts';

describe('stranded work', () => {
  test('is what is due or abandoned, one job for each tenant', async () => {
    const ledger = createLedger();
    const { db, storesOf } = ledger;
    const due = await storesOf('ten_due').jobs.enqueue(work('order:1'));
    await storesOf('ten_due').jobs.enqueue(work('order:2'));
    await storesOf('ten_later').jobs.enqueue(work('order:1', { dueAt: now + 1 }));
    await endedJob(storesOf('ten_done'), 'order:1');
    const abandoned = await storesOf('ten_left').jobs.enqueue(work('order:1'));
    await claimOne(storesOf('ten_left'), { leaseUntil: now });
    await storesOf('ten_busy').jobs.enqueue(work('order:1'));
    await claimOne(storesOf('ten_busy'), { leaseUntil: now + 1 });
    expect((await strandedJobs(db, now, 50)).toSorted((a, b) => (a.tenantId < b.tenantId ? -1 : 1))).toEqual([
      { tenantId: 'ten_due', jobId: due },
      { tenantId: 'ten_left', jobId: abandoned },
    ]);
    expect(await strandedJobs(db, now, 1)).toHaveLength(1);
    expect(await strandedJobs(db, now + 1, 50)).toHaveLength(4);
  });
});

test('of every cron the last tick is kept', async () => {
  const { db } = createLedger();
  await recordTick(db, { cron: 'clean-up', startedAt: now, finishedAt: now + 1, result: '3 tenants' });
  await recordTick(db, { cron: 'clean-up', startedAt: now + 60, finishedAt: null, result: null });
  await recordTick(db, { cron: 'other', startedAt: now, finishedAt: now, result: 'x' });
  expect(await ticks(db)).toEqual([
    { cron: 'clean-up', startedAt: now + 60, finishedAt: null, result: null },
    { cron: 'other', startedAt: now, finishedAt: now, result: 'x' },
  ]);
});

describe('statements together', () => {
  test('are all written or none', async () => {
    const { db, jobs: ledger } = createLedger();
    const { id } = work('order:1');
    const row = {
      id,
      tenantId: 'ten_a' as TenantId,
      kind: 'import-order',
      subject: 'order:1',
      state: 'failed',
      priority: 1,
      dueAt: now,
      createdAt: now,
      updatedAt: now,
    } as const;
    await expect(together(db, [db.insert(jobs).values(row), db.insert(jobs).values(row)])).rejects.toThrow(
      'UNIQUE',
    );
    expect(await ledger.get(id)).toBeNull();
  });

  test('may be none', async () => {
    expect(await together(createLedger().db, [])).toEqual([]);
  });
});

test('chunks hold everything in order, the last one what is left', () => {
  expect(chunks([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  expect(chunks([1, 2], 2)).toEqual([[1, 2]]);
  expect(chunks([], 2)).toEqual([]);
});

test('a page names where the next one starts only where there is one', () => {
  const rows = ['c', 'b', 'a'].map((id) => ({ id }));
  expect(pageOf(rows, 2)).toEqual({ items: [{ id: 'c' }, { id: 'b' }], nextCursor: 'b' });
  expect(pageOf(rows, 3)).toEqual({ items: rows, nextCursor: null });
  expect(pageOf([], 3)).toEqual({ items: [], nextCursor: null });
});
