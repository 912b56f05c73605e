import { asIds } from '../engine/bind.ts';
import { OdooError } from '../engine/errors.ts';
import type { Method } from '../engine/model.ts';
import { isVals, type Json, type Vals } from '../engine/value.ts';
import { callMethod, type Caller } from './call.ts';
import { underFaults } from './fault-line.ts';
import { asOdooError, errorData } from './json-rpc.ts';
import { json, loginPage, notFound } from './pages.ts';
import type { Server } from './server.ts';
import { userOf } from './services.ts';

/** An error of the web layer: its name, its message and the status beside it. */
function httpError(status: number, name: string, message: string): OdooError {
  return new OdooError(`werkzeug.exceptions.${name}`, message, [message, status]);
}

const statuses: Record<string, number> = {
  'werkzeug.exceptions.Unauthorized': 401,
  'werkzeug.exceptions.NotFound': 404,
  'werkzeug.exceptions.UnprocessableEntity': 422,
  'werkzeug.exceptions.BadRequest': 400,
  'odoo.exceptions.AccessDenied': 403,
  'odoo.exceptions.AccessError': 403,
  'odoo.exceptions.MissingError': 404,
  'odoo.exceptions.UserError': 422,
  'odoo.exceptions.ValidationError': 422,
  'odoo.exceptions.RedirectWarning': 422,
};

/** `POST /json/2/<model>/<method>` of 19; what the older versions answer on the same path. */
export async function jsonTwo(
  server: Server,
  request: Request,
  path: { model: string; method: string },
): Promise<Response> {
  if (server.version === 18) return loginPage();
  if (server.version <= 17) return notFound();
  const snapshot = server.db.commits;
  const wanted = request.headers.get('x-odoo-database');
  if (wanted !== null && wanted !== server.db.name) return notFound();
  const subject = { service: 'json2', ...path };
  return underFaults(server, subject, {
    refuse: (error) => failed(server, error),
    answer: async ({ conflict }) => {
      try {
        const uid = bearer(server, request);
        const body = await readBody(request);
        return json(200, await call(server, { uid, snapshot, conflict }, { ...path, body }));
      } catch (error) {
        return failed(server, asOdooError(error));
      }
    },
  });
}

function failed(server: Server, error: OdooError): Response {
  return json(statuses[error.pythonName] ?? 500, errorData(server.version, error));
}

function bearer(server: Server, request: Request): number {
  const key = /^bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  if (key === undefined) {
    throw httpError(401, 'Unauthorized', 'User not authenticated, use the "Authorization" header');
  }
  const login = server.secrets.loginOfKey(key);
  const uid = login === undefined ? undefined : userOf(server, login);
  if (uid === undefined) throw httpError(401, 'Unauthorized', 'Invalid apikey');
  return uid;
}

async function readBody(request: Request): Promise<Vals> {
  const text = await request.text();
  let body: unknown;
  try {
    body = text === '' ? {} : JSON.parse(text);
  } catch {
    throw httpError(400, 'BadRequest', 'could not parse the body as json');
  }
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { ...body };
  throw httpError(422, 'UnprocessableEntity', 'the body must be a json object');
}

async function call(
  server: Server,
  caller: Caller,
  request: { model: string; method: string; body: Vals },
): Promise<Json> {
  const { ids = [], context = {}, ...named } = request.body;
  const method = known(server, request);
  const list = asIds(ids);
  if (method.on === 'model' && list.length > 0) {
    throw httpError(422, 'UnprocessableEntity', `cannot call ${request.model}.${request.method} with ids`);
  }
  checkArguments(method, named);
  const kwargs = { ...wrapped(request.method, named), context };
  const args = method.on === 'records' ? [list] : [];
  const result = await callMethod(server, caller, {
    model: request.model,
    method: request.method,
    args,
    kwargs,
  });
  return result ?? null;
}

/** `create` answers a list here, even for one record. */
function wrapped(method: string, named: Vals): Vals {
  const { vals_list: list } = named;
  return method === 'create' && isVals(list) ? { ...named, vals_list: [list] } : named;
}

function known(server: Server, request: { model: string; method: string }): Method {
  const model = server.db.models.get(request.model);
  if (model === undefined) {
    throw httpError(404, 'NotFound', `the model '${request.model}' does not exist`);
  }
  const own = Object.hasOwn(model.methods, request.method) ? model.methods[request.method] : undefined;
  const base = server.db.baseMethods;
  const method = own ?? (Object.hasOwn(base, request.method) ? base[request.method] : undefined);
  if (method !== undefined) return method;
  if (request.method.startsWith('_')) {
    throw new OdooError(
      'odoo.exceptions.AccessError',
      `Private methods (such as '${request.model}.${request.method}') cannot be called remotely.`,
    );
  }
  throw httpError(404, 'NotFound', `The method '${request.model}.${request.method}' does not exist`);
}

function checkArguments(method: Method, named: Vals): void {
  const names = method.params.map((param) => (typeof param === 'string' ? param : param[0]));
  const lacking = method.params.find((param) => typeof param === 'string' && !(param in named));
  if (typeof lacking === 'string') {
    throw httpError(422, 'UnprocessableEntity', `missing a required argument: '${lacking}'`);
  }
  const unknown = Object.keys(named).find((name) => !names.includes(name) && method.open !== true);
  if (unknown === undefined) return;
  throw httpError(422, 'UnprocessableEntity', `got an unexpected keyword argument '${unknown}'`);
}
