import { sql } from 'drizzle-orm';
import type { TenantId } from '../trade/ids.ts';
import { type Database, together } from './database.ts';
import { catalogueReportItems, poleepoProducts } from './schema/index.ts';

/** What a match of both catalogues finds only once all of both was seen. */
export class MatchStore {
  readonly #db: Database;
  readonly #tenantId: TenantId;

  constructor(db: Database, tenantId: TenantId) {
    this.#db = db;
    this.#tenantId = tenantId;
  }

  /** Finds the SKUs that several of Odoo's have: duplicates, or a family's that a variant has too. */
  async duplicatesInOdoo(reportId: string): Promise<void> {
    const mine = sql`tenant_id = ${this.#tenantId} AND report_id = ${reportId}`;
    const families = sql`count(DISTINCT substr(key, 1, instr(key, ':')))`;
    await this.#db.run(sql`UPDATE ${catalogueReportItems} SET
        finding = CASE WHEN d.kinds > 1 THEN 'variant-conflict' ELSE 'duplicate' END,
        detail = json_set(detail, '$.reason', CASE WHEN d.kinds > 1 THEN 'parent-sku-taken' ELSE 'in-odoo' END)
      FROM (SELECT sku AS twice, ${families} AS kinds FROM catalogue_report_items
        WHERE ${mine} AND sku IS NOT NULL AND odoo_id IS NOT NULL GROUP BY sku HAVING count(*) > 1) AS d
      WHERE ${mine} AND odoo_id IS NOT NULL AND sku = d.twice`);
  }

  /** Finds variants that hang under another parent at Poleepo than their family's, and takes away the notes that tell of it. */
  async otherFamilies(reportId: string): Promise<void> {
    const mine = (of: string) =>
      sql.join([
        sql.raw(`${of}.tenant_id = `),
        sql`${this.#tenantId}`,
        sql.raw(` AND ${of}.report_id = `),
        sql`${reportId}`,
      ]);
    await together(this.#db, [
      this.#db
        .update(catalogueReportItems)
        .set({
          finding: 'variant-conflict',
          detail: sql`json_set(catalogue_report_items.detail, '$.reason', 'other-family')`,
        })
        .from(sql`catalogue_report_items AS f`)
        .where(
          sql`${mine('catalogue_report_items')} AND catalogue_report_items.finding = 'matched' AND catalogue_report_items.key LIKE 'variant:%'
            AND ${mine('f')} AND f.key = 'family:' || catalogue_report_items.poleepo_id
            AND NOT EXISTS (SELECT 1 FROM catalogue_report_items p WHERE ${mine('p')} AND p.finding = 'matched'
              AND p.key = 'parent:' || (catalogue_report_items.detail ->> '$.templateId') AND p.poleepo_id = f.detail ->> '$.parentId')`,
        ),
      this.#db
        .delete(catalogueReportItems)
        .where(sql`${mine('catalogue_report_items')} AND finding = 'family'`),
    ]);
  }

  /** Finds what Poleepo has, as this walk has seen it, under SKUs that none of Odoo's has. */
  async onlyInPoleepo(reportId: string, walk: string): Promise<void> {
    await this.#db
      .insert(catalogueReportItems)
      .select(
        sql`SELECT tenant_id, ${reportId}, 'poleepo:' || poleepo_id, 'only-in-poleepo', sku, NULL, poleepo_id,
          json_object('name', title, 'kind', CASE type WHEN 'PARENT' THEN 'parent' ELSE 'variant' END), NULL
        FROM ${poleepoProducts} WHERE tenant_id = ${this.#tenantId} AND walk = ${walk}
          AND (sku IS NULL OR sku NOT IN (SELECT i.sku FROM catalogue_report_items i WHERE i.tenant_id = ${this.#tenantId}
            AND i.report_id = ${reportId} AND i.sku IS NOT NULL AND i.odoo_id IS NOT NULL))`,
      )
      .onConflictDoNothing();
  }
}
