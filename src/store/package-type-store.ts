import { and, asc, eq, isNotNull, sql } from 'drizzle-orm';
import type { TenantId } from '../trade/ids.ts';
import { type Database, together } from './database.ts';
import { packageTypes } from './schema/index.ts';

export type PackageTypeRow = typeof packageTypes.$inferSelect;
export type SeenPackageType = Pick<
  PackageTypeRow,
  'poleepoId' | 'name' | 'width' | 'height' | 'depth' | 'maxWeight'
>;

/** Which package type of Odoo's stands for which of Poleepo's, for one tenant. */
export class PackageTypeStore {
  readonly #db: Database;
  readonly #tenantId: TenantId;

  constructor(db: Database, tenantId: TenantId) {
    this.#db = db;
    this.#tenantId = tenantId;
  }

  /** By name. */
  async all(): Promise<PackageTypeRow[]> {
    return this.#db
      .select()
      .from(packageTypes)
      .where(eq(packageTypes.tenantId, this.#tenantId))
      .orderBy(asc(packageTypes.name), asc(packageTypes.poleepoId));
  }

  async get(poleepoId: number): Promise<PackageTypeRow | null> {
    const [row] = await this.#db.select().from(packageTypes).where(this.#one(poleepoId));
    return row ?? null;
  }

  /** Poleepo's types as it has them now; what was chosen for them stays. */
  async seen(types: readonly SeenPackageType[], now: number): Promise<void> {
    await together(
      this.#db,
      types.map((type) =>
        this.#db
          .insert(packageTypes)
          .values({ ...type, tenantId: this.#tenantId, seenAt: now, updatedAt: now })
          .onConflictDoUpdate({
            target: [packageTypes.tenantId, packageTypes.poleepoId],
            set: { ...type, seenAt: now },
          }),
      ),
    );
  }

  /** Says which of Odoo's a type stands for; null: none. False where Poleepo has no such type. */
  async choose(
    poleepoId: number,
    chosen: { odooPackageTypeId: number | null; odooName: string | null; now: number },
  ): Promise<boolean> {
    const { now, ...set } = chosen;
    const changed = await this.#db
      .update(packageTypes)
      .set({ ...set, updatedAt: now })
      .where(this.#one(poleepoId))
      .returning({ poleepoId: packageTypes.poleepoId });
    return changed.length > 0;
  }

  /** Poleepo's type by Odoo's id, of those that were chosen; where two stand for one, the one with the lower id. */
  async byOdooId(): Promise<Map<number, PackageTypeRow>> {
    const rows = await this.#db
      .select()
      .from(packageTypes)
      .where(and(eq(packageTypes.tenantId, this.#tenantId), isNotNull(packageTypes.odooPackageTypeId)))
      .orderBy(sql`${packageTypes.poleepoId} DESC`);
    return new Map(rows.map((row) => [row.odooPackageTypeId ?? 0, row]));
  }

  #one(poleepoId: number) {
    return and(eq(packageTypes.tenantId, this.#tenantId), eq(packageTypes.poleepoId, poleepoId));
  }
}
