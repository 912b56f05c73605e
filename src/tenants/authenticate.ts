import type { Clock } from '../kit/clock.ts';
import { hour } from '../kit/clock.ts';
import { sha256Hex } from '../kit/hashing.ts';
import type { Locale } from '../kit/text.ts';
import type { Directory } from '../store/directory/directory.ts';
import type { TenantColumns } from '../store/directory/session-rows.ts';
import type { ApiKeyId, PersonId, SessionId, TenantId, TenantKey } from '../trade/ids.ts';
import type { Role } from './roles.ts';
import { readSessionToken, type SessionKeys } from './session-token.ts';

/** The company that a caller was let into. */
export interface CallerTenant {
  id: TenantId;
  key: TenantKey;
  slug: string;
  shard: string;
  locale: Locale;
  company: string;
  suspended: boolean;
}

/** Who calls: a person in a session, or an API key. `label` is what the audit log shows. */
export type Actor =
  | { kind: 'person'; id: PersonId; label: string; role: Role; locale: Locale; sessionId: SessionId }
  | { kind: 'key'; id: ApiKeyId; label: string; role: Role; locale: Locale };

export interface Caller {
  tenant: CallerTenant;
  actor: Actor;
}

export const apiKeyPrefix = 'ponte_';

/** Who stands behind a bearer token: a session's or an API key; null where it opens nothing. */
export async function authenticate(
  desk: { directory: Directory; clock: Clock; variables: SessionKeys },
  token: string | null,
): Promise<Caller | null> {
  if (token === null) return null;
  return token.startsWith(apiKeyPrefix) ? keyCaller(desk, token) : sessionCaller(desk, token);
}

async function sessionCaller(
  { directory, clock, variables }: { directory: Directory; clock: Clock; variables: SessionKeys },
  token: string,
): Promise<Caller | null> {
  const now = clock.now();
  const named = await readSessionToken(token, { variables, now });
  if (named === null) return null;
  const open = await directory.sessions.open(named.sessionId, now);
  if (open === null || open.tenantId !== named.tenantId) return null;
  const { personId: id, email: label, role, personLocale: locale, sessionId } = open;
  return { tenant: tenantOf(open), actor: { kind: 'person', id, label, role, locale, sessionId } };
}

async function keyCaller(
  { directory, clock }: { directory: Directory; clock: Clock },
  token: string,
): Promise<Caller | null> {
  const open = await directory.apiKeys.open(await sha256Hex(token));
  if (open === null) return null;
  const now = clock.now();
  if (open.lastUsedAt === null || open.lastUsedAt < now - hour)
    await directory.apiKeys.touch(open.keyId, now, now - hour);
  const { keyId: id, name: label, role, tenantLocale: locale } = open;
  return { tenant: tenantOf(open), actor: { kind: 'key', id, label, role, locale } };
}

function tenantOf(row: TenantColumns): CallerTenant {
  return {
    id: row.tenantId,
    key: row.tenantKey,
    slug: row.slug,
    shard: row.shard,
    locale: row.tenantLocale,
    company: row.company,
    suspended: row.suspendedAt !== null,
  };
}
