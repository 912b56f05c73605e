import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { mails } from '../schema/index.ts';

export type MailRow = typeof mails.$inferSelect;
export type NewMail = typeof mails.$inferInsert;

/** Mails to send, and those that were sent. */
export class MailRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async add(mail: NewMail): Promise<void> {
    await this.#db.insert(mails).values(mail);
  }

  /** As `add`; a mail of an id that is there is not written again. */
  async addOnce(mail: NewMail): Promise<void> {
    await this.#db.insert(mails).values(mail).onConflictDoNothing();
  }

  /** Mails that are not sent yet, oldest first. */
  async waiting(limit: number): Promise<MailRow[]> {
    return this.#db
      .select()
      .from(mails)
      .where(isNull(mails.sentAt))
      .orderBy(asc(mails.createdAt), asc(mails.id))
      .limit(limit);
  }

  /** Notes that a mail went out. Its body goes with it: it holds a link that opens something. */
  async sent(id: string, now: number): Promise<void> {
    await this.#db
      .update(mails)
      .set({ sentAt: now, error: null, body: '' })
      .where(and(eq(mails.id, id), isNull(mails.sentAt)));
  }

  async failed(id: string, error: string): Promise<void> {
    await this.#db.update(mails).set({ error }).where(eq(mails.id, id));
  }
}
