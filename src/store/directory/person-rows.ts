import { and, desc, eq, isNotNull, ne, sql } from 'drizzle-orm';
import type { PersonId } from '../../trade/ids.ts';
import { type Database, together } from '../database.ts';
import { apiKeys, memberships, people, recoveryCodes, sessions } from '../schema/index.ts';

export type PersonRow = typeof people.$inferSelect;

export class PersonRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async get(id: PersonId): Promise<PersonRow | null> {
    const [row] = await this.#db.select().from(people).where(eq(people.id, id));
    return row ?? null;
  }

  /** Those who claim an address, at most `limit`: members of the company `slug` first, then who has proven it, then the newest. */
  async claimants(
    email: string,
    { slug, limit }: { slug?: string | undefined; limit: number },
  ): Promise<PersonRow[]> {
    const isMember = sql`EXISTS (SELECT 1 FROM memberships m JOIN tenants t ON t.id = m.tenant_id
      WHERE m.person_id = ${people.id} AND t.slug = ${slug ?? ''})`;
    return this.#db
      .select()
      .from(people)
      .where(eq(people.email, email))
      .orderBy(desc(isMember), desc(isNotNull(people.emailVerifiedAt)), desc(people.createdAt))
      .limit(limit);
  }

  /** Who has proven the address, if anybody. */
  async verified(email: string): Promise<PersonRow | null> {
    const [row] = await this.#db
      .select()
      .from(people)
      .where(and(eq(people.email, email), isNotNull(people.emailVerifiedAt)));
    return row ?? null;
  }

  async setLocale(id: PersonId, locale: PersonRow['locale']): Promise<void> {
    await this.#db.update(people).set({ locale }).where(eq(people.id, id));
  }

  /** Writes a new password and ends all sessions but `keepSession`. */
  async setPassword(
    id: PersonId,
    { passwordHash, now, keepSession }: { passwordHash: string; now: number; keepSession?: string },
  ): Promise<void> {
    await together(this.#db, [
      this.#db.update(people).set({ passwordHash }).where(eq(people.id, id)),
      this.#db
        .update(sessions)
        .set({ revokedAt: now })
        .where(
          and(
            eq(sessions.personId, id),
            keepSession === undefined ? undefined : sql`${sessions.id} <> ${keepSession}`,
          ),
        ),
    ]);
  }

  /**
   * Gives an account whose address nobody had proven to whoever reads that address' mail: new password, proven address,
   * and nothing left that the one before may have kept: sessions, second factor, API keys.
   */
  async takeOver(id: PersonId, { passwordHash, now }: { passwordHash: string; now: number }): Promise<void> {
    await together(this.#db, [
      this.#db
        .update(people)
        .set({
          passwordHash,
          emailVerifiedAt: now,
          totpSecret: null,
          totpEnabledAt: null,
          totpLastStep: null,
        })
        .where(eq(people.id, id)),
      this.#db.update(sessions).set({ revokedAt: now }).where(eq(sessions.personId, id)),
      this.#db.delete(recoveryCodes).where(eq(recoveryCodes.personId, id)),
      this.#db.update(apiKeys).set({ revokedAt: now }).where(eq(apiKeys.createdBy, id)),
    ]);
  }

  /**
   * Marks the address of `id` as proven. Where somebody else has proven the same address, the companies of `id` go to
   * them and `id` ends. Answers who holds the address now.
   */
  async verify(id: PersonId, now: number): Promise<PersonId | null> {
    const person = await this.get(id);
    if (person === null) return null;
    const holder = await this.#otherHolder(person);
    if (holder === null) {
      await this.#db
        .update(people)
        .set({ emailVerifiedAt: sql`coalesce(${people.emailVerifiedAt}, ${now})` })
        .where(eq(people.id, id));
      return id;
    }
    await this.#merge(id, { into: holder, now });
    return holder;
  }

  async #otherHolder({ id, email }: PersonRow): Promise<PersonId | null> {
    const [row] = await this.#db
      .select({ id: people.id })
      .from(people)
      .where(and(eq(people.email, email), ne(people.id, id), isNotNull(people.emailVerifiedAt)));
    return row?.id ?? null;
  }

  async #merge(id: PersonId, { into, now }: { into: PersonId; now: number }): Promise<void> {
    await together(this.#db, [
      this.#db
        .insert(memberships)
        .select(sql`SELECT tenant_id, ${into}, role, created_at FROM memberships WHERE person_id = ${id}`)
        .onConflictDoNothing(),
      this.#db.delete(memberships).where(eq(memberships.personId, id)),
      this.#db.update(sessions).set({ revokedAt: now }).where(eq(sessions.personId, id)),
      this.#db.update(apiKeys).set({ revokedAt: now }).where(eq(apiKeys.createdBy, id)),
      this.#db.delete(recoveryCodes).where(eq(recoveryCodes.personId, id)),
      this.#db.delete(people).where(eq(people.id, id)),
    ]);
  }
}
