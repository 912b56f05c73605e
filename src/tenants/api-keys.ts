import { toIso } from '../kit/clock.ts';
import { sha256Hex } from '../kit/hashing.ts';
import { newId, newToken } from '../kit/ids.ts';
import type { ApiKeyId } from '../trade/ids.ts';
import { audit } from './audit.ts';
import { apiKeyPrefix } from './authenticate.ts';
import type { Office } from './desk.ts';
import type { Role } from './roles.ts';

export interface ApiKeyView {
  id: string;
  name: string;
  role: Role;
  /** The end of the key, to tell keys apart. */
  hint: string;
  createdAt: string;
  lastUsedAt: string | null;
}

/** A new key of the admin API. The key itself is in this answer and nowhere else: only its hash stays. */
export async function createApiKey(
  office: Office,
  { name, role }: { name: string; role: Role },
): Promise<{ id: string; key: string }> {
  const { house, tenant, actor } = office;
  const now = house.clock.now();
  const key = `${apiKeyPrefix}${newToken(house.chance, 256)}`;
  const id = newId<ApiKeyId>('key', now, house.chance);
  await house.directory.apiKeys.add({
    id,
    tenantId: tenant.id,
    name,
    keyHash: await sha256Hex(key),
    hint: key.slice(-4),
    role,
    createdBy: actor.id,
    createdAt: now,
  });
  await audit(office, { action: 'api-key.create', target: name, detail: { role } });
  return { id, key };
}

/** The company's live keys, newest first. */
export async function listApiKeys({ house, tenant }: Office): Promise<ApiKeyView[]> {
  const keys = await house.directory.apiKeys.list(tenant.id);
  return keys.map(({ id, name, role, hint, createdAt, lastUsedAt }) => ({
    id,
    name,
    role,
    hint,
    createdAt: toIso(createdAt),
    lastUsedAt: lastUsedAt === null ? null : toIso(lastUsedAt),
  }));
}

/** Ends a key at once. False where the company has no live key of this id. */
export async function revokeApiKey(office: Office, id: ApiKeyId): Promise<boolean> {
  const { house, tenant } = office;
  const name = await house.directory.apiKeys.revoke(tenant.id, id, house.clock.now());
  if (name === null) return false;
  await audit(office, { action: 'api-key.revoke', target: name });
  return true;
}
