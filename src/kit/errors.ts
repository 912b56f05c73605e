import type { Bilingual } from './text.ts';

/**
 * What went wrong, as far as the code must tell cases apart.
 *
 * - `unreachable`: no answer came (refused, no such host, connection lost)
 * - `timed-out`: our own limit passed before the answer
 * - `denied`: the credentials are not accepted; `forbidden`: they are, but a right is missing
 * - `rate-limited`: too many calls; `struggling`: the other side failed by itself (5xx, HTML instead of data)
 * - `conflict`: somebody else wrote the same record; the same call again may succeed
 * - `not-found`, `refused`: the other side understood and says no
 * - `unreadable`: an answer that is not what we know
 * - `address-refused`: an address that we must not call
 * - `not-configured`: the tenant has not given what is needed
 * - `invalid`: the caller's input is wrong
 * - `internal`: our own defect
 */
export type ErrorCode =
  | 'unreachable'
  | 'timed-out'
  | 'denied'
  | 'forbidden'
  | 'rate-limited'
  | 'struggling'
  | 'conflict'
  | 'not-found'
  | 'refused'
  | 'unreadable'
  | 'address-refused'
  | 'not-configured'
  | 'invalid'
  | 'internal';

/** `retry`: again after a while, using up an attempt. `wait`: the whole side is down, no attempt used. `give-up`: a person must act. */
export type Advice = 'retry' | 'wait' | 'give-up';

export interface ErrorFacts {
  code: ErrorCode;
  /** Which outer system it concerns, where it concerns one. */
  side?: string | undefined;
  advice?: Advice | undefined;
  /** True where the call may have taken effect although no good answer came. */
  mayHaveHappened?: boolean | undefined;
  /** What the user can do about it. */
  hint?: Bilingual | undefined;
  /** Milliseconds to wait before the next call, where the other side said so. */
  retryAfterMs?: number | undefined;
  /** The other side's own name for the error, e.g. an exception class or an error code. Safe to store and to show. */
  vendorCode?: string | undefined;
  cause?: unknown;
}

const defaultAdvice: Record<ErrorCode, Advice> = {
  unreachable: 'wait',
  'timed-out': 'retry',
  denied: 'wait',
  forbidden: 'give-up',
  'rate-limited': 'wait',
  struggling: 'retry',
  conflict: 'retry',
  'not-found': 'give-up',
  refused: 'give-up',
  unreadable: 'retry',
  'address-refused': 'give-up',
  'not-configured': 'wait',
  invalid: 'give-up',
  internal: 'retry',
};

/** The only error that our code throws on purpose. `message` is for logs; people read `hint`. */
export class SyncError extends Error {
  override readonly name = 'SyncError';
  readonly code: ErrorCode;
  readonly side: string | undefined;
  readonly advice: Advice;
  readonly mayHaveHappened: boolean;
  readonly hint: Bilingual | undefined;
  readonly retryAfterMs: number | undefined;
  readonly vendorCode: string | undefined;

  constructor(message: string, facts: ErrorFacts) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.code = facts.code;
    this.side = facts.side;
    this.advice = facts.advice ?? defaultAdvice[facts.code];
    this.mayHaveHappened = facts.mayHaveHappened ?? false;
    this.hint = facts.hint;
    this.retryAfterMs = facts.retryAfterMs;
    this.vendorCode = facts.vendorCode;
  }
}

/** Any thrown value as a SyncError: ours as it is, everything else as `internal`. */
export function asSyncError(thrown: unknown): SyncError {
  if (thrown instanceof SyncError) return thrown;
  const message = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return new SyncError(message, { code: 'internal', cause: thrown });
}

/** Whether an error, or what caused it, stands for the end of this process, which nothing may catch and outlive. */
export function isFatal(thrown: unknown): boolean {
  if (typeof thrown !== 'object' || thrown === null) return false;
  if ('fatal' in thrown && thrown.fatal === true) return true;
  return 'cause' in thrown && isFatal(thrown.cause);
}
