import { and, asc, desc, eq, gt, gte, isNull, lt, sql } from 'drizzle-orm';
import type { TenantId } from '../trade/ids.ts';
import { type Database, type Page, pageOf, together } from './database.ts';
import { catalogueReportItems, catalogueReports } from './schema/index.ts';

export type ReportRow = typeof catalogueReports.$inferSelect;
export type ReportKind = ReportRow['kind'];
export type ReportItemRow = typeof catalogueReportItems.$inferSelect;
export type NewReportItem = Omit<ReportItemRow, 'tenantId' | 'reportId' | 'mendedAt'>;

/** One tenant's reports on both catalogues: how far each is, and what it has found. */
export class CatalogueReportStore {
  readonly #db: Database;
  readonly #tenantId: TenantId;

  constructor(db: Database, tenantId: TenantId) {
    this.#db = db;
    this.#tenantId = tenantId;
  }

  async add(
    row: Pick<ReportRow, 'id' | 'kind' | 'place' | 'summary' | 'askedBy' | 'createdAt'>,
  ): Promise<void> {
    await this.#db.insert(catalogueReports).values({ ...row, tenantId: this.#tenantId, state: 'running' });
  }

  async get(id: string): Promise<ReportRow | null> {
    const [row] = await this.#db.select().from(catalogueReports).where(this.#one(id));
    return row ?? null;
  }

  /** The one of this kind that is under way and began at `since` (ms) or later. */
  async running(kind: ReportKind, since: number): Promise<ReportRow | null> {
    const [row] = await this.#running(since, kind).orderBy(desc(catalogueReports.id)).limit(1);
    return row ?? null;
  }

  /** Of all kinds, the one under way that began first, at `since` (ms) or later. */
  async firstRunning(since: number): Promise<ReportRow | null> {
    const [row] = await this.#running(since).orderBy(asc(catalogueReports.id)).limit(1);
    return row ?? null;
  }

  /** Newest first. */
  async list({
    kind,
    cursor,
    limit,
  }: {
    kind?: ReportKind | undefined;
    cursor?: string | undefined;
    limit: number;
  }): Promise<Page<ReportRow>> {
    const rows = await this.#db
      .select()
      .from(catalogueReports)
      .where(
        and(
          eq(catalogueReports.tenantId, this.#tenantId),
          kind === undefined ? undefined : eq(catalogueReports.kind, kind),
          cursor === undefined ? undefined : lt(catalogueReports.id, cursor),
        ),
      )
      .orderBy(desc(catalogueReports.id))
      .limit(limit + 1);
    return pageOf(rows, limit);
  }

  /** Writes how far it has come together with what was found on the way; found twice is found once. */
  async save(
    id: string,
    change: Pick<ReportRow, 'state' | 'place' | 'summary' | 'finishedAt'>,
    items: readonly NewReportItem[],
  ): Promise<void> {
    const member = (name: string) => sql.raw(`value ->> '$.${name}'`);
    const found = sql`SELECT ${this.#tenantId}, ${id}, ${member('key')}, ${member('finding')}, ${member('sku')}, ${member('odooId')},
      ${member('poleepoId')}, value -> '$.detail', NULL FROM json_each(${JSON.stringify(items)}) WHERE 1`;
    await together(this.#db, [
      this.#db.insert(catalogueReportItems).select(found).onConflictDoNothing(),
      this.#db.update(catalogueReports).set(change).where(this.#one(id)),
    ]);
  }

  /** In the order of their keys. */
  async items(
    reportId: string,
    { finding, cursor, limit }: { finding?: string | undefined; cursor?: string | undefined; limit: number },
  ): Promise<Page<ReportItemRow>> {
    const rows = await this.#db
      .select()
      .from(catalogueReportItems)
      .where(
        and(
          this.#of(reportId),
          finding === undefined ? undefined : eq(catalogueReportItems.finding, finding),
          cursor === undefined ? undefined : gt(catalogueReportItems.key, cursor),
        ),
      )
      .orderBy(asc(catalogueReportItems.key))
      .limit(limit + 1);
    const items = rows.slice(0, limit);
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.key ?? null) : null };
  }

  async item(reportId: string, key: string): Promise<ReportItemRow | null> {
    const [row] = await this.#db
      .select()
      .from(catalogueReportItems)
      .where(and(this.#of(reportId), eq(catalogueReportItems.key, key)));
    return row ?? null;
  }

  /** What a report has found and nobody has mended, of these keys or all; by key, after one. */
  async unmended(
    reportId: string,
    {
      finding,
      keys,
      after,
      limit,
    }: { finding: string; keys: readonly string[] | null; after: string; limit: number },
  ): Promise<ReportItemRow[]> {
    const { key } = catalogueReportItems;
    return this.#db
      .select()
      .from(catalogueReportItems)
      .where(
        and(
          this.#of(reportId),
          eq(catalogueReportItems.finding, finding),
          isNull(catalogueReportItems.mendedAt),
          gt(key, after),
          keys === null ? undefined : sql`${key} IN (SELECT value FROM json_each(${JSON.stringify(keys)}))`,
        ),
      )
      .orderBy(asc(key))
      .limit(limit);
  }

  async mended(reportId: string, keys: readonly string[], now: number): Promise<void> {
    await this.#db
      .update(catalogueReportItems)
      .set({ mendedAt: now })
      .where(
        and(
          this.#of(reportId),
          sql`${catalogueReportItems.key} IN (SELECT value FROM json_each(${JSON.stringify(keys)}))`,
        ),
      );
  }

  /** How often each thing was found. */
  async counts(reportId: string): Promise<Record<string, number>> {
    const { finding } = catalogueReportItems;
    const rows = await this.#db
      .select({ finding, count: sql<number>`count(*)` })
      .from(catalogueReportItems)
      .where(this.#of(reportId))
      .groupBy(finding);
    return Object.fromEntries(rows.map((row) => [row.finding, row.count]));
  }

  #running(since: number, kind?: ReportKind) {
    return this.#db
      .select()
      .from(catalogueReports)
      .where(
        and(
          eq(catalogueReports.tenantId, this.#tenantId),
          kind === undefined ? undefined : eq(catalogueReports.kind, kind),
          eq(catalogueReports.state, 'running'),
          gte(catalogueReports.createdAt, since),
        ),
      );
  }

  #of(reportId: string) {
    return and(
      eq(catalogueReportItems.tenantId, this.#tenantId),
      eq(catalogueReportItems.reportId, reportId),
    );
  }

  #one(id: string) {
    return and(eq(catalogueReports.tenantId, this.#tenantId), eq(catalogueReports.id, id));
  }
}
