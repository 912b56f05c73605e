import type { CallRecord } from '../kit/call-record.ts';
import { excerpt } from '../kit/call-record.ts';
import { SyncError } from '../kit/errors.ts';
import type { Json } from '../kit/fingerprint.ts';
import type { Answer } from '../kit/http.ts';
import { send } from '../kit/http.ts';
import { masked } from '../kit/mask.ts';
import type { AnswerBody } from './answer-body.ts';
import { readBody, readFileBody } from './answer-body.ts';
import type { PoleepoConnection, PoleepoPlatform } from './connection.ts';
import type { Envelope } from './envelope.ts';
import { openEnvelope } from './envelope.ts';
import type { Asked } from './errors.ts';
import { lostCall } from './errors.ts';
import { largestFileAnswer, withoutFiles } from './file-limits.ts';

/** One request to Poleepo. */
export interface Question {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  /** The path without ids, as the log shows it: `/orders/{id}`. */
  endpoint: string;
  query?: Readonly<Record<string, string>>;
  body?: Json;
  token?: string;
  /** Bodies of this call are kept out of the log altogether. */
  confidential?: boolean;
  /** The answer is a file, as bytes or inside JSON. */
  takes?: 'file';
  /** Of the answer, in bytes. */
  maxBytes?: number;
}

export type Exchange = (question: Question) => Promise<Envelope>;

const defaultTimeoutMs = 30_000;
const largestAnswer = 8 * 1024 * 1024;

/** Sends a question once, tells the observer what became of it, and opens the answer. Throws SyncError of side `poleepo`. */
export function createExchange(connection: PoleepoConnection, platform: PoleepoPlatform): Exchange {
  const base = connection.baseUrl.replace(/\/+$/, '');
  const { fetch, clock, observe, timeoutMs = defaultTimeoutMs } = platform;
  return async (question) => {
    const at = clock.now();
    const record = (outcome: Outcome) => observe(recordOf({ question, at, now: clock.now() }, outcome));
    const asked = (): Asked => ({ method: question.method, endpoint: question.endpoint, now: clock.now() });
    const { takes, maxBytes = takes === 'file' ? largestFileAnswer : largestAnswer } = question;
    let answer: Answer;
    try {
      answer = await send(requestFor(base, question), { fetch, clock, timeoutMs, maxBytes, side: 'poleepo' });
    } catch (thrown) {
      if (!(thrown instanceof SyncError)) throw thrown;
      record({ status: null, error: thrown.code, body: null });
      throw lostCall(thrown, asked());
    }
    const secrets = [connection.clientSecret, question.token ?? ''];
    const body = takes === 'file' ? readFileBody(answer, secrets) : readBody(answer.bytes, secrets);
    try {
      const envelope = openEnvelope(answer, body, asked());
      record({ status: answer.status, error: null, body });
      return envelope;
    } catch (thrown) {
      if (thrown instanceof SyncError) record({ status: answer.status, error: thrown.code, body });
      throw thrown;
    }
  };
}

function requestFor(base: string, { method, path, query, body, token, takes }: Question): Request {
  const search = query === undefined ? '' : `?${new URLSearchParams(query).toString()}`;
  const headers = new Headers({ accept: takes === 'file' ? '*/*' : 'application/json' });
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
  if (body === undefined) return new Request(`${base}${path}${search}`, { method, headers });
  headers.set('content-type', 'application/json');
  return new Request(`${base}${path}${search}`, { method, headers, body: JSON.stringify(body) });
}

interface Outcome {
  status: number | null;
  error: string | null;
  body: AnswerBody | null;
}

interface Sent {
  question: Question;
  at: number;
  now: number;
}

function recordOf({ question, at, now }: Sent, { status, error, body }: Outcome): CallRecord {
  const { method, endpoint, path, query, body: sent, confidential = false } = question;
  return {
    at,
    direction: 'out',
    side: 'poleepo',
    method,
    endpoint,
    status,
    durationMs: now - at,
    error,
    request: confidential
      ? null
      : excerpt(
          masked(withoutFiles({ path, ...(query && { query }), ...(sent !== undefined && { body: sent }) })),
        ),
    response: confidential || body === null ? null : shown(body),
  };
}

function shown(body: AnswerBody): string | null {
  if (body.kind === 'json') return excerpt(masked(withoutFiles(body.value)));
  if (body.kind === 'html') return body.title;
  if (body.kind === 'file')
    return `${body.file.contentType ?? 'a file'}, ${body.file.bytes.byteLength} bytes`;
  return body.kind === 'broken' ? `${body.length} bytes that are no JSON` : null;
}
