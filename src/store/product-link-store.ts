import { and, asc, desc, eq, gt, isNotNull, sql } from 'drizzle-orm';
import type { PoleepoProductId, TenantId } from '../trade/ids.ts';
import { type Database, together } from './database.ts';
import type { PoleepoProductRow } from './poleepo-product-store.ts';
import { type ProductRow, restate, withdrawn } from './product-states.ts';
import type { ProductKey } from './product-store.ts';
import { poleepoProducts, productBatches, productBatchItems, products } from './schema/index.ts';

export interface Linking extends ProductKey {
  poleepoRef: PoleepoProductId;
}

/** A product that is linked, and what the last walk has seen at Poleepo under its id. */
export interface LinkedProduct {
  ours: ProductRow;
  there: PoleepoProductRow | null;
}

/** A product that is to be told again, and how it stands at Poleepo. */
export interface Resending extends ProductKey {
  /** `inactive`: out of sale there. `gone`: not there any more, so that it goes as a new one. */
  there: 'active' | 'inactive' | 'gone';
}

/** One item of a batch, and when it was sent. */
export interface PastItem {
  batchId: string;
  state: (typeof productBatchItems.$inferSelect)['state'];
  batchState: (typeof productBatches.$inferSelect)['state'];
  error: Record<string, unknown> | null;
  sentAt: number | null;
  settledAt: number | null;
}

/** How one tenant's products are tied to Poleepo's: making a tie, checking it, telling a product again. */
export class ProductLinkStore {
  readonly #db: Database;
  readonly #tenantId: TenantId;

  constructor(db: Database, tenantId: TenantId) {
    this.#db = db;
    this.#tenantId = tenantId;
  }

  /**
   * Ties published products that are not tied yet to Poleepo's, and has them read again so that the difference is told.
   * What is in a batch, and what is tied to another one already, stays as it is. Answers those that were tied.
   */
  async adopt(links: readonly Linking[], now: number): Promise<ProductKey[]> {
    const list = JSON.stringify(links);
    const taken = sql`EXISTS (SELECT 1 FROM products t WHERE t.tenant_id = ${this.#tenantId} AND t.poleepo_ref = r.value ->> '$.poleepoRef')`;
    const [tied] = await together(this.#db, [
      this.#db
        .update(products)
        .set({
          poleepoRef: sql`r.value ->> '$.poleepoRef'`,
          error: null,
          refused: null,
          repairs: 0,
          dirtyAt: now,
          updatedAt: now,
        })
        .from(sql`json_each(${list}) AS r`)
        .where(
          sql`products.tenant_id = ${this.#tenantId} AND products.kind = r.value ->> '$.kind' AND products.odoo_id = r.value ->> '$.odooId'
            AND products.published = 1 AND products.poleepo_ref IS NULL AND products.batch_id IS NULL AND NOT ${taken}`,
        )
        .returning({ kind: products.kind, odooId: products.odooId }),
      restate(this.#db, this.#tenantId, list),
    ]);
    return tied as ProductKey[];
  }

  /** Forgets what Poleepo has accepted of these, so that all of it is read and told again. What is in a batch stays. */
  async sendAgain(which: readonly Resending[], now: number): Promise<ProductKey[]> {
    const list = JSON.stringify(which);
    const there = sql`r.value ->> '$.there'`;
    const inactive = sql`${there} = 'inactive'`;
    const [sent] = await together(this.#db, [
      this.#db
        .update(products)
        .set({
          poleepoRef: sql`CASE WHEN ${there} = 'gone' THEN NULL ELSE products.poleepo_ref END`,
          acceptedQuantity: sql`CASE WHEN ${inactive} THEN 0 END`,
          acceptedPrice: null,
          acceptedRest: sql`CASE WHEN ${inactive} THEN ${withdrawn} END`,
          error: null,
          refused: null,
          repairs: 0,
          readPrint: null,
          dirtyAt: now,
          updatedAt: now,
        })
        .from(sql`json_each(${list}) AS r`)
        .where(
          sql`products.tenant_id = ${this.#tenantId} AND products.kind = r.value ->> '$.kind' AND products.odoo_id = r.value ->> '$.odooId'
            AND products.batch_id IS NULL`,
        )
        .returning({ kind: products.kind, odooId: products.odooId }),
      restate(this.#db, this.#tenantId, list),
    ]);
    return sent as ProductKey[];
  }

  /** Has variants read and put together anew, though nothing of them may have changed. Answers how many. */
  async readAnew(which: readonly number[] | 'published', now: number): Promise<number> {
    const these =
      which === 'published'
        ? sql`(published = 1 OR poleepo_ref IS NOT NULL)`
        : sql`odoo_id IN (SELECT value FROM json_each(${JSON.stringify(which)}))`;
    const { meta } = await this.#db.run(
      sql`UPDATE ${products} SET dirty_at = ${now}, read_print = NULL WHERE tenant_id = ${this.#tenantId} AND kind = 'variant' AND ${these}`,
    );
    return meta.changes;
  }

  /** Tied products of a kind by Odoo's id, each with what that walk has seen of it. */
  async linked(
    walk: string,
    { kind, after, limit }: { kind: ProductRow['kind']; after: number; limit: number },
  ): Promise<LinkedProduct[]> {
    return this.#db
      .select({ ours: products, there: poleepoProducts })
      .from(products)
      .leftJoin(
        poleepoProducts,
        and(
          eq(poleepoProducts.tenantId, products.tenantId),
          eq(poleepoProducts.poleepoId, products.poleepoRef),
          eq(poleepoProducts.walk, walk),
        ),
      )
      .where(
        and(
          eq(products.tenantId, this.#tenantId),
          eq(products.kind, kind),
          isNotNull(products.poleepoRef),
          gt(products.odooId, after),
        ),
      )
      .orderBy(asc(products.odooId))
      .limit(limit);
  }

  /** The latest batches that a product was in, newest first. */
  async pastOf({ kind, odooId }: ProductKey, limit: number): Promise<PastItem[]> {
    const { state, batchId, error } = productBatchItems;
    return this.#db
      .select({
        batchId,
        state,
        error,
        batchState: productBatches.state,
        sentAt: productBatches.sentAt,
        settledAt: productBatches.settledAt,
      })
      .from(productBatchItems)
      .innerJoin(productBatches, eq(productBatches.id, batchId))
      .where(
        and(
          eq(productBatchItems.tenantId, this.#tenantId),
          eq(productBatches.tenantId, this.#tenantId),
          eq(productBatchItems.kind, kind),
          eq(productBatchItems.odooId, odooId),
        ),
      )
      .orderBy(desc(batchId))
      .limit(limit);
  }
}
