import { and, asc, eq, gt, isNull } from 'drizzle-orm';
import type { TenantId } from '../../trade/ids.ts';
import { type Database, type Page, pageOf, together } from '../database.ts';
import { mails, memberships, oneTimeTokens, people, sessions, tenants } from '../schema/index.ts';

export type TenantRow = typeof tenants.$inferSelect;

/** All that comes into being when a company signs up. */
export interface SignUpRows {
  tenant: typeof tenants.$inferInsert;
  person: typeof people.$inferInsert;
  membership: typeof memberships.$inferInsert;
  session: typeof sessions.$inferInsert;
  token: typeof oneTimeTokens.$inferInsert;
  mail: typeof mails.$inferInsert;
}

export class TenantRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async get(id: TenantId): Promise<TenantRow | null> {
    const [row] = await this.#db.select().from(tenants).where(eq(tenants.id, id));
    return row ?? null;
  }

  async bySlug(slug: string): Promise<TenantRow | null> {
    const [row] = await this.#db.select().from(tenants).where(eq(tenants.slug, slug));
    return row ?? null;
  }

  /** Tenants that are not suspended, by id. */
  async page(cursor: string | null, limit: number): Promise<Page<TenantRow>> {
    const rows = await this.#db
      .select()
      .from(tenants)
      .where(
        and(isNull(tenants.suspendedAt), cursor === null ? undefined : gt(tenants.id, cursor as TenantId)),
      )
      .orderBy(asc(tenants.id))
      .limit(limit + 1);
    return pageOf(rows, limit);
  }

  /** A company, its first owner, their session, and the mail that proves the address: all or nothing. */
  async signUp(rows: SignUpRows): Promise<void> {
    await together(this.#db, [
      this.#db.insert(tenants).values(rows.tenant),
      this.#db.insert(people).values(rows.person),
      this.#db.insert(memberships).values(rows.membership),
      this.#db.insert(sessions).values(rows.session),
      this.#db.insert(oneTimeTokens).values(rows.token),
      this.#db.insert(mails).values(rows.mail),
    ]);
  }

  /** One more company of somebody who is known, with a session in it. */
  async found(rows: Pick<SignUpRows, 'tenant' | 'membership' | 'session'>): Promise<void> {
    await together(this.#db, [
      this.#db.insert(tenants).values(rows.tenant),
      this.#db.insert(memberships).values(rows.membership),
      this.#db.insert(sessions).values(rows.session),
    ]);
  }

  async update(id: TenantId, change: Partial<Pick<TenantRow, 'company' | 'locale'>>): Promise<void> {
    if (Object.keys(change).length === 0) return;
    await this.#db.update(tenants).set(change).where(eq(tenants.id, id));
  }

  /** Shuts a tenant out, or lets it in again with null. */
  async suspend(id: TenantId, suspendedAt: number | null): Promise<void> {
    await this.#db.update(tenants).set({ suspendedAt }).where(eq(tenants.id, id));
  }
}
