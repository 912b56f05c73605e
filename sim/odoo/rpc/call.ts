import { OdooError } from '../engine/errors.ts';
import { execute, type Request } from '../engine/execute.ts';
import type { Json } from '../engine/value.ts';
import type { Server } from './server.ts';

export interface Caller {
  uid: number;
  /** What was committed when the call came in. */
  snapshot: number;
  conflict: boolean;
}

/** Runs a method for a user who is known to be one, and keeps a record of the call. */
export async function callMethod(
  server: Server,
  caller: Caller,
  request: Request,
): Promise<Json | undefined> {
  const begun = server.now();
  await server.sleep(server.options.latencyMs ?? 0);
  const entry = {
    at: begun,
    service: 'object',
    model: request.model,
    method: request.method,
    ids: sizeOf(request),
  };
  try {
    const result = execute(server.db, { ...caller, begun }, request);
    server.dropCaches(request.model, request.method);
    server.log.add({ ...entry, ms: server.now() - begun });
    return result;
  } catch (error) {
    const name = error instanceof OdooError ? error.pythonName : 'simulator';
    server.log.add({ ...entry, ms: server.now() - begun, error: name });
    throw error;
  }
}

function sizeOf(request: Request): number {
  const list =
    request.kwargs['ids'] ?? request.kwargs['data'] ?? request.args[request.method === 'load' ? 1 : 0];
  return Array.isArray(list) ? list.length : 1;
}
