import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import type { PoleepoOrderId, TenantId } from '../trade/ids.ts';
import { type Decimal, decimal, decimalText, sum } from '../trade/money.ts';
import { type Database, together } from './database.ts';
import { products, stockClaims } from './schema/index.ts';

/** Pieces of one SKU that an order will take. */
export interface StockClaim {
  sku: string;
  quantity: Decimal;
}

/** Pieces that a tenant's orders will take which Odoo has not reserved for them yet. */
export class StockClaimStore {
  readonly #db: Database;
  readonly #tenantId: TenantId;

  constructor(db: Database, tenantId: TenantId) {
    this.#db = db;
    this.#tenantId = tenantId;
  }

  /**
   * Writes what an order claims from now on in place of what it claimed. Variants of which that is another quantity are
   * to be read again, in the same transaction. Answers their SKUs.
   */
  async replace(orderId: PoleepoOrderId, claims: readonly StockClaim[], now: number): Promise<string[]> {
    const before = await this.#of(orderId);
    const after = added(claims);
    const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
      (sku) => before.get(sku)?.eq(after.get(sku) ?? -1) !== true,
    );
    if (changed.length === 0) return [];
    const rows = [...after].map(([sku, quantity]) => ({ sku, quantity: decimalText(quantity) }));
    const fresh = sql`SELECT ${this.#tenantId}, ${orderId}, value ->> '$.sku', value ->> '$.quantity', ${now}
      FROM json_each(${JSON.stringify(rows)}) WHERE 1`;
    await together(this.#db, [
      this.#db.delete(stockClaims).where(this.#ofOrder(orderId)),
      this.#db.insert(stockClaims).select(fresh),
      this.#db
        .update(products)
        .set({ dirtyAt: now })
        .where(
          and(
            eq(products.tenantId, this.#tenantId),
            eq(products.kind, 'variant'),
            inList(products.sku, changed),
          ),
        ),
    ]);
    return changed;
  }

  /** What all orders together claim of each of these SKUs; one that none claims is left out. */
  async bySkus(skus: readonly string[]): Promise<Map<string, Decimal>> {
    if (skus.length === 0) return new Map();
    const rows = await this.#db
      .select({ sku: stockClaims.sku, quantity: stockClaims.quantity })
      .from(stockClaims)
      .where(
        and(
          eq(stockClaims.tenantId, this.#tenantId),
          inList(stockClaims.sku, skus),
          ne(stockClaims.quantity, '0'),
        ),
      );
    return added(rows.map(({ sku, quantity }) => ({ sku, quantity: decimal(quantity) })));
  }

  async #of(orderId: PoleepoOrderId): Promise<Map<string, Decimal>> {
    const rows = await this.#db.select().from(stockClaims).where(this.#ofOrder(orderId));
    return new Map(rows.map(({ sku, quantity }) => [sku, decimal(quantity)]));
  }

  #ofOrder(orderId: PoleepoOrderId) {
    return and(eq(stockClaims.tenantId, this.#tenantId), eq(stockClaims.poleepoOrderId, orderId));
  }
}

function inList(column: typeof stockClaims.sku | typeof products.sku, values: readonly string[]) {
  return inArray(column, sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`);
}

function added(claims: readonly StockClaim[]): Map<string, Decimal> {
  const bySku = Map.groupBy(claims, ({ sku }) => sku);
  return new Map([...bySku].map(([sku, some]) => [sku, sum(some.map(({ quantity }) => quantity))]));
}
