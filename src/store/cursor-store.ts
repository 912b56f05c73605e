import { and, eq } from 'drizzle-orm';
import type { TenantId } from '../trade/ids.ts';
import type { Database } from './database.ts';
import { cursors } from './schema/index.ts';

export type CursorRow = typeof cursors.$inferSelect;
export type Cursor = Pick<CursorRow, 'at' | 'place' | 'foundAt'>;

/** How far a tenant's walks have come. */
export class CursorStore {
  readonly #db: Database;
  readonly #tenantId: TenantId;

  constructor(db: Database, tenantId: TenantId) {
    this.#db = db;
    this.#tenantId = tenantId;
  }

  async get(what: string): Promise<CursorRow | null> {
    const [row] = await this.#db
      .select()
      .from(cursors)
      .where(and(eq(cursors.tenantId, this.#tenantId), eq(cursors.what, what)));
    return row ?? null;
  }

  async save(what: string, cursor: Cursor, now: number): Promise<void> {
    const { at, place, foundAt } = cursor;
    const row = { at, place, foundAt, updatedAt: now };
    await this.#db
      .insert(cursors)
      .values({ tenantId: this.#tenantId, what, ...row })
      .onConflictDoUpdate({ target: [cursors.tenantId, cursors.what], set: row });
  }
}
