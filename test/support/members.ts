import { hashPassword } from '../../src/kit/password.ts';
import { systemChance } from '../../src/kit/chance.ts';
import { sha256Hex } from '../../src/kit/hashing.ts';
import { newId } from '../../src/kit/ids.ts';
import type { Role } from '../../src/tenants/roles.ts';
import { newTenant } from '../../src/tenants/new-tenant.ts';
import { newSession } from '../../src/tenants/new-session.ts';
import type { ApiKeyId, PersonId, TenantId } from '../../src/trade/ids.ts';
import { sqliteOf } from './d1-over-sqlite.ts';
import type { TestHouse } from './house.ts';

const password = 'una frase per tutti';
let hash: Promise<string> | null = null;

/** Somebody with a proven address and this role in a company, signed in there. */
export async function addMember({ house, d1 }: TestHouse, tenantId: string, role: Role) {
  hash ??= hashPassword(password, systemChance);
  const now = house.clock.now();
  const id = newId<PersonId>('per', now, systemChance);
  const email = `${id.slice(-8)}-${role}@example.it`;
  const sqlite = sqliteOf(d1);
  sqlite
    .prepare(
      'INSERT INTO people (id, email, password_hash, locale, email_verified_at, created_at) VALUES (?, ?, ?, ?, ?, ?)',
    )
    .run(id, email, await hash, 'it', now, now);
  sqlite
    .prepare('INSERT INTO memberships (tenant_id, person_id, role, created_at) VALUES (?, ?, ?, ?)')
    .run(tenantId, id, role, now);
  const session = await newSession(house, { personId: id, tenantId: tenantId as TenantId });
  await house.directory.sessions.add(session.row);
  return { id, email, password, token: session.token };
}

let companies = 0;

/** A company with its owner, made without the cost of a sign-up. */
export async function addCompany(world: TestHouse, given: { company?: string; locale?: 'it' | 'en' } = {}) {
  companies += 1;
  const { house } = world;
  const tenant = await newTenant(house, {
    company: given.company ?? `Azienda ${companies}`,
    locale: given.locale ?? 'it',
  });
  sqliteOf(world.d1)
    .prepare(
      'INSERT INTO tenants (id, slug, key, company, locale, shard, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    .run(tenant.id, tenant.slug, tenant.key, tenant.company, tenant.locale, tenant.shard, tenant.createdAt);
  const owner = await addMember(world, tenant.id, 'owner');
  return { tenantId: tenant.id, slug: tenant.slug, owner, token: owner.token };
}

/** A live API key of a company. */
export async function addApiKey({ house }: TestHouse, tenantId: TenantId, role: Role): Promise<string> {
  const now = house.clock.now();
  const id = newId<ApiKeyId>('key', now, systemChance);
  const key = `ponte_${id}`;
  const keyHash = await sha256Hex(key);
  const row = {
    id,
    tenantId,
    name: `Key ${role}`,
    keyHash,
    hint: 'hint',
    role,
    createdBy: 'per_x',
    createdAt: now,
  };
  await house.directory.apiKeys.add(row);
  return key;
}
