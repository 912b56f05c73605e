import { and, eq, ne, sql } from 'drizzle-orm';
import type { PoleepoProductId, TenantId } from '../trade/ids.ts';
import type { Database } from './database.ts';
import { poleepoProducts } from './schema/index.ts';

export type PoleepoProductRow = typeof poleepoProducts.$inferSelect;
export type SeenProduct = Omit<PoleepoProductRow, 'tenantId' | 'walk' | 'seenAt'>;

/** Poleepo's catalogue of one tenant, as the last walk over it has seen it. */
export class PoleepoProductStore {
  readonly #db: Database;
  readonly #tenantId: TenantId;

  constructor(db: Database, tenantId: TenantId) {
    this.#db = db;
    this.#tenantId = tenantId;
  }

  /** Writes down a page of Poleepo's list; `walk` names the walk that has seen it, at `now` (ms). */
  async save(seen: readonly SeenProduct[], { walk, now }: { walk: string; now: number }): Promise<void> {
    if (seen.length === 0) return;
    const member = (name: string) => sql.raw(`value ->> '$.${name}'`);
    const fresh = sql`SELECT ${this.#tenantId}, ${member('poleepoId')}, ${member('sku')}, ${member('title')}, ${member('price')},
      ${member('priceWithTax')}, ${member('vatRate')}, ${member('quantity')}, ${member('active')}, ${member('type')}, ${member('texts')}, ${walk}, ${now}
      FROM json_each(${JSON.stringify(seen)}) WHERE 1`;
    const { sku, title, price, priceWithTax, vatRate, quantity, active, type, texts } = poleepoProducts;
    const told = { sku, title, price, priceWithTax, vatRate, quantity, active, type, texts };
    const set = Object.fromEntries(
      Object.entries(told).map(([name, column]) => [name, sql.raw(`excluded.${column.name}`)]),
    );
    await this.#db
      .insert(poleepoProducts)
      .select(fresh)
      .onConflictDoUpdate({
        target: [poleepoProducts.tenantId, poleepoProducts.poleepoId],
        set: { ...set, walk, seenAt: now },
      });
  }

  /** Forgets what this walk has not seen, once it is over. */
  async forgetUnseen(walk: string): Promise<void> {
    await this.#db.delete(poleepoProducts).where(and(this.#mine(), ne(poleepoProducts.walk, walk)));
  }

  async forget(id: PoleepoProductId): Promise<void> {
    await this.#db.delete(poleepoProducts).where(and(this.#mine(), eq(poleepoProducts.poleepoId, id)));
  }

  /** All that have one of these SKUs, by Poleepo's id. */
  async withSkus(skus: readonly string[]): Promise<PoleepoProductRow[]> {
    return this.#db
      .select()
      .from(poleepoProducts)
      .where(
        and(
          this.#mine(),
          sql`${poleepoProducts.sku} IN (SELECT value FROM json_each(${JSON.stringify(skus)}))`,
        ),
      )
      .orderBy(poleepoProducts.poleepoId);
  }

  /** Those of these that were seen. */
  async known(ids: readonly PoleepoProductId[]): Promise<PoleepoProductRow[]> {
    return this.#db
      .select()
      .from(poleepoProducts)
      .where(
        and(
          this.#mine(),
          sql`${poleepoProducts.poleepoId} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
        ),
      );
  }

  #mine() {
    return eq(poleepoProducts.tenantId, this.#tenantId);
  }
}
