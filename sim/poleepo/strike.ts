import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ApiEnv } from './api-env.ts';
import type { Distortion } from './distort.ts';
import { distort } from './distort.ts';
import { failure } from './envelope.ts';
import type { Fault } from './faults.ts';
import type { SimState } from './state.ts';

/** Handles a call. */
export type Handle = (bindings: ApiEnv['Bindings']) => Promise<Response>;

export interface Struck {
  state: SimState;
  request: Request;
  handle: Handle;
}

const codes: Record<number, string> = {
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  422: 'VALIDATION_ERROR',
  429: 'TOO_MANY_REQUESTS',
};

/** Long enough for any client to give up first. */
const hangMs = 600_000;

/** A lost connection, as the runtime's own `fetch` reports it. Over HTTP the socket is destroyed instead. */
export function lost(): TypeError {
  return new TypeError('network connection lost');
}

/** A page instead of an answer, as a gateway sends it. */
export function htmlPage(status: number, title: string): Response {
  return new Response(`<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`, {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
  });
}

function failed(status: number, extra: { code?: string; headers?: Record<string, string> } = {}): Response {
  const code = extra.code ?? codes[status] ?? 'INTERNAL_ERROR';
  return Response.json(failure({ code, message: `Request failed (${code})` }), {
    status: status as ContentfulStatusCode,
    headers: extra.headers ?? {},
  });
}

function rateLimited({ retryAfter }: Fault): Response {
  if (retryAfter === undefined) return failed(429);
  const value = typeof retryAfter === 'number' ? String(retryAfter) : new Date(retryAfter).toUTCString();
  return failed(429, { headers: { 'retry-after': value } });
}

async function hang({ state, request }: Struck, ms: number): Promise<never> {
  if (request.signal.aborted) throw lost();
  const gaveUp = new Promise<void>((resolve) => {
    request.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await Promise.race([state.options.sleep(ms), gaveUp]);
  throw lost();
}

async function distorted(response: Response, how: Distortion): Promise<Response> {
  if (!(response.headers.get('content-type') ?? '').includes('json')) return response;
  const body = distort(await response.json(), how);
  return Response.json(body, { status: response.status });
}

async function truncated(response: Response): Promise<Response> {
  const whole = await response.arrayBuffer();
  const headers = { 'content-type': response.headers.get('content-type') ?? 'application/json' };
  return new Response(whole.slice(0, Math.ceil(whole.byteLength * 0.6)), {
    status: response.status,
    headers,
  });
}

/** Handles a call under one fault. Throws a TypeError where the connection is lost. */
export async function strike(fault: Fault, struck: Struck): Promise<Response> {
  const { state, handle } = struck;
  switch (fault.kind) {
    case 'latency':
      await state.options.sleep((fault.ms ?? 1000) + state.faultRandom.int(0, fault.jitterMs ?? 0));
      return handle({});
    case 'hang-before':
      return hang(struck, fault.ms ?? hangMs);
    case 'hang-after':
      await handle({});
      return hang(struck, fault.ms ?? hangMs);
    case 'drop-before':
      throw lost();
    case 'drop-after':
      await handle({});
      throw lost();
    case 'status':
      return failed(fault.status ?? 500);
    case 'success-false-200':
      return Response.json(failure({ code: 'GENERIC_ERROR', message: 'Operation not completed' }));
    case 'html-502':
      return htmlPage(502, '502 Bad Gateway');
    case 'label-as-html':
      await handle({});
      return htmlPage(200, 'Etichetta');
    case 'truncated-json':
      return truncated(await handle({}));
    case 'rate-limit':
      return rateLimited(fault);
    case 'silent-ignore':
      return handle({ ignoreWrites: true });
    case 'statuses-as-strings':
    case 'statuses-as-objects':
    case 'total-missing':
    case 'unknown-members':
    case 'numbers-as-strings':
      return distorted(await handle({}), fault.kind);
  }
}
