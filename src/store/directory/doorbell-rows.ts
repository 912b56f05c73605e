import { eq } from 'drizzle-orm';
import type { BellKey, TenantId } from '../../trade/ids.ts';
import type { Database } from '../database.ts';
import { doorbells, tenants } from '../schema/index.ts';
import { type TenantColumns, tenantColumns } from './session-rows.ts';

export type DoorbellRow = typeof doorbells.$inferSelect;

export class DoorbellRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async get(tenantId: TenantId): Promise<DoorbellRow | null> {
    const [row] = await this.#db.select().from(doorbells).where(eq(doorbells.tenantId, tenantId));
    return row ?? null;
  }

  /** Gives the company this doorbell; the one before is good no more. */
  async put(row: DoorbellRow): Promise<void> {
    const { bellKey, createdAt } = row;
    await this.#db
      .insert(doorbells)
      .values(row)
      .onConflictDoUpdate({ target: doorbells.tenantId, set: { bellKey, createdAt } });
  }

  /** The company whose doorbell this is. */
  async ownerOf(bellKey: BellKey): Promise<TenantColumns | null> {
    const [row] = await this.#db
      .select(tenantColumns)
      .from(doorbells)
      .innerJoin(tenants, eq(tenants.id, doorbells.tenantId))
      .where(eq(doorbells.bellKey, bellKey));
    return row ?? null;
  }
}
