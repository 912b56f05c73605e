import { z } from 'zod';
import type { Answer } from '../kit/http.ts';
import { retryAfterMs } from '../kit/http.ts';
import { faultError, strangeAnswer } from './errors.ts';
import type { OdooCall } from './call.ts';
import { endpointOf } from './call.ts';
import type { Line, Transport } from './transport.ts';
import { bodyOf, exchange, joinUrl } from './transport.ts';

export interface Json2Account {
  url: string;
  database: string;
  apiKey: string;
}

const report = z.object({ name: z.string(), message: z.string().catch('') });

/** Odoo 19's JSON-2: arguments by name, a key instead of a password check, real HTTP statuses. */
export function json2({ url, database, apiKey }: Json2Account, line: Line): Transport {
  const headers = {
    'content-type': 'application/json',
    authorization: `bearer ${apiKey}`,
    ...(database === '' ? {} : { 'x-odoo-database': database }),
  };
  return {
    call: (call) => {
      const { ids, args, kwargs, context = {} } = call;
      const body = JSON.stringify({ ...(ids === undefined ? {} : { ids }), ...args, ...kwargs, context });
      const address = joinUrl(url, `/json/2/${call.model}/${call.method}`);
      const request = new Request(address, { method: 'POST', headers, body });
      return exchange({ call, request, read: reader(call, line) }, line);
    },
  };
}

function reader(call: OdooCall, line: Line): (answer: Answer) => unknown {
  const endpoint = endpointOf(call);
  return (answer) => {
    const { status, headers } = answer;
    const value = bodyOf(answer);
    if (status === 200 && value !== undefined) return value;
    const { data } = status === 200 ? {} : report.safeParse(value);
    if (data !== undefined) throw faultError({ endpoint, ...data });
    const wait = retryAfterMs(headers, line.clock.now());
    throw strangeAnswer({ endpoint, status, retryAfterMs: wait, write: call.write ?? false });
  };
}
