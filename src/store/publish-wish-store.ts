import { and, asc, eq, sql } from 'drizzle-orm';
import type { TenantId } from '../trade/ids.ts';
import type { Database } from './database.ts';
import { publishWishes } from './schema/index.ts';

export type PublishWish = typeof publishWishes.$inferSelect;

/** What one tenant's people wished to be published or not, in the order in which they wished it. */
export class PublishWishStore {
  readonly #db: Database;
  readonly #tenantId: TenantId;

  constructor(db: Database, tenantId: TenantId) {
    this.#db = db;
    this.#tenantId = tenantId;
  }

  /** `templates` null: the whole catalogue. */
  async add(
    wish: Pick<PublishWish, 'id' | 'published' | 'variants' | 'templates'>,
    now: number,
  ): Promise<void> {
    await this.#db
      .insert(publishWishes)
      .values({ ...wish, tenantId: this.#tenantId, after: 0, createdAt: now });
  }

  /** The oldest one that is not done; null where none is. */
  async next(): Promise<PublishWish | null> {
    const [wish] = await this.#db
      .select()
      .from(publishWishes)
      .where(eq(publishWishes.tenantId, this.#tenantId))
      .orderBy(asc(publishWishes.createdAt), sql`rowid`)
      .limit(1);
    return wish ?? null;
  }

  /** What of it is left to be done. */
  async goOn(id: string, left: Pick<PublishWish, 'variants' | 'templates' | 'after'>): Promise<void> {
    await this.#db.update(publishWishes).set(left).where(this.#one(id));
  }

  /** It is done, and forgotten. */
  async end(id: string): Promise<void> {
    await this.#db.delete(publishWishes).where(this.#one(id));
  }

  #one(id: string) {
    return and(eq(publishWishes.tenantId, this.#tenantId), eq(publishWishes.id, id));
  }
}
