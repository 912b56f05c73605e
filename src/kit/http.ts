import type { Clock } from './clock.ts';
import { fromHttpDate } from './clock.ts';
import { isFatal, SyncError } from './errors.ts';
import { readUpTo } from './read-stream.ts';

/** How a request leaves: the platform's fetch, a simulator called as a function, or a test's wrapper. */
export type Fetch = (request: Request) => Promise<Response>;

/** The platform's network. Redirects are never followed: an answer that redirects is an answer. */
export const systemFetch: Fetch = (request) => fetch(request);

export interface Sending {
  fetch: Fetch;
  clock: Clock;
  timeoutMs: number;
  /** Bytes; a longer answer is `unreadable`. */
  maxBytes: number;
  /** Which outer system is called, for the error. */
  side: string;
}

export interface Answer {
  status: number;
  headers: Headers;
  bytes: Uint8Array;
}

/**
 * Sends one request once and reads the whole answer, whatever its status.
 *
 * Throws SyncError `timed-out`, `unreachable` (both with `mayHaveHappened`, since no code tells a refused connection
 * from one lost after the effect) or `unreadable` (longer than `maxBytes`). A late answer is aborted, not left running.
 */
export async function send(request: Request, sending: Sending): Promise<Answer> {
  const abort = new AbortController();
  const alarm = new AbortController();
  const late = sending.clock.sleep(sending.timeoutMs, alarm.signal).then((): 'late' => 'late');
  const arrived = receive(new Request(request, { signal: abort.signal, redirect: 'manual' }), sending);
  try {
    const first = await Promise.race([arrived, late]);
    if (first !== 'late') return first;
    abort.abort();
    arrived.catch(() => undefined);
    throw new SyncError(`${sending.side} did not answer within ${sending.timeoutMs} ms`, {
      code: 'timed-out',
      side: sending.side,
      mayHaveHappened: true,
    });
  } finally {
    alarm.abort();
  }
}

async function receive(request: Request, { fetch, maxBytes, side }: Sending): Promise<Answer> {
  try {
    const response = await fetch(request);
    const bytes = await readUpTo(response, maxBytes);
    if (bytes === null) throw tooLong(side, maxBytes);
    return { status: response.status, headers: response.headers, bytes };
  } catch (cause) {
    if (cause instanceof SyncError) throw cause;
    if (isFatal(cause)) throw cause;
    throw new SyncError(`${side} could not be reached`, {
      code: 'unreachable',
      side,
      mayHaveHappened: true,
      cause,
    });
  }
}

function tooLong(side: string, maxBytes: number): SyncError {
  return new SyncError(`${side} answered more than ${maxBytes} bytes`, {
    code: 'unreadable',
    side,
    mayHaveHappened: true,
  });
}

/** Milliseconds that a `Retry-After` header asks for, in seconds or as a date; undefined where it is absent or nonsense. */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (value === undefined || value === '') return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const at = fromHttpDate(value);
  return at === null ? undefined : Math.max(0, at - now);
}
