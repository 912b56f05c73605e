import { HTTPException } from 'hono/http-exception';
import { asSyncError, type ErrorCode, type SyncError } from '../kit/errors.ts';
import type { Locale } from '../kit/text.ts';
import { Problem, problem, type ProblemFacts, type ProblemStatus } from './problem.ts';
import { wordsOf } from '../tenants/error-words.ts';

/** Anything that a route threw, as the answer that stands for it. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  if (thrown instanceof HTTPException) return problem(thrown.status === 403 ? 'cross-site' : 'not-found');
  const error = asSyncError(thrown);
  const words = wordsOf(error);
  return new Problem({
    status: statusOf(error),
    code: error.code,
    message: words.message,
    hint: error.hint ?? words.hint,
    retryAfterMs: error.retryAfterMs,
  });
}

const ownStatus: Record<ErrorCode, ProblemStatus> = {
  unreachable: 503,
  'timed-out': 503,
  denied: 401,
  forbidden: 403,
  'rate-limited': 429,
  struggling: 503,
  conflict: 409,
  'not-found': 404,
  refused: 422,
  unreadable: 503,
  'address-refused': 422,
  'not-configured': 422,
  invalid: 400,
  internal: 500,
};

/** Where Odoo or Poleepo said it: the caller is signed in with us, and it is not our limit that is passed. */
const vendorStatus: Partial<Record<ErrorCode, ProblemStatus>> = {
  denied: 422,
  forbidden: 422,
  'rate-limited': 503,
  invalid: 422,
};

function statusOf(error: SyncError): ProblemStatus {
  const vendors = error.side === undefined ? undefined : vendorStatus[error.code];
  return vendors ?? ownStatus[error.code];
}

/** The answer's body and headers, in the caller's language. */
export function failureResponse(facts: ProblemFacts, locale: Locale, requestId: string): Response {
  const error = {
    code: facts.code,
    message: facts.message[locale],
    hint: facts.hint[locale],
    requestId,
    ...(facts.members === undefined ? {} : { members: facts.members }),
  };
  const headers = new Headers({ 'content-language': locale });
  if (facts.retryAfterMs !== undefined)
    headers.set('retry-after', String(Math.max(1, Math.ceil(facts.retryAfterMs / 1000))));
  if (facts.status === 401) headers.set('www-authenticate', 'Bearer');
  return Response.json({ error }, { status: facts.status, headers });
}
