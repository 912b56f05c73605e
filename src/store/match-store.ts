import { sql } from 'drizzle-orm';
import type { TenantId } from '../trade/ids.ts';
import type { Database } from './database.ts';
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
