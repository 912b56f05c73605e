import { and, asc, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { PoleepoBatchId, PoleepoProductId, TenantId } from '../trade/ids.ts';
import { endItems, freeProducts } from './batch-endings.ts';
import { type Database, type Page, pageOf, type Statement, together } from './database.ts';
import { type ProductRow, restate } from './product-states.ts';
import { productBatches, productBatchItems, products } from './schema/index.ts';

export type BatchRow = typeof productBatches.$inferSelect;
export type BatchItemRow = typeof productBatchItems.$inferSelect;

/** A product that waits to be told, with what is to be said of it. */
export type SendableProduct = Pick<
  ProductRow,
  | 'kind'
  | 'odooId'
  | 'templateId'
  | 'name'
  | 'poleepoRef'
  | 'wantedQuantity'
  | 'wantedPrice'
  | 'acceptedRest'
  | 'batchCap'
  | 'urgency'
> & { sku: string; wantedRest: string; entry: Record<string, unknown> };

/** How one item of a batch ended. */
export interface ItemResult {
  position: number;
  kind: ProductRow['kind'];
  odooId: number;
  /** `again`: it goes back to those that wait, as one more repair unless it is `blameless`. */
  outcome: 'completed' | 'error' | 'again';
  blameless?: boolean;
  /** It may have come about all the same: what Poleepo has of it is not known any more. */
  unsure?: boolean;
  poleepoRef?: PoleepoProductId | null;
  error?: Record<string, unknown> | null;
  /** The largest batch that it may go in from now on. */
  cap?: number | null;
  /** Poleepo does not know it under the id that we have: it goes as a new one. */
  forget?: boolean;
  /** Poleepo is to be asked whether it took it. */
  readBack?: boolean;
  /** It is to be read from Odoo again before it is sent again. */
  readAnew?: boolean;
}

const open = ['sending', 'unknown', 'sent'] as const;

const sendable = {
  kind: products.kind,
  odooId: products.odooId,
  templateId: products.templateId,
  name: products.name,
  poleepoRef: products.poleepoRef,
  wantedQuantity: products.wantedQuantity,
  wantedPrice: products.wantedPrice,
  acceptedRest: products.acceptedRest,
  batchCap: products.batchCap,
  urgency: products.urgency,
  sku: sql<string>`coalesce(products.sku, '')`,
  wantedRest: sql<string>`coalesce(products.wanted_rest, '')`,
  entry: sql<Record<string, unknown>>`products.entry`.mapWith(products.entry),
};

/** A variant whose family Poleepo has not accepted, or that was taken out of sale, has to wait for its parent. */
const parentAccepted = sql`(json_extract(products.entry, '$.parentSku') IS NULL OR EXISTS (SELECT 1 FROM products p
  WHERE p.tenant_id = products.tenant_id AND p.kind = 'parent' AND p.odoo_id = products.template_id
    AND p.accepted_rest IS NOT NULL AND p.accepted_rest <> 'withdrawn'))`;

/** One tenant's batches: what was sent to Poleepo, what became of it, and what waits to be sent. */
export class BatchStore {
  readonly #db: Database;
  readonly #tenantId: TenantId;

  constructor(db: Database, tenantId: TenantId) {
    this.#db = db;
    this.#tenantId = tenantId;
  }

  /** What may be sent now: stock and prices first, then what is new, then texts; parents before variants. */
  async sendable(limit: number): Promise<SendableProduct[]> {
    return this.#db
      .select(sendable)
      .from(products)
      .where(
        and(
          eq(products.tenantId, this.#tenantId),
          eq(products.state, 'waiting'),
          sql`products.entry IS NOT NULL AND products.sku IS NOT NULL AND products.batch_id IS NULL`,
          parentAccepted,
        ),
      )
      .orderBy(asc(products.urgency), asc(products.updatedAt), asc(products.kind), asc(products.odooId))
      .limit(limit);
  }

  /** Writes a batch down before it is sent. Products that are in another one by now are left out; answers the items that are in. */
  async prepare(
    { id, now }: { id: string; now: number },
    items: readonly SendableProduct[],
  ): Promise<BatchItemRow[]> {
    const list = JSON.stringify(items.map((item, position) => ({ ...item, position })));
    // A sign before a column keeps SQLite from walking along its index, through all that waits.
    const mine = sql`products.tenant_id = ${this.#tenantId} AND products.kind = r.value ->> '$.kind' AND products.odoo_id = r.value ->> '$.odooId'`;
    const answers = await together(this.#db, [
      this.#db
        .update(products)
        .set({ batchId: id, pushed: null, sentAt: now, updatedAt: now })
        .where(
          sql`products.tenant_id = ${this.#tenantId} AND +products.batch_id IS NULL AND +products.state = 'waiting'
            AND (products.kind, products.odoo_id) IN (SELECT value ->> '$.kind', value ->> '$.odooId' FROM json_each(${list}))`,
        ),
      this.#db.insert(productBatchItems).select(
        sql`SELECT ${this.#tenantId}, ${id}, row_number() OVER (ORDER BY r.value ->> '$.position') - 1, r.value ->> '$.kind', r.value ->> '$.odooId',
          r.value ->> '$.sku', r.value ->> '$.name', r.value ->> '$.wantedQuantity', r.value ->> '$.wantedPrice', r.value ->> '$.wantedRest',
          r.value -> '$.entry', 'draft', r.value ->> '$.poleepoRef', NULL
          FROM json_each(${list}) AS r CROSS JOIN products ON ${mine} WHERE +products.batch_id = ${id}`,
      ),
      this.#db.insert(productBatches).select(
        sql`SELECT ${id}, ${this.#tenantId}, NULL, 'sending', (SELECT count(*) FROM product_batch_items i WHERE i.tenant_id = ${this.#tenantId} AND i.batch_id = ${id}),
          0, 0, 0, NULL, NULL, ${now}, ${now}, NULL, NULL`,
      ),
      restate(this.#db, this.#tenantId, list),
      this.#itemsOf(id),
    ]);
    return answers.at(-1) as BatchItemRow[];
  }

  /** Poleepo took it; its outcome is to be asked for at `dueAt`. */
  async accepted(id: string, change: { poleepoId: PoleepoBatchId; dueAt: number }): Promise<void> {
    await this.#change(id, { state: 'sent', ...change });
  }

  /** Whether Poleepo took it is not known: its items are to be looked for at `dueAt`. */
  async lost(id: string, { dueAt }: { dueAt: number }): Promise<void> {
    await this.#change(id, { state: 'unknown', dueAt });
  }

  /** Poleepo was asked, or its items were looked for, without an end. */
  async asked(id: string, { now, dueAt }: { now: number; dueAt: number }): Promise<void> {
    await this.#change(id, { polls: sql`${productBatches.polls} + 1`, polledAt: now, dueAt });
  }

  /** Batches under way, the one that was sent first first. */
  async open(): Promise<BatchRow[]> {
    return this.#db
      .select()
      .from(productBatches)
      .where(and(this.#mine(), inArray(productBatches.state, [...open])))
      .orderBy(asc(productBatches.sentAt), asc(productBatches.id));
  }

  async get(id: string): Promise<BatchRow | null> {
    const [row] = await this.#db
      .select()
      .from(productBatches)
      .where(and(this.#mine(), eq(productBatches.id, id)));
    return row ?? null;
  }

  /** Newest first. */
  async list({
    state,
    cursor,
    limit,
  }: {
    state?: BatchRow['state'] | undefined;
    cursor?: string | undefined;
    limit: number;
  }): Promise<Page<BatchRow>> {
    const rows = await this.#db
      .select()
      .from(productBatches)
      .where(
        and(
          this.#mine(),
          state === undefined ? undefined : eq(productBatches.state, state),
          cursor === undefined ? undefined : lt(productBatches.id, cursor),
        ),
      )
      .orderBy(desc(productBatches.id))
      .limit(limit + 1);
    return pageOf(rows, limit);
  }

  /** In the order in which they were sent. */
  async itemsOf(id: string): Promise<BatchItemRow[]> {
    return this.#itemsOf(id);
  }

  /**
   * Ends a batch, or the part of it that `results` speaks of, and lets its products go with what became of them, in one
   * transaction. What was changed at Poleepo beside the batch is sent again. Repeating it changes nothing.
   */
  async settle(
    id: string,
    {
      state,
      results,
      now,
      polledAt = null,
      error = null,
    }: {
      /** Null: items without a result are still under way. */
      state: 'completed' | 'failed' | 'refused' | null;
      results: readonly ItemResult[];
      now: number;
      /** When Poleepo was asked for what ends here, if it was. */
      polledAt?: number | null;
      error?: Record<string, unknown> | null;
    },
  ): Promise<void> {
    const list = JSON.stringify(results);
    const ending = { db: this.#db, tenantId: this.#tenantId, id, list };
    const ended: Statement[] =
      state === null
        ? []
        : [
            this.#db
              .update(productBatches)
              .set({ state, error, settledAt: now, dueAt: null })
              .where(and(this.#mine(), eq(productBatches.id, id), inArray(productBatches.state, [...open]))),
          ];
    await together(this.#db, [
      endItems(ending),
      freeProducts(ending, now),
      restate(this.#db, this.#tenantId, list),
      this.#count(id),
      ...(polledAt === null ? [] : [this.#polled(id, polledAt)]),
      ...ended,
    ]);
  }

  /** How long the latest batches took from sending to their end, in ms; newest first. */
  async durations(limit: number): Promise<number[]> {
    const rows = await this.#db
      .select({ ms: sql<number>`${productBatches.settledAt} - ${productBatches.sentAt}` })
      .from(productBatches)
      .where(and(this.#mine(), eq(productBatches.state, 'completed')))
      .orderBy(desc(productBatches.id))
      .limit(limit);
    return rows.map(({ ms }) => ms);
  }

  #polled(id: string, polledAt: number): Statement {
    return this.#db
      .update(productBatches)
      .set({ polls: sql`${productBatches.polls} + 1`, polledAt })
      .where(and(this.#mine(), eq(productBatches.id, id), inArray(productBatches.state, [...open])));
  }

  #count(id: string): Statement {
    const of = (state: string) =>
      sql`(SELECT count(*) FROM product_batch_items i WHERE i.tenant_id = ${this.#tenantId} AND i.batch_id = ${id} AND i.state = ${state})`;
    return this.#db
      .update(productBatches)
      .set({ completed: of('completed'), failed: of('error') })
      .where(and(this.#mine(), eq(productBatches.id, id)));
  }

  #itemsOf(id: string) {
    return this.#db
      .select()
      .from(productBatchItems)
      .where(and(eq(productBatchItems.tenantId, this.#tenantId), eq(productBatchItems.batchId, id)))
      .orderBy(asc(productBatchItems.position));
  }

  async #change(
    id: string,
    set: { [name in keyof BatchRow]?: BatchRow[name] | ReturnType<typeof sql> },
  ): Promise<void> {
    await this.#db
      .update(productBatches)
      .set(set)
      .where(and(this.#mine(), eq(productBatches.id, id), inArray(productBatches.state, [...open])));
  }

  #mine() {
    return eq(productBatches.tenantId, this.#tenantId);
  }
}
