import { describe, expect, test } from 'vitest';
import { claimOne, createLedger, endedJob, message, now, settlement, work } from './support/ledger.ts';

const subject = 'order:918273';
const later = now + 60_000;

describe('news for a job in back-off', () => {
  test('makes it due now with all its attempts', async () => {
    const ledger = createLedger();
    const id = await endedJob(ledger, subject, {
      state: 'waiting',
      dueAt: now + 3_600_000,
      attempts: 4,
      error: { code: 'struggling' },
    });
    expect(await ledger.messages.receive(message(), work(subject, { dueAt: later, now: later }))).toBe(id);
    expect(await ledger.jobs.get(id)).toMatchObject({
      state: 'waiting',
      dueAt: later,
      attempts: 0,
      news: 2,
      runs: 1,
    });
  });
});

describe.each(['held', 'failed'] as const)('news for a job that is %s', (state) => {
  const ended = {
    state,
    attempts: 7,
    ...(state === 'held' ? { held: { reason: 'unknown-sku' } } : { error: { code: 'refused' } }),
  };

  test('opens that job again, due now, with all its attempts, and clears why it was closed', async () => {
    const ledger = createLedger();
    const id = await endedJob(ledger, subject, ended);
    expect(await ledger.messages.receive(message(), work(subject, { dueAt: later, now: later }))).toBe(id);
    expect(await ledger.jobs.get(id)).toMatchObject({
      state: 'waiting',
      dueAt: later,
      attempts: 0,
      held: null,
      error: null,
      finishedAt: null,
      runs: 1,
    });
    expect((await ledger.jobs.list({ limit: 50 })).items).toHaveLength(1);
  });

  test('is counted with the news that it had', async () => {
    const ledger = createLedger();
    for (let count = 0; count < 3; count += 1) await ledger.messages.receive(message(), work(subject));
    const job = await claimOne(ledger);
    await ledger.claims.settle(settlement(job, ended));
    await ledger.messages.receive(message(), work(subject));
    expect((await ledger.jobs.get(job.id))?.news).toBe(4);
  });

  test('opens none while another job of the subject waits', async () => {
    const ledger = createLedger();
    const closed = await endedJob(ledger, subject, ended);
    const waiting = work(subject);
    ledger.sqlite
      .prepare(
        `INSERT INTO jobs (id, tenant_id, kind, subject, state, priority, due_at, created_at, updated_at)
         VALUES (?, 'ten_a', 'import-order', ?, 'waiting', 1, ?, ?, ?)`,
      )
      .run(waiting.id, subject, now, now, now);
    expect(await ledger.messages.receive(message(), work(subject))).toBe(waiting.id);
    expect((await ledger.jobs.get(closed))?.state).toBe(state);
  });

  test('opens none of another subject', async () => {
    const ledger = createLedger();
    const closed = await endedJob(ledger, subject, ended);
    expect(await ledger.messages.receive(message(), work('order:2'))).not.toBe(closed);
    expect((await ledger.jobs.get(closed))?.state).toBe(state);
  });
});

describe.each(['completed', 'skipped'] as const)('news for a job that is %s', (state) => {
  test('makes a new one and leaves the old one as it is', async () => {
    const ledger = createLedger();
    const old = await endedJob(ledger, subject, { state });
    const fresh = await ledger.messages.receive(message(), work(subject));
    expect(fresh).not.toBe(old);
    expect((await ledger.jobs.get(old))?.state).toBe(state);
    expect(await ledger.jobs.countByState()).toEqual({ [state]: 1, waiting: 1 });
  });
});

describe('of several closed jobs of one subject', () => {
  test('news opens the newest', async () => {
    const ledger = createLedger();
    const first = await endedJob(ledger, subject, { state: 'completed' });
    const second = await endedJob(ledger, subject, { state: 'completed' });
    ledger.sqlite.exec("UPDATE jobs SET state = 'failed'");
    expect(await ledger.jobs.enqueue(work(subject))).toBe(second);
    expect((await ledger.jobs.get(first))?.state).toBe('failed');
  });
});

describe('a subject', () => {
  test('never has two jobs that wait, even for whoever writes to the table by hand', async () => {
    const { jobs, sqlite } = createLedger();
    const id = await jobs.enqueue(work(subject));
    const insert = (tenant: string) =>
      sqlite
        .prepare(
          `INSERT INTO jobs (id, tenant_id, kind, subject, state, priority, due_at, created_at, updated_at)
           VALUES (?, ?, 'import-order', ?, 'waiting', 1, 0, 0, 0)`,
        )
        .run(`job_by_hand_${tenant}`, tenant, subject);
    expect(() => insert('ten_a')).toThrow(/UNIQUE/);
    expect(insert('ten_b').changes).toBe(1);
    sqlite.prepare("UPDATE jobs SET state = 'running' WHERE id = ?").run(id);
    expect(insert('ten_a').changes).toBe(1);
    expect(() => sqlite.prepare("UPDATE jobs SET state = 'waiting' WHERE id = ?").run(id)).toThrow(/UNIQUE/);
  });
});
