import type { CallRecord } from '../../../src/kit/call-record.ts';
import type { PoleepoClient } from '../../../src/poleepo/client.ts';
import { createPoleepoClient } from '../../../src/poleepo/client.ts';
import type { FakeClock } from './fake-clock.ts';
import { createFakeClock } from './fake-clock.ts';

export interface Received {
  method: string;
  path: string;
  query: Record<string, string>;
  token: string | null;
  body: unknown;
}

/** `nth` counts the requests to this route from 1. */
export type Route = (received: Received, nth: number) => Response | Promise<Response>;

export interface Bench {
  client: PoleepoClient;
  clock: FakeClock;
  received: Received[];
  records: CallRecord[];
  /** Requests as `GET /orders/1`, those for tokens left out. */
  lines(): string[];
  tokenRequests(): number;
}

export const clientId = `poleepo_${'a1'.repeat(16)}`;
export const clientSecret = `plpscrt_${'b2'.repeat(16)}`;

export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return Response.json(value, { status, headers });
}

export function never(): Promise<Response> {
  return new Promise(() => undefined);
}

/** What only a defect of a test can cause: the client passes it on untouched. */
class UnknownRoute extends Error {
  readonly fatal = true;
}

const tokenRoute = 'POST /oauth/access_token';
const grant: Route = (_, nth) => json({ data: { access_token: `token-${nth}`, duration: 3600 } });

/** A client in front of a Poleepo that knows `routes` (`GET /orders/1`) and the token's, and refuses all else. */
export function createBench(routes: Readonly<Record<string, Route>>, timeoutMs?: number): Bench {
  const all: Record<string, Route> = { [tokenRoute]: grant, ...routes };
  const clock = createFakeClock();
  const received: Received[] = [];
  const records: CallRecord[] = [];
  const lineOf = ({ method, path }: Received) => `${method} ${path}`;
  const fetch = async (request: Request) => {
    const url = new URL(request.url);
    const text = await request.text();
    const one: Received = {
      method: request.method,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      token: request.headers.get('authorization')?.replace('Bearer ', '') ?? null,
      body: text === '' ? null : JSON.parse(text),
    };
    received.push(one);
    const route = all[lineOf(one)];
    if (route === undefined) throw new UnknownRoute(`the fake knows no ${lineOf(one)}`);
    return route(one, received.filter((other) => lineOf(other) === lineOf(one)).length);
  };
  const client = createPoleepoClient(
    { baseUrl: 'https://poleepo.test', clientId, clientSecret },
    { fetch, clock, observe: (call) => records.push(call), ...(timeoutMs !== undefined && { timeoutMs }) },
  );
  return {
    client,
    clock,
    received,
    records,
    lines: () => received.map(lineOf).filter((line) => line !== tokenRoute),
    tokenRequests: () => received.filter((one) => lineOf(one) === tokenRoute).length,
  };
}
