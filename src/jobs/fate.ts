import type { SyncError } from '../kit/errors.ts';
import type { Settlement } from '../store/job-claims.ts';
import type { Side } from './kinds.ts';
import type { Outcome } from './outcome.ts';
import { nextDelay } from './retry-policy.ts';

/** What becomes of a job after a run, and of the side that failed it. */
export interface Fate extends Pick<
  Settlement,
  'state' | 'dueAt' | 'attempts' | 'outcome' | 'error' | 'held'
> {
  /** The side that is down and must be left alone for a while. */
  pause: { side: Side; reason: string; retryAfterMs: number | undefined } | null;
}

interface Attempted {
  attempts: number;
  now: number;
  /** From 0 to 1. */
  fraction: number;
  /** When its back-off would have ended, where it was tried early (ms). */
  retryAt?: number | null;
}

/** Turns what a verb answered into the job's fate: this and `fateOfError` are the only places that decide it. */
export function fateOfOutcome(outcome: Outcome, { attempts, now }: Attempted): Fate {
  const fate = { dueAt: now, attempts, outcome: null, error: null, held: null, pause: null };
  switch (outcome.kind) {
    case 'created':
    case 'updated':
    case 'unchanged':
      return { ...fate, state: 'completed', outcome: { kind: outcome.kind, ...outcome.detail } };
    case 'skipped':
      return { ...fate, state: 'skipped', outcome: { kind: 'skipped', reason: outcome.reason } };
    case 'held':
      return { ...fate, state: 'held', held: { ...outcome.hold } };
  }
}

/**
 * Turns what a verb threw into the job's fate. A side that is down uses up no attempt: the job stays due and the side is
 * paused. A time-out uses one and pauses too, since a hanging side looks the same as a slow order. What was tried before its
 * back-off ended, and in vain, waits out the rest of it: the try used up nothing.
 */
export function fateOfError(error: SyncError, { attempts, now, fraction, retryAt = null }: Attempted): Fate {
  const facts = { outcome: null, held: null, error: errorFacts(error) };
  const pause = pauseFor(error);
  if (error.advice === 'wait' && pause !== null)
    return { ...facts, state: 'waiting', dueAt: now, attempts, pause };
  if (error.advice === 'give-up')
    return { ...facts, state: 'failed', dueAt: now, attempts: attempts + 1, pause: null };
  const usual = nextDelay(error.code, attempts + 1, fraction);
  // Whoever says when it is over is not asked before.
  const least = error.code === 'conflict' ? (error.retryAfterMs ?? 0) : 0;
  const delay = usual === null ? null : Math.max(usual, least);
  const suspected = error.code === 'timed-out' ? pause : null;
  if (retryAt !== null && retryAt > now)
    return { ...facts, state: 'waiting', dueAt: retryAt, attempts, pause: suspected };
  if (delay === null)
    return { ...facts, state: 'failed', dueAt: now, attempts: attempts + 1, pause: suspected };
  return { ...facts, state: 'waiting', dueAt: now + delay, attempts: attempts + 1, pause: suspected };
}

function pauseFor({ side, code, retryAfterMs }: SyncError): Fate['pause'] {
  return side === 'odoo' || side === 'poleepo' ? { side, reason: code, retryAfterMs } : null;
}

function errorFacts(error: SyncError): Record<string, unknown> {
  return {
    code: error.code,
    side: error.side ?? null,
    message: error.message.slice(0, 1000),
    vendorCode: error.vendorCode ?? null,
    mayHaveHappened: error.mayHaveHappened,
    hint: error.hint ?? null,
  };
}
