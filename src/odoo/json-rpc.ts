import { z } from 'zod';
import type { Answer } from '../kit/http.ts';
import { retryAfterMs } from '../kit/http.ts';
import { faultError, strangeAnswer } from './errors.ts';
import type { OdooCall } from './call.ts';
import { endpointOf } from './call.ts';
import type { Line, Transport } from './transport.ts';
import { bodyOf, exchange, joinUrl } from './transport.ts';

/** Whom the calls are made as. */
export interface RpcAccount {
  url: string;
  database: string;
  uid: number;
  apiKey: string;
}

const envelope = z.object({
  jsonrpc: z.literal('2.0'),
  result: z.unknown().optional(),
  error: z.object({ data: z.object({ name: z.string(), message: z.string().catch('') }) }).optional(),
});

/** Odoo's `execute_kw` over /jsonrpc: all versions have it, 16 to 18 have nothing better. */
export function jsonRpc(account: RpcAccount, line: Line): Transport {
  const { url, database, uid, apiKey } = account;
  return {
    call: (call) => {
      const positional = [...(call.ids === undefined ? [] : [call.ids]), ...Object.values(call.args ?? {})];
      const named = { ...call.kwargs, context: call.context ?? {} };
      const args = [database, uid, apiKey, call.model, call.method, positional, named];
      return exchange(
        {
          call,
          request: post(url, { service: 'object', method: 'execute_kw', args }),
          read: reader(call, line),
        },
        line,
      );
    },
  };
}

/** Odoo's `common` service, which needs no user: its version, and who somebody is. */
export function commonService(
  url: string,
  line: Line,
): (method: 'version' | 'authenticate', args: unknown[]) => Promise<unknown> {
  return (method, args) => {
    const call: OdooCall = { model: 'common', method };
    return exchange(
      { call, request: post(url, { service: 'common', method, args }), read: reader(call, line) },
      line,
    );
  };
}

function post(url: string, params: { service: string; method: string; args: unknown[] }): Request {
  return new Request(joinUrl(url, '/jsonrpc'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', method: 'call', id: 1, params }),
  });
}

function reader(call: OdooCall, line: Line): (answer: Answer) => unknown {
  const endpoint = endpointOf(call);
  return (answer) => {
    const { status, headers } = answer;
    const { data } = status === 200 ? envelope.safeParse(bodyOf(answer)) : {};
    if (data === undefined) {
      const wait = retryAfterMs(headers, line.clock.now());
      throw strangeAnswer({ endpoint, status, retryAfterMs: wait, write: call.write ?? false });
    }
    if (data.error !== undefined) throw faultError({ endpoint, ...data.error.data });
    return data.result ?? null;
  };
}
