import { z } from 'zod';
import type { CallRecord } from '../../../../src/kit/call-record.ts';
import type { Fetch } from '../../../../src/kit/http.ts';
import type { CompanyId } from '../../../../src/trade/ids.ts';
import { createOdooClient } from '../../../../src/odoo/client.ts';
import type { OdooConnection, OdooPlatform } from '../../../../src/odoo/session.ts';
import type { OdooVersion } from '../../../../src/odoo/versions.ts';
import { quickClock } from './quick-clock.ts';

/** A call as Odoo hears it, whichever way it came. */
export interface Heard {
  endpoint: string;
  /** By position over JSON-RPC, by name over JSON-2. */
  args: unknown;
  kwargs: Record<string, unknown>;
  context: Record<string, unknown>;
  request: Request;
}

export type Reply =
  | { result: unknown }
  | { fault: string; message?: string; status?: number }
  | { response: () => Response }
  | { lost: true }
  | { silent: true };

export type Script = Record<string, Reply | Reply[] | ((heard: Heard) => Reply)>;

const rpcBody = z.object({
  jsonrpc: z.literal('2.0'),
  method: z.literal('call'),
  id: z.number(),
  params: z.object({ service: z.string(), method: z.string(), args: z.array(z.unknown()) }),
});
const executed = z.tuple([
  z.literal('shop'),
  z.literal(7),
  z.literal(secretKey()),
  z.string(),
  z.string(),
  z.array(z.unknown()),
  z.looseObject({ context: z.record(z.string(), z.unknown()) }),
]);
const namedBody = z.looseObject({ context: z.record(z.string(), z.unknown()) });

export function secretKey(): string {
  return '0123456789abcdef0123456789abcdef01234567';
}

/** An Odoo that answers the calls of its script, in their order where there are several, and refuses all others. */
export function scriptedOdoo(version: OdooVersion, script: Script) {
  const heard: Heard[] = [];
  const served = new Map<string, number>();
  const fetch: Fetch = async (request) => {
    const call = await hear(request);
    heard.push(call);
    const step = script[call.endpoint];
    if (step === undefined) throw new Error(`${call.endpoint} is not in the script`);
    const turn = served.get(call.endpoint) ?? 0;
    served.set(call.endpoint, turn + 1);
    const reply = typeof step === 'function' ? step(call) : Array.isArray(step) ? step[turn] : step;
    if (reply === undefined) throw new Error(`${call.endpoint} is called more often than the script says`);
    return answer(reply, { version, request });
  };
  const called = () => heard.map(({ endpoint }) => endpoint.replace('sale.order.', ''));
  const nth = (at: number): Heard => {
    const call = heard[at];
    if (call === undefined) throw new Error(`Odoo heard ${heard.length} calls`);
    return call;
  };
  return { fetch, heard, called, nth };
}

/** A client of a scripted Odoo, with everything that it tells its surroundings. */
export function clientOf(version: OdooVersion, script: Script, given: Partial<OdooPlatform> = {}) {
  const odoo = scriptedOdoo(version, script);
  const clock = quickClock();
  const observed: CallRecord[] = [];
  const platform: OdooPlatform = {
    fetch: odoo.fetch,
    clock,
    observe: (call) => observed.push(call),
    write: (task) => task(),
    ...given,
  };
  return { ...odoo, clock, observed, platform, client: createOdooClient(connectionTo(version), platform) };
}

export function connectionTo(version: OdooVersion): OdooConnection {
  return {
    url: 'https://odoo.example.com/',
    database: 'shop',
    login: 'ponte@example.com',
    apiKey: secretKey(),
    uid: 7,
    version,
    companyId: 2 as CompanyId,
  };
}

async function hear(request: Request): Promise<Heard> {
  const { pathname } = new URL(request.url);
  const [, model, method] = /^\/json\/2\/([^/]+)\/([^/]+)$/.exec(pathname) ?? [];
  if (model !== undefined && method !== undefined) {
    const { context, ...args } = namedBody.parse(await request.clone().json());
    return { endpoint: `${model}.${method}`, args, kwargs: {}, context, request };
  }
  if (pathname !== '/jsonrpc') throw new Error(`no such path: ${pathname}`);
  const { params } = rpcBody.parse(await request.clone().json());
  if (params.service === 'common') {
    return { endpoint: `common.${params.method}`, args: params.args, kwargs: {}, context: {}, request };
  }
  const [, , , rpcModel, rpcMethod, args, { context, ...kwargs }] = executed.parse(params.args);
  return { endpoint: `${rpcModel}.${rpcMethod}`, args, kwargs, context, request };
}

const statuses: Record<string, number> = {
  'werkzeug.exceptions.Unauthorized': 401,
  'odoo.exceptions.AccessError': 403,
  'odoo.exceptions.MissingError': 404,
  'werkzeug.exceptions.NotFound': 404,
  'odoo.exceptions.UserError': 422,
  'odoo.exceptions.ValidationError': 422,
};

function answer(
  reply: Reply,
  { version, request }: { version: OdooVersion; request: Request },
): Response | Promise<Response> {
  if ('lost' in reply) throw new TypeError('network connection lost');
  if ('silent' in reply) return new Promise<Response>(() => undefined);
  if ('response' in reply) return reply.response();
  const named = new URL(request.url).pathname.startsWith('/json/2/');
  if ('result' in reply) {
    if (named) return Response.json(reply.result ?? null);
    return Response.json({
      jsonrpc: '2.0',
      id: 1,
      ...(reply.result === null ? {} : { result: reply.result }),
    });
  }
  const message = reply.message ?? 'as the script says';
  const data = { name: reply.fault, message, arguments: [message], context: {}, debug: 'Traceback: secret' };
  if (named) return Response.json(data, { status: reply.status ?? statuses[reply.fault] ?? 500 });
  const code = version === 19 ? 0 : 200;
  return Response.json({ jsonrpc: '2.0', id: 1, error: { code, message: 'Odoo Server Error', data } });
}
