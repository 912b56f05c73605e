import { z } from 'zod';
import type { Advice, ErrorCode, ErrorFacts } from '../kit/errors.ts';
import { SyncError } from '../kit/errors.ts';
import { retryAfterMs } from '../kit/http.ts';
import type { AnswerBody } from './answer-body.ts';
import { hintFor, notUnderstood } from './hints.ts';

const side = 'poleepo';
const wordsLimit = 500;

/** What was asked, as far as its failure depends on it. */
export interface Asked {
  method: string;
  /** Path template: `/orders/{id}`. */
  endpoint: string;
  now: number;
}

/** An answer of Poleepo's that is a failure, or that is none of the known forms. */
export interface Failed {
  status: number;
  headers: Headers;
  body: AnswerBody;
}

/** An answer whose form is not the one that we know. Trying again does not help; a person looks at `raw`. */
export class UnreadableAnswer extends SyncError {
  /** What Poleepo sent, as text. May hold a buyer's data: for the tenant, never for a log. */
  readonly raw: string;

  constructor({
    endpoint,
    member,
    problem,
    raw,
    mayHaveHappened,
  }: {
    endpoint: string;
    member: string;
    problem: string;
    raw: string;
    /** The answer was to a write. */
    mayHaveHappened?: boolean;
  }) {
    super(`poleepo's answer to ${endpoint} is not understood: ${problem}`, {
      code: 'unreadable',
      side,
      advice: 'give-up',
      vendorCode: member,
      mayHaveHappened,
      hint: notUnderstood,
    });
    this.raw = raw;
  }
}

/** `parcels.0.weight` and what is wrong with it. */
export interface Complaint {
  field: string | null;
  code: string | null;
}

/** An answer that is a failure: what Poleepo said, for who must tell one refusal from another. */
export class FailedAnswer extends SyncError {
  readonly status: number;
  /** Every code in it, that of the whole first. */
  readonly vendorCodes: readonly string[];
  /** The members that it complains of, each with its code. */
  readonly complaints: readonly Complaint[];

  constructor(
    message: string,
    {
      status,
      vendorCodes,
      complaints,
      ...facts
    }: Omit<ErrorFacts, 'side'> & { status: number; vendorCodes: string[]; complaints: Complaint[] },
  ) {
    super(message, { hint: hintFor(facts.code), ...facts, side });
    this.status = status;
    this.vendorCodes = vendorCodes;
    this.complaints = complaints;
  }
}

/** An error of Poleepo's side with the hint of its code. */
export function poleepoError(message: string, facts: Omit<ErrorFacts, 'side'>): SyncError {
  return new SyncError(message, { hint: hintFor(facts.code), ...facts, side });
}

// documented: `success` and `message`. assumed: `code` and `errors`
const text = z.union([z.string(), z.number()]).transform(String).nullish().catch(null);
const failure = z.object({
  message: text,
  code: text,
  errors: z
    .array(
      z.object({ field: text, code: text, message: text }).catch({ field: null, code: null, message: null }),
    )
    .nullish()
    .catch(null),
});

/** Whether an answer with a good status says that it is a failure. */
export function saysFailure(body: AnswerBody): boolean {
  return body.kind === 'json' && z.object({ success: z.literal(false) }).safeParse(body.value).success;
}

function codeOf(status: number): ErrorCode {
  if (status === 401) return 'denied'; // confirmed
  if (status === 403) return 'forbidden'; // assumed, as are all that follow
  if (status === 404 || status === 410) return 'not-found';
  if (status === 409) return 'conflict';
  if (status === 429) return 'rate-limited';
  if (status >= 500 || status === 408 || (status >= 300 && status < 400)) return 'struggling';
  return 'refused';
}

/** A gateway that finds nobody behind it: all of Poleepo is down, not this call alone. */
function isDown(status: number): boolean {
  return (status >= 502 && status <= 504) || (status >= 520 && status <= 530);
}

/** Turns an answer with a bad status, or one that says `success: false`, into an error. Poleepo's words are kept in its message. */
export function failureOf(failed: Failed, asked: Asked): FailedAnswer {
  const { status, headers, body } = failed;
  const told = failure.safeParse(body.kind === 'json' ? body.value : {}).data;
  const code = codeOf(status);
  const advice: Advice | undefined = isDown(status) ? 'wait' : undefined;
  const vendorCodes = vendorCodesOf(told);
  return new FailedAnswer(
    `poleepo answered ${status} to ${asked.method} ${asked.endpoint}: ${wordsOf(body, told)}`,
    {
      code,
      advice,
      status,
      vendorCodes,
      complaints: (told?.errors ?? []).map(({ field = null, code: its = null }) => ({ field, code: its })),
      vendorCode: vendorCodes[0] ?? `HTTP ${status}`,
      mayHaveHappened: asked.method !== 'GET' && code === 'struggling' && status >= 400,
      retryAfterMs: retryAfterMs(headers, asked.now),
    },
  );
}

/** An answer with a good status that carries no data: cut off, or a page for people. */
export function notData(failed: Failed, asked: Asked): SyncError {
  const html = failed.body.kind === 'html';
  return poleepoError(
    `poleepo answered ${failed.status} to ${asked.method} ${asked.endpoint} with ${wordsOf(failed.body)}`,
    {
      code: html ? 'struggling' : 'unreadable',
      advice: 'retry',
      vendorCode: html ? 'HTML' : 'NOT_JSON',
      mayHaveHappened: asked.method !== 'GET',
    },
  );
}

/** An error of the network, as `send` throws it: a read that was lost has changed nothing. */
export function lostCall(lost: SyncError, asked: Asked): SyncError {
  return poleepoError(`${asked.method} ${asked.endpoint}: ${lost.message}`, {
    code: lost.code,
    mayHaveHappened: asked.method !== 'GET' && lost.mayHaveHappened,
    cause: lost,
  });
}

// A refusal of the token is one of the credentials; and its 404 is no record's.
const ofTheToken = new Map<ErrorCode, ErrorCode>([
  ['refused', 'denied'],
  ['forbidden', 'denied'],
  ['not-found', 'struggling'],
  ['conflict', 'struggling'],
]);

/**
 * A failure to get a token. Without one nothing works at all, so the whole side waits and no single job is blamed;
 * and the call that needed the token was not sent.
 */
export function tokenFailure(error: SyncError): SyncError {
  const code = ofTheToken.get(error.code) ?? error.code;
  return poleepoError(error.message, {
    code,
    advice: 'wait',
    vendorCode: error.vendorCode,
    retryAfterMs: error.retryAfterMs,
    cause: error.cause,
  });
}

type Told = z.infer<typeof failure> | undefined;

function vendorCodesOf(told: Told): string[] {
  const codes = [told?.code, ...(told?.errors ?? []).map((complaint) => complaint.code)];
  return codes.filter((code) => code != null).filter((code) => /^[\w.:-]{1,64}$/.test(code));
}

function wordsOf(body: AnswerBody, told?: Told): string {
  if (body.kind === 'empty') return 'nothing';
  if (body.kind === 'html') return body.title;
  if (body.kind === 'file') return `a file of ${body.file.bytes.byteLength} bytes`;
  if (body.kind === 'broken') return `${body.length} bytes that are no JSON`;
  const complaints = (told?.errors ?? []).map(({ field, code, message }) =>
    [field, code, message].filter((part) => part != null && part !== '').join(' '),
  );
  const words = [told?.message ?? 'no message', ...complaints].join('; ');
  return words.length <= wordsLimit ? words : `${words.slice(0, wordsLimit)}…`;
}
