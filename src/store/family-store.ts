import { and, eq, inArray, sql } from 'drizzle-orm';
import type { TenantId } from '../trade/ids.ts';
import type { Database } from './database.ts';
import type { ProductRow } from './product-states.ts';
import { products } from './schema/index.ts';

/** A product as far as its family asks. */
export type Relative = Pick<
  ProductRow,
  | 'kind'
  | 'odooId'
  | 'templateId'
  | 'name'
  | 'sku'
  | 'state'
  | 'published'
  | 'wantedRest'
  | 'acceptedRest'
  | 'error'
> & { hasEntry: boolean };

const columns = {
  kind: products.kind,
  odooId: products.odooId,
  templateId: products.templateId,
  name: products.name,
  sku: products.sku,
  state: products.state,
  published: products.published,
  wantedRest: products.wantedRest,
  acceptedRest: products.acceptedRest,
  error: products.error,
  hasEntry: sql<boolean>`products.entry IS NOT NULL`.mapWith(Boolean),
};

/** One tenant's products by what ties them together: the template that they are variants of, the SKU that they bear. */
export class FamilyStore {
  readonly #db: Database;
  readonly #tenantId: TenantId;

  constructor(db: Database, tenantId: TenantId) {
    this.#db = db;
    this.#tenantId = tenantId;
  }

  /** The known variants of these templates, and their parents. */
  async of(templateIds: readonly number[]): Promise<Relative[]> {
    return this.#where(products.templateId, templateIds);
  }

  /** The known products that bear one of these SKUs, whatever their state. */
  async bearing(skus: readonly string[]): Promise<Relative[]> {
    return this.#where(products.sku, skus);
  }

  async #where(
    column: typeof products.templateId | typeof products.sku,
    values: readonly (number | string)[],
  ): Promise<Relative[]> {
    if (values.length === 0) return [];
    const list = JSON.stringify([...new Set(values)]);
    return this.#db
      .select(columns)
      .from(products)
      .where(
        and(
          eq(products.tenantId, this.#tenantId),
          inArray(column, sql`(SELECT value FROM json_each(${list}))`),
        ),
      );
  }
}
