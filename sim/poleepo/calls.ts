import { isPoll } from './batch-polls.ts';
import type { SimState } from './state.ts';

/** One call of the API that was received. */
export interface Call {
  /** Counts from 1 since the last reset. */
  seq: number;
  /** Milliseconds. */
  at: number;
  method: string;
  /** Path and query. */
  path: string;
  /** The path with `{id}` for numbers. */
  template: string;
  /** The client id of the caller, as far as it is known. */
  account: string | null;
  /** What was sent; null as long as nothing was, or where the connection was lost. */
  status: number | null;
  /** The kinds of the faults that struck it. */
  faults: string[];
  /** What the caller sent; never that of a request for a token. */
  body: string | null;
}

const kept = 20_000;

/** `/orders/918273` is an `/orders/{id}`. */
export function pathTemplate(path: string): string {
  return path.replace(/\/\d+(?=\/|$)/g, '/{id}');
}

async function callerOf(state: SimState, request: Request, body: string | null): Promise<string | null> {
  const token = request.headers.get('authorization')?.replace(/^Bearer /, '');
  if (token !== undefined) return state.tokens.get(token)?.clientId ?? null;
  const clientId = /"client_id"\s*:\s*"([^"]*)"/.exec(body ?? '')?.[1];
  return clientId !== undefined && state.accounts.has(clientId) ? clientId : null;
}

/** Writes a call down before it is handled. */
export async function recordCall(state: SimState, request: Request): Promise<Call> {
  const url = new URL(request.url);
  const body = request.body === null ? null : await request.clone().text();
  const call: Call = {
    seq: (state.calls.at(-1)?.seq ?? 0) + 1,
    at: state.options.now(),
    method: request.method,
    path: `${url.pathname}${url.search}`,
    template: pathTemplate(url.pathname),
    account: await callerOf(state, request, body),
    status: null,
    faults: [],
    body: url.pathname.startsWith('/oauth/') ? null : body,
  };
  state.calls.push(call);
  if (isPoll(call)) state.accounts.get(call.account ?? '')?.polls.push(call);
  const counted = `${call.method} ${call.template}`;
  state.counts.set(counted, (state.counts.get(counted) ?? 0) + 1);
  if (state.calls.length > kept) state.calls.shift();
  return call;
}
