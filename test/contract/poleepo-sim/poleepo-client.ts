import type { PoleepoSim } from '../../../sim/poleepo/app.ts';
import { createPoleepoSim, demoClientId, demoClientSecret } from '../../../sim/poleepo/app.ts';
import type { PoleepoSimOptions } from '../../../sim/poleepo/app.ts';

export const base = 'https://poleepo.example.com';

/** The morning on which these tests take place. */
export const morning = Date.parse('2026-06-03T08:15:00.400Z');

/** What an answer said: its JSON is looked at member by member. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  json: Record<string, unknown>;
}

/** A simulated Poleepo with a clock of the test's own, and a caller that holds a token. */
export interface Bench {
  sim: PoleepoSim;
  clock: { now: number; slept: number[] };
  /** What the receiver of webhooks has got. */
  received: Request[];
  token: (keys?: { clientId: string; clientSecret: string }) => Promise<string>;
  call: (method: string, path: string, options?: CallOptions) => Promise<Answer>;
}

export interface CallOptions {
  token?: string | null;
  body?: unknown;
  headers?: Record<string, string>;
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  let json: Record<string, unknown> = {};
  try {
    json = JSON.parse(text) as Record<string, unknown>;
  } catch {
    // An answer need not be JSON: its text says what it is.
  }
  return { status: response.status, headers: response.headers, text, json };
}

/** Builds the bench; the receiver of webhooks answers 202 unless told. */
export function createBench(options: PoleepoSimOptions = {}): Bench {
  const clock = { now: morning, slept: [] as number[] };
  const received: Request[] = [];
  const sim = createPoleepoSim({
    now: () => clock.now,
    sleep: async (milliseconds) => {
      clock.slept.push(milliseconds);
      clock.now += milliseconds;
    },
    deliver: async (request) => {
      received.push(request);
      return new Response(null, { status: 202 });
    },
    ...options,
  });

  async function send(method: string, path: string, { body, headers = {} }: CallOptions): Promise<Answer> {
    const init = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
    const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    return answerOf(
      await sim.fetch(new Request(`${base}${path}`, { method, headers: { ...type, ...headers }, ...init })),
    );
  }

  async function token(keys = { clientId: demoClientId, clientSecret: demoClientSecret }): Promise<string> {
    const answer = await send('POST', '/oauth/access_token', {
      body: { client_id: keys.clientId, client_secret: keys.clientSecret, grant: 'client_credentials' },
    });
    return (answer.json['data'] as { access_token: string }).access_token;
  }

  async function call(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
    const bearer = options.token === undefined ? await token() : options.token;
    const authorization: Record<string, string> =
      bearer === null ? {} : { authorization: `Bearer ${bearer}` };
    return send(method, path, { ...options, headers: { ...authorization, ...options.headers } });
  }

  return { sim, clock, received, token, call };
}

/** The records of a list's answer. */
export function records(answer: Answer): Record<string, unknown>[] {
  return answer.json['data'] as Record<string, unknown>[];
}

/** The record of an answer. */
export function record(answer: Answer): Record<string, unknown> {
  return answer.json['data'] as Record<string, unknown>;
}
