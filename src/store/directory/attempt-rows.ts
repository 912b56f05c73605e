import { inArray, lt, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { attempts } from '../schema/index.ts';

export type AttemptRow = typeof attempts.$inferSelect;

/** Counters of attempts, each within its window. */
export class AttemptRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Counts one more of each key and answers the new counts; a window that is over starts again at one. Times in ms. */
  async count(windows: readonly { key: string; windowMs: number }[], now: number): Promise<AttemptRow[]> {
    if (windows.length === 0) return [];
    return this.#db
      .insert(attempts)
      .values(windows.map(({ key, windowMs }) => ({ key, count: 1, windowEndsAt: now + windowMs })))
      .onConflictDoUpdate({
        target: attempts.key,
        set: {
          count: sql`CASE WHEN ${attempts.windowEndsAt} <= ${now} THEN 1 ELSE ${attempts.count} + 1 END`,
          windowEndsAt: sql`CASE WHEN ${attempts.windowEndsAt} <= ${now} THEN excluded.window_ends_at ELSE ${attempts.windowEndsAt} END`,
        },
      })
      .returning();
  }

  async forget(keys: readonly string[]): Promise<void> {
    if (keys.length > 0) await this.#db.delete(attempts).where(inArray(attempts.key, [...keys]));
  }

  async removeEnded(now: number): Promise<void> {
    await this.#db.delete(attempts).where(lt(attempts.windowEndsAt, now));
  }
}
