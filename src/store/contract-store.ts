import { and, desc, eq } from 'drizzle-orm';
import type { TenantId } from '../trade/ids.ts';
import type { Database } from './database.ts';
import { contractChecks } from './schema/index.ts';

export type ContractCheckRow = typeof contractChecks.$inferSelect;

/** What a tenant's checks of Poleepo's real answers have found. */
export class ContractStore {
  readonly #db: Database;
  readonly #tenantId: TenantId;

  constructor(db: Database, tenantId: TenantId) {
    this.#db = db;
    this.#tenantId = tenantId;
  }

  async add(row: Pick<ContractCheckRow, 'id' | 'askedBy' | 'createdAt'>): Promise<void> {
    await this.#db.insert(contractChecks).values({ ...row, tenantId: this.#tenantId });
  }

  async finish(id: string, report: Record<string, unknown>, now: number): Promise<void> {
    await this.#db.update(contractChecks).set({ report, finishedAt: now }).where(this.#one(id));
  }

  async get(id: string): Promise<ContractCheckRow | null> {
    const [row] = await this.#db.select().from(contractChecks).where(this.#one(id));
    return row ?? null;
  }

  /** Newest first. */
  async list(limit: number): Promise<ContractCheckRow[]> {
    return this.#db
      .select()
      .from(contractChecks)
      .where(eq(contractChecks.tenantId, this.#tenantId))
      .orderBy(desc(contractChecks.id))
      .limit(limit);
  }

  #one(id: string) {
    return and(eq(contractChecks.tenantId, this.#tenantId), eq(contractChecks.id, id));
  }
}
