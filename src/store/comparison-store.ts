import { and, desc, eq, lt, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { JobId, PoleepoOrderId, SaleOrderId, TenantId } from '../trade/ids.ts';
import { orderOfSubject, orderSubject } from '../trade/subject.ts';
import { chunks, type Database, type Page, pageOf, together } from './database.ts';
import { comparisonItems, comparisons, jobs, orderLinks } from './schema/index.ts';

export type ComparisonRow = typeof comparisons.$inferSelect;
export type ComparisonItemRow = typeof comparisonItems.$inferSelect;
export type NewComparisonItem = Omit<ComparisonItemRow, 'tenantId' | 'jobId'>;

/** What the link of an order says, as far as a comparison needs it. */
export interface ComparedLink {
  poleepoOrderId: PoleepoOrderId;
  state: (typeof orderLinks.$inferSelect)['state'];
  saleOrderId: SaleOrderId | null;
  saleOrderName: string | null;
  reference: string | null;
  status: string | null;
  poleepoTotal: string | null;
  odooTotal: string | null;
  heldReason: string | null;
}

/** The latest work on an order, and why it ended as it did: a hold's reason, an error's code, a skip's kind. */
export interface ComparedJob {
  state: string;
  reason: string | null;
}

const jobRow = z.object({
  subject: z.string(),
  state: z.string(),
  held: z.string().nullable(),
  code: z.string().nullable(),
  skipped: z.string().nullable(),
});

const itemsPerInsert = 6;

const linkColumns = {
  poleepoOrderId: orderLinks.poleepoOrderId,
  state: orderLinks.state,
  saleOrderId: orderLinks.saleOrderId,
  saleOrderName: orderLinks.saleOrderName,
  reference: orderLinks.reference,
  status: orderLinks.status,
  poleepoTotal: orderLinks.poleepoTotal,
  odooTotal: orderLinks.odooTotal,
  heldReason: sql<string | null>`json_extract(${orderLinks.held}, '$.reason')`,
};

/** A tenant's comparisons of both sides, and what they compare. */
export class ComparisonStore {
  readonly #db: Database;
  readonly #tenantId: TenantId;

  constructor(db: Database, tenantId: TenantId) {
    this.#db = db;
    this.#tenantId = tenantId;
  }

  async add(row: Pick<ComparisonRow, 'id' | 'since' | 'place' | 'summary' | 'createdAt'>): Promise<void> {
    await this.#db.insert(comparisons).values({ ...row, tenantId: this.#tenantId, state: 'running' });
  }

  /** The one that is under way and began at `since` (ms) or later. */
  async running(since: number): Promise<ComparisonRow | null> {
    const [row] = await this.#db
      .select()
      .from(comparisons)
      .where(
        and(
          eq(comparisons.tenantId, this.#tenantId),
          eq(comparisons.state, 'running'),
          sql`${comparisons.createdAt} >= ${since}`,
        ),
      )
      .orderBy(desc(comparisons.id))
      .limit(1);
    return row ?? null;
  }

  async get(id: string): Promise<ComparisonRow | null> {
    const [row] = await this.#db
      .select()
      .from(comparisons)
      .where(and(eq(comparisons.tenantId, this.#tenantId), eq(comparisons.id, id)));
    return row ?? null;
  }

  /** Newest first. */
  async list(filter: { cursor?: string | undefined; limit: number }): Promise<Page<ComparisonRow>> {
    const rows = await this.#db
      .select()
      .from(comparisons)
      .where(
        and(
          eq(comparisons.tenantId, this.#tenantId),
          filter.cursor === undefined ? undefined : lt(comparisons.id, filter.cursor),
        ),
      )
      .orderBy(desc(comparisons.id))
      .limit(filter.limit + 1);
    return pageOf(rows, filter.limit);
  }

  /** Writes how far it has come together with what was found on the way; found twice is found once. */
  async save(
    id: string,
    change: Pick<ComparisonRow, 'state' | 'place' | 'summary' | 'finishedAt'>,
    items: readonly NewComparisonItem[],
  ): Promise<void> {
    const inserts = chunks(items, itemsPerInsert).map((part) =>
      this.#db
        .insert(comparisonItems)
        .values(part.map((item) => ({ ...item, tenantId: this.#tenantId })))
        .onConflictDoNothing(),
    );
    const update = this.#db
      .update(comparisons)
      .set(change)
      .where(and(eq(comparisons.tenantId, this.#tenantId), eq(comparisons.id, id)));
    await together(this.#db, [...inserts, update]);
  }

  /** In the order of Poleepo's ids. */
  async items(comparisonId: string): Promise<ComparisonItemRow[]> {
    return this.#db
      .select()
      .from(comparisonItems)
      .where(
        and(eq(comparisonItems.tenantId, this.#tenantId), eq(comparisonItems.comparisonId, comparisonId)),
      )
      .orderBy(comparisonItems.poleepoOrderId)
      .limit(2000);
  }

  async item(comparisonId: string, id: string): Promise<ComparisonItemRow | null> {
    const [row] = await this.#db.select().from(comparisonItems).where(this.#item(comparisonId, id));
    return row ?? null;
  }

  async setJob({ comparisonId, id }: { comparisonId: string; id: string }, jobId: JobId): Promise<void> {
    await this.#db.update(comparisonItems).set({ jobId }).where(this.#item(comparisonId, id));
  }

  async links(ids: readonly PoleepoOrderId[]): Promise<Map<PoleepoOrderId, ComparedLink>> {
    const rows = await this.#db
      .select(linkColumns)
      .from(orderLinks)
      .where(
        and(
          eq(orderLinks.tenantId, this.#tenantId),
          sql`${orderLinks.poleepoOrderId} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
        ),
      );
    return new Map(rows.map((row) => [row.poleepoOrderId, row]));
  }

  /** Links of orders that Poleepo told of at `since` (ms) or later, other than these. */
  async linksBeside(
    ids: readonly PoleepoOrderId[],
    { since, limit }: { since: number; limit: number },
  ): Promise<ComparedLink[]> {
    return this.#db
      .select(linkColumns)
      .from(orderLinks)
      .where(
        and(
          eq(orderLinks.tenantId, this.#tenantId),
          sql`${orderLinks.poleepoUpdatedAt} >= ${since}`,
          sql`${orderLinks.saleOrderId} IS NOT NULL`,
          sql`${orderLinks.poleepoOrderId} NOT IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
        ),
      )
      .orderBy(orderLinks.poleepoOrderId)
      .limit(limit);
  }

  /** The latest work on each of these orders. */
  async latestWork(ids: readonly PoleepoOrderId[]): Promise<Map<PoleepoOrderId, ComparedJob>> {
    const subjects = JSON.stringify(ids.map(orderSubject));
    const rows = await this.#db.all(sql`SELECT subject, state, json_extract(held, '$.reason') AS held,
        json_extract(error, '$.code') AS code,
        CASE json_extract(outcome, '$.kind') WHEN 'skipped' THEN json_extract(outcome, '$.reason')
          ELSE json_extract(outcome, '$.kind') END AS skipped
      FROM ${jobs} WHERE id IN (SELECT max(j.id) FROM ${jobs} j WHERE j.tenant_id = ${this.#tenantId}
        AND j.subject IN (SELECT value FROM json_each(${subjects})) GROUP BY j.subject)`);
    return new Map(
      z
        .array(jobRow)
        .parse(rows)
        .map(({ subject, state, held, code, skipped }) => [
          orderOfSubject(subject) ?? (0 as PoleepoOrderId),
          { state, reason: held ?? code ?? skipped },
        ]),
    );
  }

  /** Takes the sale order out of a link that names one which is gone, so that the next import makes it anew. */
  async forgetSaleOrder(id: PoleepoOrderId, gone: SaleOrderId): Promise<void> {
    await this.#db
      .update(orderLinks)
      .set({
        state: 'held',
        saleOrderId: null,
        saleOrderName: null,
        odooTotal: null,
        fingerprint: null,
        facts: null,
      })
      .where(
        and(
          eq(orderLinks.tenantId, this.#tenantId),
          eq(orderLinks.poleepoOrderId, id),
          eq(orderLinks.saleOrderId, gone),
        ),
      );
  }

  #item(comparisonId: string, id: string) {
    return and(
      eq(comparisonItems.tenantId, this.#tenantId),
      eq(comparisonItems.comparisonId, comparisonId),
      eq(comparisonItems.id, id),
    );
  }
}
