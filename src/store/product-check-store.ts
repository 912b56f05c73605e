import { and, asc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { PoleepoProductId, TenantId } from '../trade/ids.ts';
import { type Database, together } from './database.ts';
import { type ProductRow, restate, wantedPrint, withdrawn } from './product-states.ts';
import type { ProductKey } from './product-store.ts';
import { knownEntry, readAnew, type Refused } from './product-touch-store.ts';
import { products } from './schema/index.ts';

/** A product that Poleepo is to be asked about, and what it accepted of it. */
export interface Checkable extends ProductKey {
  poleepoRef: PoleepoProductId;
  quantity: number | null;
  /** `net|gross|rate` */
  price: string | null;
  acceptedAt: number | null;
  /** In sale or out of it, as Poleepo was told; null: it was told nothing of that. */
  active: boolean | null;
  /** It was sent again as it is since it was asked about last, and accepted again. */
  again: boolean;
}

/** How a variant stands, of those of which Odoo was told otherwise or nothing. */
export type Tellable = Pick<ProductRow, 'odooId' | 'sku' | 'state' | 'error' | 'acceptedAt'> & {
  poleepoRef: PoleepoProductId;
  /** To be remembered once Odoo was told. */
  print: string;
};

const mine = sql`products.kind = r.value ->> '$.kind' AND products.odoo_id = r.value ->> '$.odooId'`;

/** The states in which nothing else is wanted than what was accepted. */
const atRest = sql`('completed', 'withdrawn')`;

/** Since it was read: nothing was accepted, and it is in no batch. The sign keeps SQLite from walking along the states. */
const asRead = sql`products.accepted_at IS r.value ->> '$.acceptedAt' AND +products.state IN ${atRest}`;

const lastTwo = sql`(SELECT e.state, e.quantity, e.price, e.rest FROM product_batch_items e WHERE e.tenant_id = products.tenant_id
  AND e.kind = products.kind AND e.odoo_id = products.odoo_id ORDER BY e.batch_id DESC LIMIT 2)`;

const sentTwice = sql<number>`(SELECT count(*) = 2 FROM ${lastTwo} AS e WHERE e.state = 'completed' AND e.quantity IS products.accepted_quantity
  AND e.price IS products.accepted_price AND e.rest IS products.accepted_rest)`;

/** Out of sale, or told to be back in it by one of the batches that it was in last. */
const active = sql<number | null>`CASE WHEN products.accepted_rest = ${withdrawn} THEN 0
  WHEN EXISTS (SELECT 1 FROM (SELECT e.rest FROM product_batch_items e WHERE e.tenant_id = products.tenant_id AND e.kind = products.kind
    AND e.odoo_id = products.odoo_id AND e.state = 'completed' ORDER BY e.batch_id DESC LIMIT 3) AS b WHERE b.rest = ${withdrawn}) THEN 1 END`;

const tellPrint = sql<string>`(products.poleepo_ref || '/' || coalesce(products.sku, '') || '/' || products.state || '/' || coalesce(products.accepted_at, '')
  || '/' || coalesce(products.error, ''))`;

/** The states that do not pass by themselves: Odoo is told of these alone. */
const settled = ['completed', 'error', 'withdrawn'] as const;

/** What is still to be looked at, or told, once Poleepo has accepted a product. */
export class ProductCheckStore {
  readonly #db: Database;
  readonly #tenantId: TenantId;

  constructor(db: Database, tenantId: TenantId) {
    this.#db = db;
    this.#tenantId = tenantId;
  }

  /** Products of which Poleepo is to be asked whether it took what it accepted, and of which nothing else is wanted. */
  async toReadBack(limit: number): Promise<Checkable[]> {
    const rows = await this.#db
      .select({
        kind: products.kind,
        odooId: products.odooId,
        poleepoRef: products.poleepoRef,
        quantity: products.acceptedQuantity,
        price: products.acceptedPrice,
        acceptedAt: products.acceptedAt,
        active,
        again: sentTwice,
      })
      .from(products)
      .where(
        and(
          eq(products.tenantId, this.#tenantId),
          sql`read_back = 1`,
          sql`products.state IN ${atRest}`,
          isNotNull(products.poleepoRef),
        ),
      )
      .orderBy(asc(products.odooId))
      .limit(limit);
    return rows.flatMap((row) => {
      const { poleepoRef } = row;
      if (poleepoRef === null) return [];
      return [
        { ...row, poleepoRef, active: row.active === null ? null : row.active === 1, again: row.again === 1 },
      ];
    });
  }

  /** These stand at Poleepo as they were accepted. */
  async wellRead(read: readonly Checkable[]): Promise<void> {
    await this.#db
      .update(products)
      .set({ readBack: false })
      .from(sql`json_each(${JSON.stringify(read)}) AS r`)
      .where(sql`products.tenant_id = ${this.#tenantId} AND ${mine} AND ${asRead}`);
  }

  /** These do not: they are sent again, and asked about again after that. Those that should be in sale are told so again. */
  async sendAgain(read: readonly Checkable[], now: number): Promise<void> {
    const list = JSON.stringify(read);
    await together(this.#db, [
      this.#db
        .update(products)
        .set({
          acceptedQuantity: null,
          acceptedPrice: null,
          acceptedRest: sql`CASE WHEN r.value ->> '$.active' = 1 THEN ${withdrawn} ELSE products.accepted_rest END`,
          entry: knownEntry,
          updatedAt: now,
        })
        .from(sql`json_each(${list}) AS r`)
        .where(sql`products.tenant_id = ${this.#tenantId} AND ${mine} AND ${asRead}`),
      restate(this.#db, this.#tenantId, list),
      // What was told beside the batches last is in none of them.
      readAnew({ db: this.#db, tenantId: this.#tenantId, list }, now),
    ]);
  }

  /** These are in error, for what they were asked about shows it. */
  async fail(read: readonly (Checkable & Refused)[], now: number): Promise<void> {
    const list = JSON.stringify(read);
    await together(this.#db, [
      this.#db
        .update(products)
        .set({ error: sql`r.value -> '$.error'`, refused: wantedPrint, readBack: false, updatedAt: now })
        .from(sql`json_each(${list}) AS r`)
        .where(sql`products.tenant_id = ${this.#tenantId} AND ${mine} AND ${asRead}`),
      restate(this.#db, this.#tenantId, list),
    ]);
  }

  /** Variants at Poleepo that ended since (ms) and of which Odoo was not told so. */
  async tellable({ since, limit }: { since: number; limit: number }): Promise<Tellable[]> {
    const rows = await this.#db
      .select({
        odooId: products.odooId,
        poleepoRef: products.poleepoRef,
        sku: products.sku,
        state: products.state,
        error: products.error,
        acceptedAt: products.acceptedAt,
        print: tellPrint,
      })
      .from(products)
      .where(
        and(
          eq(products.tenantId, this.#tenantId),
          inArray(products.state, [...settled]),
          inArray(products.urgency, [0, 1, 2]),
          sql`products.updated_at >= ${since}`,
          eq(products.kind, 'variant'),
          isNotNull(products.poleepoRef),
          sql`products.told IS NOT ${tellPrint}`,
        ),
      )
      .orderBy(asc(products.odooId))
      .limit(limit);
    return rows.flatMap(({ poleepoRef, ...row }) => (poleepoRef === null ? [] : [{ ...row, poleepoRef }]));
  }

  /** Odoo was told of these. */
  async told(rows: readonly Pick<Tellable, 'odooId' | 'print'>[]): Promise<void> {
    await this.#db
      .update(products)
      .set({ told: sql`r.value ->> '$.print'` })
      .from(sql`json_each(${JSON.stringify(rows.map(({ odooId, print }) => ({ odooId, print })))}) AS r`)
      .where(
        sql`products.tenant_id = ${this.#tenantId} AND products.kind = 'variant' AND products.odoo_id = r.value ->> '$.odooId'`,
      );
  }
}
