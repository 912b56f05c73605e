import { describe, expect, test } from 'vitest';
import { createLedger, now } from './support/ledger.ts';

const alert = (id: string, at: number, detail: Record<string, unknown> = {}) => ({
  id,
  kind: 'job-failed',
  subject: 'order:1',
  detail,
  now: at,
});

describe('an alert', () => {
  test('that is raised again is counted, with what is known last and since when', async () => {
    const { notices } = createLedger();
    await notices.raise(alert('alert_1', now, { code: 'refused' }));
    await notices.raise(alert('alert_2', now + 5, { code: 'conflict' }));
    expect(await notices.alerts(50)).toMatchObject([
      { id: 'alert_1', count: 2, raisedAt: now, lastAt: now + 5, detail: { code: 'conflict' } },
    ]);
  });

  test('of another kind or subject is another one', async () => {
    const { notices } = createLedger();
    await notices.raise(alert('alert_1', now));
    await notices.raise({ ...alert('alert_2', now + 1), subject: 'order:2' });
    await notices.raise({ ...alert('alert_3', now + 2), kind: 'silence' });
    expect((await notices.alerts(50)).map((one) => one.id)).toEqual(['alert_3', 'alert_2', 'alert_1']);
    expect(await notices.alerts(2)).toHaveLength(2);
  });

  test('that is closed is shown no more, and opens again when it is raised again', async () => {
    const { notices } = createLedger();
    await notices.raise(alert('alert_1', now));
    await notices.close('job-failed', 'order:1', now + 10);
    expect(await notices.alerts(50)).toEqual([]);
    await notices.raise(alert('alert_2', now + 20));
    expect(await notices.alerts(50)).toMatchObject([
      { id: 'alert_1', count: 2, raisedAt: now + 20, lastAt: now + 20, closedAt: null },
    ]);
  });

  test('keeps the time when it was first closed, and others stay open', async () => {
    const { notices, sqlite } = createLedger();
    await notices.raise(alert('alert_1', now));
    await notices.raise({ ...alert('alert_2', now), subject: 'order:2' });
    await notices.close('job-failed', 'order:1', now + 10);
    await notices.close('job-failed', 'order:1', now + 99);
    expect(sqlite.prepare('SELECT id, closed_at FROM alerts ORDER BY id').all()).toEqual([
      { id: 'alert_1', closed_at: now + 10 },
      { id: 'alert_2', closed_at: null },
    ]);
  });
});

describe('the audit log', () => {
  const entry = (number: number) => ({
    id: `audit_${String(number).padStart(3, '0')}`,
    at: now + number,
    actor: 'ada@example.it',
    action: 'job.retry',
    target: 'order:1',
    detail: { number },
  });

  test('goes back to its beginning page by page, without loss or repetition', async () => {
    const { notices } = createLedger();
    for (let number = 0; number < 23; number += 1) await notices.audit(entry(number));
    const seen: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page = await notices.auditLog({ limit: 5, cursor });
      seen.push(...page.items.map((one) => one.detail.number));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(Array.from({ length: 23 }, (_, index) => 22 - index));
  });

  test('shows what is newer than a moment', async () => {
    const { notices } = createLedger();
    for (let number = 0; number < 5; number += 1) await notices.audit(entry(number));
    const page = await notices.auditLog({ limit: 50, since: now + 2 });
    expect(page.items.map((one) => one.at)).toEqual([now + 4, now + 3]);
  });
});

test('of every cron the last run is kept', async () => {
  const { notices } = createLedger();
  const run = { cron: 'clean-up', startedAt: now, finishedAt: now + 1, result: 'enqueued' };
  await notices.recordCron(run);
  await notices.recordCron({ ...run, startedAt: now + 60, finishedAt: null, result: null });
  await notices.recordCron({ ...run, cron: 'poll' });
  expect((await notices.cronRuns()).map(({ cron, startedAt, result }) => [cron, startedAt, result])).toEqual([
    ['clean-up', now + 60, null],
    ['poll', now, 'enqueued'],
  ]);
});
