import { and, eq, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import type { PersonId } from '../../trade/ids.ts';
import { type Database, together } from '../database.ts';
import { people, recoveryCodes } from '../schema/index.ts';

/** The second factor of people: a sealed secret, the last time step that was used, and recovery codes as hashes. */
export class SecondFactorRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Keeps a secret that is not in use yet. False where a second factor is in use already. */
  async propose(id: PersonId, sealedSecret: string): Promise<boolean> {
    const rows = await this.#db
      .update(people)
      .set({ totpSecret: sealedSecret, totpLastStep: null })
      .where(and(eq(people.id, id), isNull(people.totpEnabledAt)))
      .returning({ id: people.id });
    return rows.length > 0;
  }

  /** Puts the proposed secret to use, with new recovery codes. */
  async enable(
    id: PersonId,
    { now, codeHashes }: { now: number; codeHashes: readonly string[] },
  ): Promise<void> {
    await together(this.#db, [
      this.#db.update(people).set({ totpEnabledAt: now }).where(eq(people.id, id)),
      ...this.#newCodes(id, codeHashes),
    ]);
  }

  async disable(id: PersonId): Promise<void> {
    await together(this.#db, [
      this.#db
        .update(people)
        .set({ totpSecret: null, totpEnabledAt: null, totpLastStep: null })
        .where(eq(people.id, id)),
      this.#db.delete(recoveryCodes).where(eq(recoveryCodes.personId, id)),
    ]);
  }

  async replaceCodes(id: PersonId, codeHashes: readonly string[]): Promise<void> {
    await together(this.#db, this.#newCodes(id, codeHashes));
  }

  /** Takes a time step: false where it, or a later one, was used before. */
  async useStep(id: PersonId, step: number): Promise<boolean> {
    const rows = await this.#db
      .update(people)
      .set({ totpLastStep: step })
      .where(
        and(
          eq(people.id, id),
          isNotNull(people.totpSecret),
          or(isNull(people.totpLastStep), lt(people.totpLastStep, step)),
        ),
      )
      .returning({ id: people.id });
    return rows.length > 0;
  }

  /** Takes a recovery code: false where there is none of that hash, or it was used before. */
  async useCode(id: PersonId, codeHash: string, now: number): Promise<boolean> {
    const rows = await this.#db
      .update(recoveryCodes)
      .set({ usedAt: now })
      .where(
        and(
          eq(recoveryCodes.personId, id),
          eq(recoveryCodes.codeHash, codeHash),
          isNull(recoveryCodes.usedAt),
        ),
      )
      .returning({ personId: recoveryCodes.personId });
    return rows.length > 0;
  }

  async codesLeft(id: PersonId): Promise<number> {
    const [row] = await this.#db
      .select({ count: sql<number>`count(*)` })
      .from(recoveryCodes)
      .where(and(eq(recoveryCodes.personId, id), isNull(recoveryCodes.usedAt)));
    return row?.count ?? 0;
  }

  #newCodes(id: PersonId, codeHashes: readonly string[]) {
    return [
      this.#db.delete(recoveryCodes).where(eq(recoveryCodes.personId, id)),
      this.#db
        .insert(recoveryCodes)
        .values(codeHashes.map((codeHash) => ({ personId: id, codeHash, usedAt: null }))),
    ];
  }
}
