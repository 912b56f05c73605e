import { z } from 'zod';
import { notSimulated, OdooError, typeError } from '../engine/errors.ts';
import type { Json, OdooVersion } from '../engine/value.ts';
import { underFaults } from './fault-line.ts';
import { htmlText, json, page } from './pages.ts';
import type { Server } from './server.ts';
import { dispatch } from './services.ts';

const bodySchema = z.looseObject({
  id: z.json().optional(),
  params: z.record(z.string(), z.json()).optional(),
});

const paramsSchema = z.object({
  service: z.string(),
  method: z.string(),
  args: z.array(z.json()),
});

/** `POST /jsonrpc`: errors come with status 200, except where no JSON-RPC was spoken at all. */
export async function jsonRpc(server: Server, request: Request): Promise<Response> {
  const snapshot = server.db.commits;
  if (!(request.headers.get('content-type') ?? '').startsWith('application/json')) {
    return wrongType(server.version);
  }
  const text = await request.text();
  const parsed = parse(text);
  if (parsed === undefined) return htmlText(400, 'Invalid JSON data');
  const body = bodySchema.safeParse(parsed.value);
  if (!body.success || Array.isArray(parsed.value)) return htmlText(400, 'Invalid JSON-RPC data');
  const id = body.data.id ?? null;
  const params = paramsSchema.safeParse(body.data.params ?? {});
  if (!params.success) return failed(server.version, id, lackingParams(server, body.data.params ?? {}));
  const { service, method, args } = params.data;
  const model = service === 'object' && typeof args[3] === 'string' ? args[3] : undefined;
  const name = service === 'object' && typeof args[4] === 'string' ? args[4] : method;
  const subject = { service, method: name, ...(model === undefined ? {} : { model }) };
  return underFaults(server, subject, {
    refuse: (error) => failed(server.version, id, error),
    answer: async ({ conflict }) => {
      try {
        const result = await dispatch(server, { service, method, args }, { snapshot, conflict });
        return json(200, { jsonrpc: '2.0', id, ...(result === undefined ? {} : { result }) });
      } catch (error) {
        return failed(server.version, id, asOdooError(error));
      }
    },
  });
}

/** A mistake of the simulator's own must not look like Odoo's. */
export function asOdooError(error: unknown): OdooError {
  if (error instanceof OdooError) return error;
  return notSimulated(error instanceof Error ? `${error.name}: ${error.message}` : 'This');
}

function parse(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function lackingParams(server: Server, params: Record<string, Json>): OdooError {
  const names = ['service', 'method', 'args'].filter((name) => !(name in params));
  const owner = server.version >= 19 ? 'JSONRPC' : 'RPC';
  const quoted = names.map((name) => `'${name}'`);
  const list =
    quoted.length > 2
      ? `${quoted.slice(0, -1).join(', ')}, and ${quoted.at(-1) ?? ''}`
      : quoted.join(' and ');
  const plural = names.length === 1 ? '' : 's';
  return typeError(
    `${owner}.jsonrpc() missing ${names.length} required positional argument${plural}: ${list}`,
  );
}

function failed(version: OdooVersion, id: Json, error: OdooError): Response {
  return json(200, {
    jsonrpc: '2.0',
    id,
    error: {
      code: version >= 19 ? 0 : 200,
      message: 'Odoo Server Error',
      data: errorData(version, error),
    },
  });
}

/** The `data` of an error, its members in the order of the version. */
export function errorData(version: OdooVersion, error: OdooError): Record<string, Json> {
  const name = error.pythonName;
  const debug = `Traceback (most recent call last):\n${name}: ${error.message}\n`;
  const rest = { message: error.message, arguments: error.args, context: {} };
  return version >= 19 ? { name, ...rest, debug } : { name, debug, ...rest };
}

function wrongType(version: OdooVersion): Response {
  const head = 'Request inferred type is compatible with [&#39;http&#39;] but &#39;/jsonrpc&#39; is type=';
  if (version <= 18) return page(400, 'Bad Request', `${head}&#39;json&#39;.`);
  return page(
    415,
    'Unsupported Media Type',
    `${head}&#39;jsonrpc&#39;.<br><br>Please verify the Content-Type request header and try again.`,
  );
}
