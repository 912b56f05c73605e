import { and, eq, gt, isNull, lt, sql } from 'drizzle-orm';
import type { PersonId, SessionId, TenantId, TenantKey } from '../../trade/ids.ts';
import type { Database } from '../database.ts';
import { memberships, people, sessions, tenants } from '../schema/index.ts';
import type { RoleName } from './membership-rows.ts';

export type NewSession = typeof sessions.$inferInsert;

/** A company as whoever is let into it sees it. */
export interface TenantColumns {
  tenantId: TenantId;
  tenantKey: TenantKey;
  slug: string;
  shard: string;
  tenantLocale: 'it' | 'en';
  company: string;
  suspendedAt: number | null;
}

/** A live session with its person, their role, and the company. */
export interface OpenSession extends TenantColumns {
  sessionId: SessionId;
  personId: PersonId;
  email: string;
  personLocale: 'it' | 'en';
  role: RoleName;
}

// Named one by one: a driver that answers rows as objects would let columns of one name overwrite each other.
export const tenantColumns = {
  tenantId: sql<TenantId>`${tenants.id}`.as('tenant_id'),
  tenantKey: sql<TenantKey>`${tenants.key}`.as('tenant_key'),
  slug: sql<string>`${tenants.slug}`.as('slug'),
  shard: sql<string>`${tenants.shard}`.as('shard'),
  tenantLocale: sql<'it' | 'en'>`${tenants.locale}`.as('tenant_locale'),
  company: sql<string>`${tenants.company}`.as('company'),
  suspendedAt: sql<number | null>`${tenants.suspendedAt}`.as('suspended_at'),
};

export class SessionRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async add(session: NewSession): Promise<void> {
    await this.#db.insert(sessions).values(session);
  }

  /** The session of this id while it is neither over nor revoked and its person still belongs to its company. */
  async open(id: SessionId, now: number): Promise<OpenSession | null> {
    const [row] = await this.#db
      .select({
        ...tenantColumns,
        sessionId: sql<SessionId>`${sessions.id}`.as('session_id'),
        personId: sql<PersonId>`${people.id}`.as('person_id'),
        email: sql<string>`${people.email}`.as('email'),
        personLocale: sql<'it' | 'en'>`${people.locale}`.as('person_locale'),
        role: sql<RoleName>`${memberships.role}`.as('role'),
      })
      .from(sessions)
      .innerJoin(people, eq(people.id, sessions.personId))
      .innerJoin(tenants, eq(tenants.id, sessions.tenantId))
      .innerJoin(
        memberships,
        and(eq(memberships.tenantId, sessions.tenantId), eq(memberships.personId, sessions.personId)),
      )
      .where(and(eq(sessions.id, id), gt(sessions.expiresAt, now), isNull(sessions.revokedAt)));
    return row ?? null;
  }

  async revoke(id: SessionId, now: number): Promise<void> {
    await this.#db.update(sessions).set({ revokedAt: now }).where(eq(sessions.id, id));
  }

  /** Ends every session of a person, in all companies. */
  async revokeAll(personId: PersonId, now: number): Promise<void> {
    await this.#db
      .update(sessions)
      .set({ revokedAt: now })
      .where(and(eq(sessions.personId, personId), isNull(sessions.revokedAt)));
  }

  /** Deletes sessions that ended before `before` (ms). */
  async removeEnded(before: number): Promise<void> {
    await this.#db.delete(sessions).where(lt(sessions.expiresAt, before));
  }
}
