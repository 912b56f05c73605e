import { expect, test } from 'vitest';
import type { JobId } from '../../../src/trade/ids.ts';
import { createLedger, endedJob, type Ledger, now, work } from './support/ledger.ts';

const later = now + 60_000;
const subject = 'order:918273';
const other = 'order:918274';
const lifting = {
  setAside: 'setAside',
  unless: { reason: 'too-old', member: 'evenOld' },
  by: 'ada@example.it',
  now: later,
};

function left(ledger: Ledger, about: string, reason: string): Promise<JobId> {
  return endedJob(ledger, about, { state: 'skipped', outcome: { kind: 'skipped', reason } });
}

function decide({ jobs }: Ledger, about: string, decision: Record<string, unknown>): Promise<void> {
  return jobs.decide(about, { decision, by: 'bo@example.it', now });
}

test('what sets an order aside is taken out of its decision, and the rest of it stays', async () => {
  const ledger = createLedger();
  const id = await left(ledger, subject, 'set-aside');
  await decide(ledger, subject, { customer: 7, setAside: true });
  await decide(ledger, other, { setAside: true });
  expect(await ledger.skipped.want([id], lifting)).toEqual(new Map([[id, subject]]));
  expect(await ledger.jobs.decisionOn(subject)).toEqual({ customer: 7 });
  expect(await ledger.jobs.decisionOn(other)).toEqual({ setAside: true });
});

test('what was left for its age is decided on, beside what was decided before', async () => {
  const ledger = createLedger();
  const ids = [await left(ledger, subject, 'too-old'), await left(ledger, other, 'too-old')];
  await decide(ledger, subject, { customer: 7 });
  await ledger.skipped.want(ids, lifting);
  expect(await ledger.jobs.decisionOn(subject)).toEqual({ customer: 7, evenOld: true });
  expect(await ledger.jobs.decisionOn(other)).toEqual({ evenOld: true });
});

test('nothing is decided about jobs that cannot be opened, nor about those skipped for another reason', async () => {
  const ledger = createLedger();
  const done = await endedJob(ledger, subject);
  await decide(ledger, subject, { setAside: true });
  const cancelled = await left(ledger, other, 'cancelled-before-import');
  const none = `job_${'0'.repeat(32)}` as JobId;
  expect(await ledger.skipped.want([done, cancelled, none], lifting)).toEqual(new Map([[cancelled, other]]));
  expect(await ledger.jobs.decisionOn(subject)).toEqual({ setAside: true });
  expect(await ledger.jobs.decisionOn(other)).toBeNull();
});

test('five hundred jobs are wanted in one go', async () => {
  const ledger = createLedger();
  const ids: JobId[] = [];
  for (let number = 0; number < 500; number += 1)
    ids.push(await ledger.jobs.enqueue(work(`order:${number}`, { id: `job_${number}` as JobId })));
  expect((await ledger.skipped.want(ids, lifting)).size).toBe(500);
});
