import { z } from 'zod';
import { createOdooSim, type OdooSim, type OdooSimOptions } from '../../../sim/odoo/app.ts';
import { demoAccess } from '../../../sim/odoo/seed/people.ts';
import type { Recorded } from '../../support/recordings.ts';

const envelope = z.object({
  result: z.json().optional(),
  error: z.object({ data: z.looseObject({ name: z.string(), message: z.string() }) }).optional(),
});

export type Who = keyof typeof demoAccess;

/** A simulator with a client of few words. */
export interface SimClient {
  sim: OdooSim;
  /** The result; throws when an error comes. */
  call: (
    endpoint: string,
    args: Recorded[],
    kwargs?: Record<string, Recorded>,
  ) => Promise<Recorded | undefined>;
  /** `name: message` of the error; throws when none comes. */
  refusal: (endpoint: string, args: Recorded[], kwargs?: Record<string, Recorded>) => Promise<string>;
  /** The same, as another user. */
  as: (login: string, key: string) => SimClient;
  /** The id of the first record that a domain finds. */
  one: (model: string, domain: Recorded) => number;
}

/** `sale.order/read` in parts. */
function split(endpoint: string): [model: string, method: string] {
  const [model = '', method = ''] = endpoint.split('/');
  return [model, method];
}

export function clientOf(sim: OdooSim, login: string, key: string): SimClient {
  const uid = sim.db.search('res.users', [['login', '=', login]])[0] ?? 0;
  const send = async (endpoint: string, args: Recorded[], kwargs: Record<string, Recorded>) => {
    const params = {
      service: 'object',
      method: 'execute_kw',
      args: ['demo', uid, key, ...split(endpoint), args, kwargs],
    };
    const response = await post(sim, '/jsonrpc', { jsonrpc: '2.0', method: 'call', id: 1, params });
    return envelope.parse(await response.json());
  };
  return {
    sim,
    call: async (endpoint, args, kwargs = {}) => {
      const { error, result } = await send(endpoint, args, kwargs);
      if (error !== undefined) throw new Error(`${error.data.name}: ${error.data.message}`);
      return result;
    },
    refusal: async (endpoint, args, kwargs = {}) => {
      const { error, result } = await send(endpoint, args, kwargs);
      if (error === undefined) throw new Error(`no refusal but ${JSON.stringify(result)}`);
      return `${error.data.name}: ${error.data.message}`;
    },
    as: (otherLogin, otherKey) => clientOf(sim, otherLogin, otherKey),
    one: (model, domain) => {
      const [id] = sim.db.search(model, domain);
      if (id === undefined) throw new Error(`no ${model} of ${JSON.stringify(domain)}`);
      return id;
    },
  };
}

/** Posts JSON, or a text as it is, to a path. */
export async function post(
  sim: OdooSim,
  to: string | { path: string; headers: Record<string, string> },
  body: unknown,
): Promise<Response> {
  const { path, headers } = typeof to === 'string' ? { path: to, headers: {} } : to;
  return sim.fetch(
    new Request(`http://odoo.test${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  );
}

/** A demonstration database and one of its users; time stands still unless `now` is given. */
export function simOf(options: OdooSimOptions, who: Who = 'ponte'): SimClient {
  const sim = createOdooSim({ now: () => Date.parse('2026-06-03T08:15:00Z'), ...options });
  return clientOf(sim, demoAccess[who].login, demoAccess[who].apiKey);
}

/** A customer in Italy. */
export const customerOf = ({ sim }: SimClient): number =>
  sim.db.create('res.partner', {
    name: 'Giulia Rossi',
    email: 'giulia@example.com',
    country_id: sim.db.search('res.country', [['code', '=', 'IT']])[0] ?? 0,
  });
