import { z } from 'zod';
import { SyncError } from '../kit/errors.ts';
import type { CompanyId } from '../trade/ids.ts';
import type { OdooCall } from './call.ts';
import { hints, unsupportedVersion } from './hints.ts';
import { json2 } from './json-2.ts';
import { commonService } from './json-rpc.ts';
import type { OdooPlatform } from './session.ts';
import { defaultTimeoutMs, readBy, transportOf } from './session.ts';
import type { Line, Transport } from './transport.ts';
import { companyId, recordId, requiredText } from './values.ts';
import type { OdooVersion } from './versions.ts';
import { dialectOf, versionIn } from './versions.ts';

export interface OdooTarget {
  url: string;
  database: string;
  login: string;
  apiKey: string;
}

export interface OdooIdentity {
  version: OdooVersion;
  /** As the server says it: `18.0-20250421`. */
  versionText: string;
  uid: number;
  transport: 'json-rpc' | 'json-2';
  /** The companies that the user may work in. */
  companies: { id: CompanyId; name: string }[];
  /** The user's own company. */
  companyId: CompanyId;
}

/**
 * Who and what answers at `target`, before there is a connection.
 *
 * The server's own word decides the version: to try JSON-2 would prove nothing, since Odoo 18 answers 200 to it.
 * Throws SyncError: `refused` for a version that we do not speak to, `denied` for a wrong login or key, `struggling`
 * for a database that does not answer, and those of any call.
 */
export async function identify(
  target: OdooTarget,
  platform: Pick<OdooPlatform, 'fetch' | 'clock' | 'observe' | 'timeoutMs'>,
): Promise<OdooIdentity> {
  const line = { ...platform, timeoutMs: platform.timeoutMs ?? defaultTimeoutMs };
  const { version, versionText } = await versionOf(target, line);
  const uid = await authenticate(target, version, line);
  const transport = transportOf({ ...target, uid, version }, line);
  return {
    version,
    versionText,
    uid,
    transport: dialectOf(version).transport,
    ...(await companiesOf(transport, uid)),
  };
}

const versionAnswer = z.object({ server_version: z.string() });

async function versionOf(
  { url }: OdooTarget,
  line: Line,
): Promise<Pick<OdooIdentity, 'version' | 'versionText'>> {
  const answer = await commonService(url, line)('version', []);
  const { server_version: versionText } = readBy(versionAnswer, answer, {
    model: 'common',
    method: 'version',
  });
  const version = versionIn(versionText);
  if (version !== null) return { version, versionText };
  const facts = { code: 'refused', side: 'odoo', hint: unsupportedVersion(versionText) } as const;
  throw new SyncError(`Odoo ${versionText} is not supported`, facts);
}

const userId = z.union([recordId, z.literal(false)]);

async function authenticate(target: OdooTarget, version: OdooVersion, line: Line): Promise<number> {
  const { url, database, login, apiKey } = target;
  const call = { model: 'common', method: 'authenticate' } as const;
  const asked = commonService(url, line)('authenticate', [database, login, apiKey, {}]);
  const answer = await asked.catch((thrown: unknown) => withoutJsonRpc(thrown, { target, version, line }));
  const uid = readBy(userId, answer, call);
  if (uid !== false) return uid;
  throw new SyncError(`Odoo does not accept the key of ${login}`, {
    code: 'denied',
    side: 'odoo',
    hint: hints.denied,
  });
}

const users = z.array(z.object({ id: recordId }));

/** Where JSON-2 exists the key alone says who we are, so a server that closes its old API is no obstacle. */
async function withoutJsonRpc(
  thrown: unknown,
  { target, version, line }: { target: OdooTarget; version: OdooVersion; line: Line },
): Promise<number | false> {
  const closed = thrown instanceof SyncError && (thrown.code === 'unreadable' || thrown.code === 'refused');
  if (!closed || dialectOf(version).transport !== 'json-2') throw thrown;
  const domain = [['login', '=', target.login]];
  const call: OdooCall = {
    model: 'res.users',
    method: 'search_read',
    args: { domain },
    kwargs: { fields: ['login'] },
  };
  const [user] = readBy(users, await json2(target, line).call(call), call);
  return user?.id ?? false;
}

const memberships = z.tuple([
  z.object({ company_id: z.tuple([companyId, z.unknown()]), company_ids: z.array(recordId) }),
]);
const companies = z.array(z.object({ id: companyId, name: requiredText }));

async function companiesOf(
  transport: Transport,
  uid: number,
): Promise<Pick<OdooIdentity, 'companies' | 'companyId'>> {
  const own: OdooCall = {
    model: 'res.users',
    method: 'read',
    ids: [uid],
    args: { fields: ['company_id', 'company_ids'] },
  };
  const [user] = readBy(memberships, await transport.call(own), own);
  const all: OdooCall = {
    model: 'res.company',
    method: 'search_read',
    args: { domain: [['id', 'in', user.company_ids]] },
    kwargs: { fields: ['name'] },
    context: { allowed_company_ids: user.company_ids },
  };
  return { companies: readBy(companies, await transport.call(all), all), companyId: user.company_id[0] };
}
