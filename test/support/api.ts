import type { Hono } from 'hono';

export interface Asking {
  method?: string;
  token?: string;
  /** A string goes out as it is, all else as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Answered {
  status: number;
  headers: Headers;
  text: string;
  /** What the body's JSON says; undefined where it is none. */
  json: unknown;
  /** The text at a path of the JSON, such as `error.code`; fails where there is none. */
  at(path: string): string;
}

/** Asks the app as a client over HTTP would. */
export async function ask(app: Pick<Hono, 'request'>, path: string, asking: Asking = {}): Promise<Answered> {
  const { token, body, headers = {} } = asking;
  const response = await app.request(path, {
    method: asking.method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      'accept-language': 'en',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = jsonOf(text);
  return {
    status: response.status,
    headers: response.headers,
    text,
    json,
    at: (where) => textAt(json, where),
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function textAt(json: unknown, path: string): string {
  let value = json;
  for (const name of path.split('.')) {
    const holder: Record<string, unknown> = typeof value === 'object' && value !== null ? { ...value } : {};
    value = holder[name];
  }
  if (typeof value !== 'string') throw new Error(`no text at ${path} in ${JSON.stringify(json)}`);
  return value;
}

export interface SignedUp {
  tenantId: string;
  slug: string;
  token: string;
  email: string;
  password: string;
}

let made = 0;

/** Signs a company up, under an address that nobody else has. */
export async function signUp(
  app: Pick<Hono, 'request'>,
  given: { email?: string; password?: string; company?: string; locale?: string } = {},
): Promise<SignedUp> {
  made += 1;
  const email = given.email ?? `titolare-${made}@example.it`;
  const password = given.password ?? `una frase lunga ${made}`;
  const body = { company: given.company ?? `Bottega ${made}`, email, password, locale: given.locale ?? 'it' };
  const answer = await ask(app, '/v1/signup', { body });
  if (answer.status !== 201) throw new Error(`sign-up answered ${answer.status}: ${answer.text}`);
  return {
    tenantId: answer.at('tenant.id'),
    slug: answer.at('tenant.slug'),
    token: answer.at('token'),
    email,
    password,
  };
}
