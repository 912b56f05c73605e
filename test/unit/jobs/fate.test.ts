import { describe, expect, test } from 'vitest';
import { fateOfError, fateOfOutcome } from '../../../src/jobs/fate.ts';
import type { Hold } from '../../../src/jobs/outcome.ts';
import { second } from '../../../src/kit/clock.ts';
import { type Advice, type ErrorCode, type ErrorFacts, SyncError } from '../../../src/kit/errors.ts';

const now = Date.UTC(2026, 5, 3, 8);
const attempted = (attempts = 0) => ({ attempts, now, fraction: 0 });
const fateOf = (facts: ErrorFacts, attempts = 0) =>
  fateOfError(new SyncError('x', facts), attempted(attempts));

interface Row {
  code: ErrorCode;
  state: 'waiting' | 'failed';
  /** Milliseconds. */
  delay: number;
  attempts: number;
  pauses: boolean;
}

/** By the advice that each code has by itself, for an error of Odoo after two attempts. */
const table: Row[] = [
  { code: 'unreachable', state: 'waiting', delay: 0, attempts: 2, pauses: true },
  { code: 'denied', state: 'waiting', delay: 0, attempts: 2, pauses: true },
  { code: 'rate-limited', state: 'waiting', delay: 0, attempts: 2, pauses: true },
  { code: 'not-configured', state: 'waiting', delay: 0, attempts: 2, pauses: true },
  { code: 'timed-out', state: 'waiting', delay: 600 * second, attempts: 3, pauses: true },
  { code: 'struggling', state: 'waiting', delay: 600 * second, attempts: 3, pauses: false },
  { code: 'unreadable', state: 'waiting', delay: 600 * second, attempts: 3, pauses: false },
  { code: 'internal', state: 'waiting', delay: 600 * second, attempts: 3, pauses: false },
  { code: 'conflict', state: 'waiting', delay: 30 * second, attempts: 3, pauses: false },
  { code: 'forbidden', state: 'failed', delay: 0, attempts: 3, pauses: false },
  { code: 'not-found', state: 'failed', delay: 0, attempts: 3, pauses: false },
  { code: 'refused', state: 'failed', delay: 0, attempts: 3, pauses: false },
  { code: 'address-refused', state: 'failed', delay: 0, attempts: 3, pauses: false },
  { code: 'invalid', state: 'failed', delay: 0, attempts: 3, pauses: false },
];

describe('an error of a side', () => {
  test.each(table)('that is $code leaves the job $state', ({ code, state, delay, attempts, pauses }) => {
    expect(fateOf({ code, side: 'odoo' }, 2)).toMatchObject({
      state,
      dueAt: now + delay,
      attempts,
      pause: pauses ? { side: 'odoo', reason: code, retryAfterMs: undefined } : null,
      outcome: null,
      held: null,
      error: { code, side: 'odoo', message: 'x' },
    });
  });

  const codes = table.map((row) => row.code);
  const advised: [Advice, Partial<Row>][] = [
    ['wait', { state: 'waiting', attempts: 2, delay: 0 }],
    ['give-up', { state: 'failed', attempts: 3, delay: 0 }],
    ['retry', { state: 'waiting', attempts: 3 }],
  ];

  test.each(codes.flatMap((code) => advised.map(([advice, wanted]) => ({ code, advice, wanted }))))(
    'that is $code and advises to $advice is treated by its advice',
    ({ code, advice, wanted }) => {
      const fate = fateOf({ code, side: 'poleepo', advice }, 2);
      expect([fate.state, fate.attempts]).toEqual([wanted.state, wanted.attempts]);
      expect(advice === 'retry' ? fate.dueAt > now : fate.dueAt === now).toBe(true);
      const pauses = advice === 'wait' || (advice === 'retry' && code === 'timed-out');
      expect(fate.pause).toEqual(pauses ? { side: 'poleepo', reason: code, retryAfterMs: undefined } : null);
    },
  );

  test('that says when to come again hands that on to the pause', () => {
    const fate = fateOf({ code: 'rate-limited', side: 'poleepo', retryAfterMs: 90_000 });
    expect(fate.pause).toEqual({ side: 'poleepo', reason: 'rate-limited', retryAfterMs: 90_000 });
  });

  test('is told with what people and programs need to know of it, cut to a thousand letters', () => {
    const hint = { it: 'Aspetta.', en: 'Wait.' };
    const error = new SyncError('y'.repeat(5000), {
      code: 'refused',
      side: 'odoo',
      vendorCode: 'odoo.exceptions.UserError',
      mayHaveHappened: true,
      hint,
    });
    expect(fateOfError(error, attempted()).error).toEqual({
      code: 'refused',
      side: 'odoo',
      message: 'y'.repeat(1000),
      vendorCode: 'odoo.exceptions.UserError',
      mayHaveHappened: true,
      hint,
    });
  });
});

describe('an error of no side', () => {
  test.each(['unreachable', 'denied', 'rate-limited', 'not-configured'] as const)(
    'that is %s pauses nothing, and uses up an attempt',
    (code) => {
      expect(fateOf({ code }, 0)).toMatchObject({
        state: 'waiting',
        dueAt: now + 30 * second,
        attempts: 1,
        pause: null,
      });
    },
  );

  test('of a side that is not one of ours neither', () => {
    expect(fateOf({ code: 'denied', side: 'mail' })).toMatchObject({ attempts: 1, pause: null });
  });
});

describe('attempts', () => {
  test('end in failure after six retries', () => {
    const states = [0, 1, 2, 3, 4, 5, 6, 7].map((attempts) => fateOf({ code: 'internal' }, attempts).state);
    expect(states).toEqual([...Array.from({ length: 6 }, () => 'waiting'), 'failed', 'failed']);
    expect(fateOf({ code: 'internal' }, 6)).toMatchObject({ dueAt: now, attempts: 7 });
  });

  test('that ran out with a time-out still pause the side', () => {
    expect(fateOf({ code: 'timed-out', side: 'odoo' }, 6)).toMatchObject({
      state: 'failed',
      pause: { side: 'odoo', reason: 'timed-out' },
    });
  });

  test('are never used up by a side that is down', () => {
    expect(fateOf({ code: 'unreachable', side: 'odoo' }, 6)).toMatchObject({ state: 'waiting', attempts: 6 });
  });

  test('made early and in vain use up nothing: the rest of the back-off is waited out', () => {
    const retryAt = now + 600 * second;
    const early = (code: ErrorCode) =>
      fateOfError(new SyncError('x', { code, side: 'odoo' }), { ...attempted(3), retryAt });
    expect(early('struggling')).toMatchObject({ state: 'waiting', dueAt: retryAt, attempts: 3, pause: null });
    expect(early('timed-out')).toMatchObject({ dueAt: retryAt, attempts: 3, pause: { side: 'odoo' } });
    expect(early('unreachable')).toMatchObject({ dueAt: now, attempts: 3 });
    expect(early('refused')).toMatchObject({ state: 'failed', attempts: 4 });
  });

  test('made after the back-off has ended count, however the job came to be due', () => {
    const error = new SyncError('x', { code: 'struggling' });
    expect(fateOfError(error, { ...attempted(1), retryAt: now })).toMatchObject({
      dueAt: now + 120 * second,
      attempts: 2,
    });
  });

  test('wait by chance up to a fifth longer', () => {
    const error = new SyncError('x', { code: 'internal' });
    const due = (fraction: number) => fateOfError(error, { attempts: 0, now, fraction }).dueAt - now;
    expect([due(0), due(0.5), due(1)]).toEqual([30_000, 33_000, 36_000]);
  });
});

describe('an outcome', () => {
  test.each(['created', 'updated', 'unchanged'] as const)('that is %s completes the job', (kind) => {
    expect(fateOfOutcome({ kind, detail: { saleOrder: 'S1' } }, attempted(3))).toEqual({
      state: 'completed',
      outcome: { kind, saleOrder: 'S1' },
      dueAt: now,
      attempts: 3,
      error: null,
      held: null,
      pause: null,
    });
  });

  test('that is held keeps why', () => {
    const hold: Hold = {
      reason: 'unknown-sku',
      owner: 'merchant',
      title: { it: 'SKU sconosciuto', en: 'Unknown SKU' },
      nextStep: { it: 'Scegli.', en: 'Choose.' },
      detail: { sku: 'A' },
    };
    expect(fateOfOutcome({ kind: 'held', hold }, attempted())).toMatchObject({
      state: 'held',
      held: hold,
      outcome: null,
      pause: null,
    });
  });

  test('that is skipped says for which reason', () => {
    expect(fateOfOutcome({ kind: 'skipped', reason: 'cancelled' }, attempted())).toMatchObject({
      state: 'skipped',
      outcome: { kind: 'skipped', reason: 'cancelled' },
      held: null,
    });
  });
});

describe('a conflict that says when it is over', () => {
  test('is not tried before, and pauses no side', () => {
    const error = new SyncError('busy', { code: 'conflict', side: 'odoo', retryAfterMs: 100_000 });
    expect(fateOfError(error, { attempts: 0, now: 5, fraction: 0 })).toMatchObject({
      state: 'waiting',
      dueAt: 100_005,
      attempts: 1,
      pause: null,
    });
  });
});
