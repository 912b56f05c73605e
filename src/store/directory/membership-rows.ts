import { and, asc, eq, sql } from 'drizzle-orm';
import type { PersonId, TenantId } from '../../trade/ids.ts';
import { type Database, together } from '../database.ts';
import { memberships, people, sessions, tenants } from '../schema/index.ts';

export type MembershipRow = typeof memberships.$inferSelect;
export type RoleName = MembershipRow['role'];

/** A company that somebody belongs to. */
export interface CompanyOfPerson {
  tenantId: TenantId;
  slug: string;
  company: string;
  role: RoleName;
}

/** Somebody who belongs to a company. */
export interface PersonOfCompany {
  personId: PersonId;
  email: string;
  locale: 'it' | 'en';
  role: RoleName;
  verifiedAt: number | null;
  secondFactorAt: number | null;
  joinedAt: number;
}

export class MembershipRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** The companies of somebody, oldest first. */
  async of(personId: PersonId): Promise<CompanyOfPerson[]> {
    return this.#db
      .select({
        tenantId: memberships.tenantId,
        slug: tenants.slug,
        company: tenants.company,
        role: memberships.role,
      })
      .from(memberships)
      .innerJoin(tenants, eq(tenants.id, memberships.tenantId))
      .where(eq(memberships.personId, personId))
      .orderBy(asc(memberships.createdAt), asc(memberships.tenantId));
  }

  /** The people of a company, by address. */
  async list(tenantId: TenantId): Promise<PersonOfCompany[]> {
    return this.#db
      .select({
        personId: memberships.personId,
        email: people.email,
        locale: people.locale,
        role: memberships.role,
        verifiedAt: people.emailVerifiedAt,
        secondFactorAt: people.totpEnabledAt,
        joinedAt: memberships.createdAt,
      })
      .from(memberships)
      .innerJoin(people, eq(people.id, memberships.personId))
      .where(eq(memberships.tenantId, tenantId))
      .orderBy(asc(people.email), asc(people.id));
  }

  async get(tenantId: TenantId, personId: PersonId): Promise<MembershipRow | null> {
    const [row] = await this.#db
      .select()
      .from(memberships)
      .where(and(eq(memberships.tenantId, tenantId), eq(memberships.personId, personId)));
    return row ?? null;
  }

  /** False where nothing was changed: no such member, or the last owner would be gone. */
  async setRole(tenantId: TenantId, personId: PersonId, role: RoleName): Promise<boolean> {
    const rows = await this.#db
      .update(memberships)
      .set({ role })
      .where(and(this.#one(tenantId, personId), role === 'owner' ? undefined : this.#anotherOwner(tenantId)))
      .returning({ role: memberships.role });
    return rows.length > 0;
  }

  /** Takes somebody out of a company, and ends their sessions there. False as with `setRole`. */
  async remove(tenantId: TenantId, personId: PersonId, now: number): Promise<boolean> {
    const [removed] = await together(this.#db, [
      this.#db
        .delete(memberships)
        .where(and(this.#one(tenantId, personId), this.#anotherOwner(tenantId)))
        .returning({ role: memberships.role }),
      this.#db
        .update(sessions)
        .set({ revokedAt: now })
        .where(
          and(
            eq(sessions.tenantId, tenantId),
            eq(sessions.personId, personId),
            sql`NOT EXISTS (SELECT 1 FROM memberships m WHERE m.tenant_id = ${tenantId} AND m.person_id = ${personId})`,
          ),
        ),
    ]);
    return Array.isArray(removed) && removed.length > 0;
  }

  #one(tenantId: TenantId, personId: PersonId) {
    return and(eq(memberships.tenantId, tenantId), eq(memberships.personId, personId));
  }

  /** True of a row that is no owner's, or where another owner stays. */
  #anotherOwner(tenantId: TenantId) {
    return sql`(${memberships.role} <> 'owner' OR (SELECT count(*) FROM memberships o WHERE o.tenant_id = ${tenantId} AND o.role = 'owner') > 1)`;
  }
}
