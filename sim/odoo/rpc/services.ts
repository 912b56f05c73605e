import { accessDenied, keyError, OdooError, typeError } from '../engine/errors.ts';
import { missing } from '../engine/errors.ts';
import { isVals, type Json, text, shown } from '../engine/value.ts';
import { callMethod, type Caller } from './call.ts';
import type { Server } from './server.ts';
import { versionInfo } from './version.ts';

export interface ServiceCall {
  service: string;
  method: string;
  args: Json[];
}

type Arrival = Pick<Caller, 'snapshot' | 'conflict'>;

/** The services of /jsonrpc. */
export async function dispatch(
  server: Server,
  call: ServiceCall,
  arrival: Arrival,
): Promise<Json | undefined> {
  if (call.service === 'object') return objectService(server, call, arrival);
  const begun = server.now();
  const note = { at: begun, service: call.service, method: call.method, ids: 0 };
  try {
    const result = await otherService(server, call);
    server.log.add({ ...note, ms: server.now() - begun });
    return result;
  } catch (error) {
    const name = error instanceof OdooError ? error.pythonName : 'simulator';
    server.log.add({ ...note, ms: server.now() - begun, error: name });
    throw error;
  }
}

async function otherService(server: Server, call: ServiceCall): Promise<Json> {
  if (call.service === 'common') return commonService(server, call);
  if (call.service === 'db') return dbService(server, call);
  throw keyError(call.service);
}

async function commonService(server: Server, { method, args }: ServiceCall): Promise<Json> {
  switch (method) {
    case 'version':
      return versionInfo(server.version);
    case 'about':
      return 'See http://openerp.com';
    case 'login':
    case 'authenticate':
      return authenticate(server, args);
    default:
      throw new OdooError('builtins.NameError', `Method not available ${method}`);
  }
}

function dbService(server: Server, { method, args }: ServiceCall): Json {
  switch (method) {
    case 'list':
      return [server.db.name];
    case 'db_exist':
      return args[0] === server.db.name;
    case 'server_version':
      return versionInfo(server.version).server_version;
    default:
      throw accessDenied();
  }
}

function checkDatabase(server: Server, name: Json | undefined): void {
  if (name === server.db.name) return;
  throw new OdooError(
    'psycopg2.OperationalError',
    `connection to server at "127.0.0.1", port 5432 failed: FATAL:  database "${shown(name)}" does not exist\n`,
  );
}

/** The user's id, or False. */
async function authenticate(server: Server, args: Json[]): Promise<Json> {
  const [database, login, secret] = args;
  checkDatabase(server, database);
  await server.sleep(server.passwordCostMs);
  if (typeof login !== 'string' || typeof secret !== 'string') return false;
  const uid = userOf(server, login);
  return uid !== undefined && server.secrets.accepts(login, secret) ? uid : false;
}

/** The id of an active user. */
export function userOf(server: Server, login: string): number | undefined {
  const table = server.db.table('res.users');
  for (const id of table.lookup('login', login)) {
    if (table.rows.get(id)?.['active'] === true) return id;
  }
  return undefined;
}

async function objectService(server: Server, call: ServiceCall, arrival: Arrival): Promise<Json | undefined> {
  if (call.method !== 'execute' && call.method !== 'execute_kw') {
    throw new OdooError('builtins.NameError', `Method not available ${call.method}`);
  }
  const [database, uid, secret, model, method, ...rest] = call.args;
  checkDatabase(server, database);
  const user = await checkSecret(server, uid, secret);
  if (typeof model !== 'string' || typeof method !== 'string') {
    throw typeError("execute() missing required positional arguments: 'obj' and 'method'");
  }
  const given = call.method === 'execute' ? { args: rest, kwargs: {} } : namedArgs(rest);
  return callMethod(server, { uid: user, ...arrival }, { model, method, ...given });
}

function namedArgs(rest: Json[]): { args: Json[]; kwargs: Record<string, Json> } {
  const [args, kwargs = {}] = rest;
  if (!Array.isArray(args)) {
    throw typeError("execute_kw() missing 1 required positional argument: 'args'");
  }
  return { args, kwargs: isVals(kwargs) ? kwargs : {} };
}

async function checkSecret(server: Server, uid: Json | undefined, secret: Json | undefined): Promise<number> {
  if (typeof uid !== 'number' || typeof secret !== 'string') throw accessDenied();
  const user = server.db.table('res.users').rows.get(uid);
  if (user === undefined) throw missing('res.users', uid, uid);
  await server.payForSecret(uid, secret);
  if (user['active'] === true && server.secrets.accepts(text(user['login']), secret)) return uid;
  throw accessDenied();
}
