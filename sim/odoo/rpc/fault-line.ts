import type { Fault, Subject } from '../control/faults.ts';
import { accessDenied, OdooError, SerializationFailure } from '../engine/errors.ts';
import { errorPage } from './pages.ts';
import type { Server } from './server.ts';

/** A connection that broke: what `fetch` throws for it. */
export class ConnectionLost extends TypeError {
  constructor() {
    super('network connection lost');
  }
}

export interface Attempt {
  /** Whether a `load` is to lose a race. */
  conflict: boolean;
}

const forever = 120_000;

/**
 * Runs a call under the fault that strikes it, if one does.
 * `answer` makes the call and its response; `refuse` words an error that Odoo would send.
 */
export async function underFaults(
  server: Server,
  subject: Subject,
  call: {
    answer: (attempt: Attempt) => Promise<Response>;
    refuse: (error: OdooError) => Response;
  },
): Promise<Response> {
  const fault = server.faults.strike(subject);
  if (fault === undefined) return call.answer({ conflict: false });
  const early = await beforeEffect(server, fault, call.refuse);
  if (early !== undefined) return early;
  const response = await call.answer({ conflict: fault.kind === 'load-conflict' });
  return afterEffect(server, fault, response);
}

async function beforeEffect(
  server: Server,
  fault: Fault,
  refuse: (error: OdooError) => Response,
): Promise<Response | undefined> {
  switch (fault.kind) {
    case 'latency':
      await server.sleep(fault.ms ?? 1000);
      return undefined;
    case 'hang-before':
      await server.sleep(fault.ms ?? forever);
      return undefined;
    case 'drop-before':
      throw new ConnectionLost();
    case 'http-status':
      return errorPage(fault.status ?? 500);
    case 'html-502':
      return errorPage(502);
    case 'serialization-failure':
      return refuse(new SerializationFailure());
    case 'access-denied':
      return refuse(accessDenied());
    case 'odoo-error':
      return refuse(new OdooError(fault.errorName ?? 'odoo.exceptions.UserError', 'A fault set for a test'));
    default:
      return undefined;
  }
}

async function afterEffect(server: Server, fault: Fault, response: Response): Promise<Response> {
  if (fault.kind === 'drop-after') throw new ConnectionLost();
  if (fault.kind === 'hang-after') await server.sleep(fault.ms ?? forever);
  if (fault.kind !== 'truncated-json') return response;
  const text = await response.text();
  return new Response(text.slice(0, Math.ceil(text.length / 2)), {
    status: response.status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
}
