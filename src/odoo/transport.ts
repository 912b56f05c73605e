import type { CallObserver } from '../kit/call-record.ts';
import { excerpt } from '../kit/call-record.ts';
import type { Clock } from '../kit/clock.ts';
import { SyncError } from '../kit/errors.ts';
import type { Answer, Fetch } from '../kit/http.ts';
import { send } from '../kit/http.ts';
import { fromUtf8 } from '../kit/encoding.ts';
import type { OdooCall } from './call.ts';
import { endpointOf } from './call.ts';
import { lostAnswer, words } from './errors.ts';
import { loggable, loggableAnswer, withoutSent } from './loggable.ts';

/** How calls reach Odoo. Answers with Odoo's result, null where it has none; throws SyncError. */
export interface Transport {
  call(call: OdooCall): Promise<unknown>;
}

/** The network as a transport needs it. */
export interface Line {
  fetch: Fetch;
  clock: Clock;
  observe: CallObserver;
  timeoutMs: number;
}

interface Exchange {
  call: OdooCall;
  request: Request;
  /** The result in the answer, or a SyncError thrown. */
  read: (answer: Answer) => unknown;
}

const maxBytes = 32 * 1024 * 1024;

/** `base` may end in a slash or have a path of its own. */
export function joinUrl(base: string, path: string): string {
  return `${base.trim().replace(/\/+$/, '')}${path}`;
}

/** Sends one request, has its answer read, and shows both to the observer, without secrets and personal data. */
export async function exchange({ call, request, read }: Exchange, line: Line): Promise<unknown> {
  const endpoint = endpointOf(call);
  const at = line.clock.now();
  let status: number | null = null;
  const observed = (error: string | null, response: string) =>
    line.observe({
      at,
      direction: 'out',
      side: 'odoo',
      method: 'POST',
      endpoint,
      status,
      durationMs: line.clock.now() - at,
      error,
      request: excerpt(loggable(call), 2000),
      response: withoutSent(response, call),
    });
  try {
    const answer = await receive(request, line, { endpoint, write: call.write ?? false });
    status = answer.status;
    const result = read(answer);
    observed(null, excerpt(loggableAnswer(result), 1000));
    return result;
  } catch (thrown) {
    if (thrown instanceof SyncError) observed(thrown.vendorCode ?? thrown.code, words(thrown.message));
    throw thrown;
  }
}

async function receive(
  request: Request,
  line: Line,
  call: { endpoint: string; write: boolean },
): Promise<Answer> {
  try {
    return await send(request, { ...line, maxBytes, side: 'odoo' });
  } catch (thrown) {
    throw thrown instanceof SyncError ? lostAnswer(thrown, call) : thrown;
  }
}

/** The JSON value in the body of an answer, undefined where there is none. */
export function bodyOf({ bytes }: Answer): unknown {
  try {
    return JSON.parse(fromUtf8(bytes));
  } catch {
    return undefined;
  }
}
