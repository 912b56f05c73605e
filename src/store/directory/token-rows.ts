import { and, eq, gt, isNull, lt } from 'drizzle-orm';
import type { PersonId } from '../../trade/ids.ts';
import { type Database, together } from '../database.ts';
import { mails, oneTimeTokens } from '../schema/index.ts';

export type NewToken = typeof oneTimeTokens.$inferInsert;
export type TokenPurpose = NewToken['purpose'];

/** Tokens that a mail carries: kept as hashes, good once, for a while. */
export class TokenRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Keeps a token together with the mail that carries it, if any; older ones of the same person and purpose are good no more. */
  async add(token: NewToken, mail: typeof mails.$inferInsert | null): Promise<void> {
    await together(this.#db, [
      this.#db
        .update(oneTimeTokens)
        .set({ usedAt: token.createdAt })
        .where(
          and(
            eq(oneTimeTokens.personId, token.personId),
            eq(oneTimeTokens.purpose, token.purpose),
            isNull(oneTimeTokens.usedAt),
          ),
        ),
      this.#db.insert(oneTimeTokens).values(token),
      ...(mail === null ? [] : [this.#db.insert(mails).values(mail)]),
    ]);
  }

  /** Uses a token up; whose it was, or null where it is unknown, over, or used before. */
  async use(tokenHash: string, purpose: TokenPurpose, now: number): Promise<PersonId | null> {
    const [row] = await this.#db
      .update(oneTimeTokens)
      .set({ usedAt: now })
      .where(
        and(
          eq(oneTimeTokens.tokenHash, tokenHash),
          eq(oneTimeTokens.purpose, purpose),
          isNull(oneTimeTokens.usedAt),
          gt(oneTimeTokens.expiresAt, now),
        ),
      )
      .returning({ personId: oneTimeTokens.personId });
    return row?.personId ?? null;
  }

  async removeEnded(now: number): Promise<void> {
    await this.#db.delete(oneTimeTokens).where(lt(oneTimeTokens.expiresAt, now));
  }
}
