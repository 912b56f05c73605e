import { describe, expect, test } from 'vitest';
import { claimOne, createLedger, message, now, settlement, work } from './support/ledger.ts';

const subject = 'order:918273';

describe('a burst of messages about one order', () => {
  test('keeps every message and makes one job that waits', async () => {
    const { messages, jobs } = createLedger();
    const ids: (string | null)[] = [];
    for (let count = 0; count < 10; count += 1) ids.push(await messages.receive(message(), work(subject)));
    expect(new Set(ids).size).toBe(1);
    expect((await messages.list({ limit: 50 })).items.map((one) => [one.jobId, one.state])).toEqual(
      Array.from({ length: 10 }, () => [ids[0], 'waiting']),
    );
    expect((await jobs.list({ limit: 50 })).items.map(({ id, news, runs }) => [id, news, runs])).toEqual([
      [ids[0], 10, 0],
    ]);
  });

  test('leaves the jobs of other orders alone', async () => {
    const { messages, jobs } = createLedger();
    const one = await messages.receive(message(), work(subject));
    const two = await messages.receive(message(), work('order:2'));
    expect(one).not.toBe(two);
    expect((await jobs.list({ limit: 50 })).items.map((job) => job.subject).toSorted()).toEqual([
      'order:2',
      subject,
    ]);
  });

  test('is as urgent and as early as the most urgent and the earliest of it', async () => {
    const { jobs } = createLedger();
    const id = await jobs.enqueue(work(subject, { priority: 1, dueAt: now + 5000 }));
    await jobs.enqueue(work(subject, { priority: 0, dueAt: now + 9000 }));
    await jobs.enqueue(work(subject, { priority: 2, dueAt: now + 7000 }));
    expect(await jobs.get(id)).toMatchObject({ priority: 0, dueAt: now + 5000, news: 3 });
  });

  test('brings along what the job must know, and news without any takes nothing away', async () => {
    const { jobs } = createLedger();
    const id = await jobs.enqueue(work(subject, { input: { from: 1 } }));
    await jobs.enqueue(work(subject));
    expect((await jobs.get(id))?.input).toEqual({ from: 1 });
    await jobs.enqueue(work(subject, { input: { from: 2 } }));
    expect((await jobs.get(id))?.input).toEqual({ from: 2 });
  });
});

describe('news that comes during a run', () => {
  test('makes the next job, which waits while the first runs', async () => {
    const { messages, jobs, claims, ...rest } = createLedger();
    const first = await messages.receive(message(), work(subject));
    const running = await claimOne({ ...rest, messages, jobs, claims });
    const second = await messages.receive(message(), work(subject));
    const third = await messages.receive(message(), work(subject));
    expect([running.id, second === first, third]).toEqual([first, false, second]);
    expect(await claims.claim({ ...laterClaim(), now: now + 1 })).toEqual([]);
    await claims.settle(settlement(running));
    const [next] = await claims.claim(laterClaim());
    expect(next).toMatchObject({ id: second, news: 2, state: 'running' });
  });
});

function laterClaim() {
  return { now: now + 2000, leaseUntil: now + 9000, claim: 'claim-2', limit: 6, kinds: ['import-order'] };
}

describe('messages', () => {
  test('of equal bodies are messages of their own: A, B, A are three', async () => {
    const { messages, jobs } = createLedger();
    for (const payload of ['{"status":"A"}', '{"status":"B"}', '{"status":"A"}'])
      expect(await messages.receive(message({ payload }), work(subject))).not.toBeNull();
    const kept = (await messages.list({ limit: 50 })).items.map((one) => one.payload);
    expect(kept.toReversed()).toEqual(['{"status":"A"}', '{"status":"B"}', '{"status":"A"}']);
    expect((await jobs.list({ limit: 50 })).items.map((job) => job.news)).toEqual([3]);
  });

  test('that repeat an event id write nothing, whatever else they say', async () => {
    const { messages, jobs } = createLedger();
    const id = await messages.receive(message({ eventId: 'evt_1' }), work(subject));
    const before = [await messages.list({ limit: 50 }), await jobs.list({ limit: 50 })];
    const repeated = message({ eventId: 'evt_1', payload: '{"else":1}' });
    expect(await messages.receive(repeated, work('order:2', { priority: 0 }))).toBeNull();
    expect(await messages.receive(message({ eventId: 'evt_1' }), work(subject))).toBeNull();
    expect([await messages.list({ limit: 50 }), await jobs.list({ limit: 50 })]).toEqual(before);
    expect(before[1]?.items.map((job) => job.id)).toEqual([id]);
  });

  test.each(['completed', 'held', 'failed', 'skipped'] as const)(
    'that repeat an event id write nothing after their job is %s either',
    async (state) => {
      const ledger = createLedger();
      const { messages, jobs, claims } = ledger;
      await messages.receive(message({ eventId: 'evt_1' }), work(subject));
      await claims.settle(settlement(await claimOne(ledger), { state, error: { code: 'x' } }));
      const before = await jobs.list({ limit: 50 });
      expect(await messages.receive(message({ eventId: 'evt_1' }), work(subject))).toBeNull();
      expect(await jobs.list({ limit: 50 })).toEqual(before);
      expect(before.items.map((job) => job.state)).toEqual([state]);
    },
  );

  test('with the same event id of two tenants are two messages', async () => {
    const { messages, storesOf } = createLedger();
    const other = storesOf('ten_b');
    expect(await messages.receive(message({ eventId: 'evt_1' }), work(subject))).not.toBeNull();
    expect(await other.messages.receive(message({ eventId: 'evt_1' }), work(subject))).not.toBeNull();
    expect((await other.messages.list({ limit: 50 })).items).toHaveLength(1);
  });

  test('are written with their job or not at all', async () => {
    const { messages, jobs, sqlite } = createLedger();
    sqlite.exec(
      "CREATE TRIGGER refuse BEFORE INSERT ON jobs BEGIN SELECT RAISE(ABORT, 'no room for jobs'); END",
    );
    await expect(messages.receive(message(), work(subject))).rejects.toThrow('no room for jobs');
    expect((await messages.list({ limit: 50 })).items).toEqual([]);
    expect((await jobs.list({ limit: 50 })).items).toEqual([]);
  });

  test('never wait without a job', async () => {
    const ledger = createLedger();
    for (const about of [subject, 'order:2', subject]) await ledger.messages.receive(message(), work(about));
    expect(await ledger.messages.orphans(0)).toBe(0);
    ledger.sqlite.exec(`UPDATE webhook_messages SET job_id = NULL WHERE subject = 'order:2'`);
    ledger.sqlite.exec(`UPDATE webhook_messages SET job_id = 'job_gone' WHERE subject = '${subject}'`);
    expect(await ledger.messages.orphans(0)).toBe(3);
    expect(await ledger.messages.orphans(now)).toBe(0);
  });
});
