import { hashPassword } from '../../src/kit/password.ts';
import { systemChance } from '../../src/kit/chance.ts';
import { newId } from '../../src/kit/ids.ts';
import type { Role } from '../../src/tenants/roles.ts';
import { newSession } from '../../src/tenants/new-session.ts';
import type { PersonId, TenantId } from '../../src/trade/ids.ts';
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
