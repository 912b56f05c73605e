import type { Context } from 'hono';
import type { Account } from './account.ts';
import type { Call } from './calls.ts';
import { refuse, Refusal } from './envelope.ts';

export const retryAfterForms = ['seconds', 'date', 'none'] as const;

/** How an account's batches behave. */
export interface BatchSettings {
  /** From a batch's acceptance to its effects. */
  delayMs: number;
  /** The most entries of one batch. */
  max: number;
  /** The answer to more: 413 is assumed, as is the code that comes with any. */
  tooLargeStatus: 413 | 422;
  /** Polls that are let in within any window of `pollWindowMs`: 5 is documented, the window assumed. */
  pollMax: number;
  pollWindowMs: number;
  /** How a refused poll is told when to come back. Assumed. */
  pollRetryAfter: (typeof retryAfterForms)[number];
}

export const batchDefaults: BatchSettings = {
  delayMs: 20_000,
  max: 100,
  tooLargeStatus: 413,
  pollMax: 5,
  pollWindowMs: 600_000,
  pollRetryAfter: 'seconds',
};

/** The template of the endpoint with the limit. */
export const pollTemplate = '/products/batch/{id}';

/** Whether a call is a poll of a batch. */
export function isPoll({ method, template }: Pick<Call, 'method' | 'template'>): boolean {
  return method === 'GET' && template === pollTemplate;
}

function retryAfter(settings: BatchSettings, moments: { now: number; free: number }): string | null {
  switch (settings.pollRetryAfter) {
    case 'none':
      return null;
    case 'seconds':
      return String(Math.ceil((moments.free - moments.now) / 1000));
    case 'date':
      return new Date(Math.ceil(moments.free / 1000) * 1000).toUTCString();
  }
}

/**
 * The refusal of the poll that has just come in, if it is one too many. All polls count, those that were refused
 * or lost as well (assumed, the harder for a client); only one whose token was refused does not.
 */
export function refusedPoll(c: Context, account: Account, now: number): Response | null {
  const { pollMax, pollWindowMs } = account.batchSettings;
  const counted = account.polls.filter(({ at, status }) => at > now - pollWindowMs && status !== 401);
  if (counted.length <= pollMax) return null;
  const first = counted[counted.length - pollMax];
  const after = retryAfter(account.batchSettings, { now, free: (first?.at ?? now) + pollWindowMs });
  if (after !== null) c.header('retry-after', after);
  const message = 'Too many requests for batches';
  return refuse(c, new Refusal({ status: 429, code: 'TOO_MANY_REQUESTS', message }));
}
