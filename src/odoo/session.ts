import { z } from 'zod';
import type { Clock } from '../kit/clock.ts';
import { SyncError } from '../kit/errors.ts';
import type { CompanyId } from '../trade/ids.ts';
import type { Named, OdooCall } from './call.ts';
import { endpointOf } from './call.ts';
import { download } from './download.ts';
import { unknownAnswer } from './errors.ts';
import { json2 } from './json-2.ts';
import { jsonRpc } from './json-rpc.ts';
import { type KnownRights, nothingKnown } from './known-rights.ts';
import type { Line, Transport } from './transport.ts';
import type { Dialect, OdooVersion } from './versions.ts';
import { dialectOf } from './versions.ts';

/** One tenant's Odoo: where it is, as whom we speak to it, and for which company. */
export interface OdooConnection {
  url: string;
  database: string;
  login: string;
  apiKey: string;
  uid: number;
  version: OdooVersion;
  companyId: CompanyId;
}

/** What the client is given by its surroundings. */
export interface OdooPlatform {
  fetch: Line['fetch'];
  clock: Line['clock'];
  observe: Line['observe'];
  /** Runs a write in the tenant's write queue. */
  write: <T>(task: () => Promise<T>) => Promise<T>;
  /** Milliseconds; 45,000 where not given. */
  timeoutMs?: number;
  /** Language of the answers, if Odoo has it installed; `en_US` where not given. */
  lang?: string;
  /** What is known of the user's rights; nothing where not given. */
  rights?: KnownRights;
}

/** Calls of one connection, with the context that each of them needs. */
export interface Session {
  readonly connection: OdooConnection;
  readonly dialect: Dialect;
  readonly clock: Clock;
  readonly rights: KnownRights;
  /**
   * Calls Odoo and reads the answer by `schema`; throws SyncError, `unreadable` where the answer does not fit.
   * A read is repeated once where its answer was lost; a write never is.
   */
  ask<T>(call: OdooCall, schema: z.ZodType<T>): Promise<T>;
  /** The file at a path of Odoo's own address, fetched without credentials; throws SyncError. Repeated once where it was lost. */
  download(path: string): Promise<Uint8Array>;
}

export const defaultTimeoutMs = 45_000;
const alwaysInstalled = 'en_US';

export function openSession(connection: OdooConnection, platform: OdooPlatform): Session {
  const dialect = dialectOf(connection.version);
  const line = { ...platform, timeoutMs: platform.timeoutMs ?? defaultTimeoutMs };
  const transport = transportOf(connection, line);
  const bare = { allowed_company_ids: [connection.companyId], lang: alwaysInstalled, tz: 'UTC' };
  const language = once(() =>
    languageOf(platform.lang ?? alwaysInstalled, { transport, dialect, context: bare }),
  );
  return {
    connection,
    dialect,
    clock: platform.clock,
    rights: platform.rights ?? nothingKnown,
    ask: async (call, schema) => {
      const context = { ...bare, lang: await language(), ...call.context };
      const send = () => transport.call({ ...call, context });
      const answer = await (call.write === true ? platform.write(send) : again(send));
      return readBy(schema, answer, call);
    },
    download: (path) => again(() => download(connection.url, path, line)),
  };
}

/** The way to Odoo that the version has. */
export function transportOf(account: Omit<OdooConnection, 'login' | 'companyId'>, line: Line): Transport {
  return dialectOf(account.version).transport === 'json-2' ? json2(account, line) : jsonRpc(account, line);
}

/** The value of `answer` by `schema`, or SyncError `unreadable` naming the members that do not fit. */
export function readBy<T>(schema: z.ZodType<T>, answer: unknown, call: OdooCall): T {
  const read = schema.safeParse(answer);
  if (read.success) return read.data;
  const where = read.error.issues.slice(0, 3).map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw unknownAnswer(endpointOf(call), where.join('; '), call.write ?? false);
}

const languages = z.array(z.object({ code: z.string() }));

async function languageOf(
  wanted: string,
  { transport, dialect, context }: { transport: Transport; dialect: Dialect; context: Named },
): Promise<string> {
  if (wanted === alwaysInstalled || !dialect.refusesUnknownLanguage) return wanted;
  const call = {
    model: 'res.lang',
    method: 'search_read',
    args: { domain: [] },
    kwargs: { fields: ['code'] },
    context,
  };
  const installed = readBy(languages, await again(() => transport.call(call)), call);
  return installed.some(({ code }) => code === wanted) ? wanted : alwaysInstalled;
}

async function again<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (thrown) {
    const lost =
      thrown instanceof SyncError && (thrown.code === 'unreachable' || thrown.code === 'timed-out');
    if (!lost) throw thrown;
    return read();
  }
}

function once<T>(task: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null;
  return () => {
    running ??= task().catch((thrown: unknown) => {
      running = null;
      throw thrown;
    });
    return running;
  };
}
