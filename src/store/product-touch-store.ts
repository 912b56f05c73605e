import { and, asc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { PoleepoProductId, TenantId } from '../trade/ids.ts';
import { type Database, together } from './database.ts';
import { restate, wantedPrint } from './product-states.ts';
import type { ProductKey } from './product-store.ts';
import { productBatchItems, products } from './schema/index.ts';

/** A product whose stock or price cannot wait for a batch. */
export interface HotProduct extends ProductKey {
  poleepoRef: PoleepoProductId;
  quantity: number | null;
  /** `net|gross|rate` */
  price: string | null;
  /** Its price is not the one that Poleepo accepted last. */
  priceChanged: boolean;
  /** When it was put into a batch last. */
  sentAt: number | null;
  /** What Poleepo accepted last, as far as it is known. */
  acceptedQuantity: number | null;
  /** It is in error, and all else of it waits until that is mended. */
  quantityOnly: boolean;
}

/** Why a product cannot be sent, as we see it. */
export interface Refused extends ProductKey {
  error: Record<string, unknown>;
}

const mine = sql`products.kind = r.value ->> '$.kind' AND products.odoo_id = r.value ->> '$.odooId'`;

const quantityOnly = sql`(r.value ->> '$.quantityOnly')`;

/** What is wanted, as far as it may go without a batch. */
const hotPrint = sql`(coalesce(products.wanted_quantity, '') || '/' || coalesce(products.wanted_price, ''))`;

/** The entry that says what is wanted: as it is kept, or as it was sent last. */
export const knownEntry = sql`coalesce(products.entry, (SELECT e.entry FROM product_batch_items e WHERE e.tenant_id = products.tenant_id
  AND e.kind = products.kind AND e.odoo_id = products.odoo_id AND e.quantity IS products.wanted_quantity
  AND e.price IS products.wanted_price AND e.rest IS products.wanted_rest ORDER BY e.batch_id DESC LIMIT 1))`;

/** In error, with fewer pieces than Poleepo knows of, and these were not refused. */
const isShort = sql`(products.pushed IS NOT ('!' || products.wanted_quantity) AND ((products.wanted_quantity = 0 AND products.accepted_quantity IS NOT 0)
  OR (products.accepted_rest IS NOT NULL AND (products.accepted_quantity IS NULL OR products.wanted_quantity < products.accepted_quantity))))`;

const isHot = sql`CASE WHEN products.state = 'error' THEN ${isShort}
  WHEN products.wanted_rest IS NULL OR products.accepted_rest IS NULL THEN 0 WHEN products.batch_id IS NULL THEN (products.wanted_quantity = 0 AND products.accepted_quantity IS NOT 0)
    OR (products.wanted_price IS NOT NULL AND products.wanted_price IS NOT products.accepted_price)
  ELSE products.pushed IS NOT ${hotPrint} AND ((products.wanted_quantity = 0 AND i.quantity IS NOT 0)
    OR (products.wanted_price IS NOT NULL AND products.wanted_price IS NOT i.price)) END`;

/** What happens to one tenant's products beside the batches: what is told at once, refused by ourselves, or forgotten. */
export class ProductTouchStore {
  readonly #db: Database;
  readonly #tenantId: TenantId;

  constructor(db: Database, tenantId: TenantId) {
    this.#db = db;
    this.#tenantId = tenantId;
  }

  /**
   * Variants at Poleepo that are sold out or have another price, which neither Poleepo nor a batch under way knows; and
   * those in error of which there are fewer pieces than Poleepo knows of.
   */
  async hot(limit: number): Promise<HotProduct[]> {
    const rows = await this.#db
      .select({
        kind: products.kind,
        odooId: products.odooId,
        poleepoRef: products.poleepoRef,
        quantity: products.wantedQuantity,
        price: products.wantedPrice,
        priceChanged: sql<number>`products.wanted_price IS NOT products.accepted_price`,
        sentAt: products.sentAt,
        acceptedQuantity: products.acceptedQuantity,
        state: products.state,
      })
      .from(products)
      .leftJoin(
        sql`product_batch_items AS i`,
        sql`i.tenant_id = products.tenant_id AND i.batch_id = products.batch_id AND i.kind = products.kind AND i.odoo_id = products.odoo_id`,
      )
      .where(
        and(
          eq(products.tenantId, this.#tenantId),
          inArray(products.state, ['waiting', 'sending', 'error']),
          eq(products.kind, 'variant'),
          isNotNull(products.poleepoRef),
          isHot,
        ),
      )
      .orderBy(asc(products.urgency), asc(products.updatedAt), asc(products.odooId))
      .limit(limit);
    return rows.flatMap(({ poleepoRef, state, ...row }) => {
      if (poleepoRef === null) return [];
      const quantityOnly = state === 'error';
      const priceChanged = !quantityOnly && row.priceChanged === 1;
      return [{ ...row, poleepoRef, priceChanged, quantityOnly, ...(quantityOnly && { price: null }) }];
    });
  }

  /** To be called before a hot product is told: from now on it is not known what Poleepo has of it. */
  async pushing(hot: readonly HotProduct[], now: number): Promise<void> {
    const list = JSON.stringify(hot);
    await together(this.#db, [
      this.#db
        .update(products)
        .set({
          acceptedQuantity: sql`CASE WHEN products.batch_id IS NULL THEN NULL ELSE products.accepted_quantity END`,
          acceptedPrice: sql`CASE WHEN products.batch_id IS NULL AND NOT ${quantityOnly} THEN NULL ELSE products.accepted_price END`,
          pushed: sql`CASE WHEN products.batch_id IS NULL THEN NULL ELSE '?' END`,
          entry: knownEntry,
          updatedAt: now,
        })
        .from(sql`json_each(${list}) AS r`)
        .where(sql`products.tenant_id = ${this.#tenantId} AND ${mine}`),
      restate(this.#db, this.#tenantId, list),
    ]);
  }

  /** Poleepo took these. What is in a batch by now is sent once more behind it, as is what has been in one meanwhile. */
  async pushed(hot: readonly HotProduct[], now: number): Promise<void> {
    const list = JSON.stringify(hot);
    const told = sql`coalesce(r.value ->> '$.quantity', '') || '/' || coalesce(r.value ->> '$.price', '')`;
    const accepted = (column: 'quantity' | 'price') =>
      sql`CASE WHEN products.batch_id IS NOT NULL OR (${column} = 'price' AND ${quantityOnly}) THEN products.accepted_${sql.raw(column)}
        WHEN products.sent_at IS r.value ->> '$.sentAt' THEN r.value ->> '$.${sql.raw(column)}' END`;
    await together(this.#db, [
      this.#db
        .update(products)
        .set({
          acceptedQuantity: accepted('quantity'),
          acceptedPrice: accepted('price'),
          acceptedAt: sql`CASE WHEN products.batch_id IS NULL THEN ${now} ELSE products.accepted_at END`,
          pushed: sql`CASE WHEN products.batch_id IS NULL THEN NULL ELSE ${told} END`,
          readBack: sql`products.read_back OR r.value ->> '$.priceChanged'`,
          updatedAt: now,
        })
        .from(sql`json_each(${list}) AS r`)
        .where(sql`products.tenant_id = ${this.#tenantId} AND ${mine}`),
      restate(this.#db, this.#tenantId, list),
    ]);
  }

  /** Poleepo did not take these, which are in error: they are not told again before they have other pieces. */
  async notTaken(hot: readonly HotProduct[], now: number): Promise<void> {
    const list = JSON.stringify(hot);
    await together(this.#db, [
      this.#db
        .update(products)
        .set({
          acceptedQuantity: sql`CASE WHEN products.sent_at IS r.value ->> '$.sentAt' THEN r.value ->> '$.acceptedQuantity' END`,
          pushed: sql`'!' || (r.value ->> '$.quantity')`,
          updatedAt: now,
        })
        .from(sql`json_each(${list}) AS r`)
        .where(sql`products.tenant_id = ${this.#tenantId} AND ${mine} AND +products.batch_id IS NULL`),
      restate(this.#db, this.#tenantId, list),
    ]);
  }

  /** Puts products in error that cannot be sent as they are wanted now. What is in a batch stays. */
  async refuse(refused: readonly Refused[], now: number): Promise<void> {
    const list = JSON.stringify(refused);
    await together(this.#db, [
      this.#db
        .update(products)
        .set({ error: sql`r.value -> '$.error'`, refused: wantedPrint, updatedAt: now })
        .from(sql`json_each(${list}) AS r`)
        .where(sql`products.tenant_id = ${this.#tenantId} AND ${mine} AND +products.batch_id IS NULL`),
      restate(this.#db, this.#tenantId, list),
    ]);
  }

  /** Poleepo has these products no more: they go as new ones. What is in a batch stays. */
  async forget(keys: readonly ProductKey[], now: number): Promise<void> {
    const list = JSON.stringify(keys);
    await together(this.#db, [
      this.#db
        .update(products)
        .set({
          poleepoRef: null,
          acceptedQuantity: null,
          acceptedPrice: null,
          acceptedRest: null,
          entry: knownEntry,
          updatedAt: now,
        })
        .from(sql`json_each(${list}) AS r`)
        .where(sql`products.tenant_id = ${this.#tenantId} AND ${mine} AND +products.batch_id IS NULL`),
      restate(this.#db, this.#tenantId, list),
      readAnew({ db: this.#db, tenantId: this.#tenantId, list }, now),
    ]);
  }

  /** Those of these of Poleepo's products that are tied to one of ours. */
  async tied(refs: readonly PoleepoProductId[]): Promise<Set<PoleepoProductId>> {
    const rows = await this.#db
      .select({ ref: products.poleepoRef })
      .from(products)
      .where(
        and(
          eq(products.tenantId, this.#tenantId),
          sql`poleepo_ref IN (SELECT value FROM json_each(${JSON.stringify(refs)}))`,
        ),
      );
    return new Set(rows.flatMap(({ ref }) => (ref === null ? [] : [ref])));
  }

  /** Notes what Poleepo has against items of a batch whose outcome is not decided by that. */
  async note(
    batchId: string,
    notes: readonly { position: number; error: Record<string, unknown> }[],
  ): Promise<void> {
    if (notes.length === 0) return;
    await this.#db
      .update(productBatchItems)
      .set({ error: sql`r.value -> '$.error'` })
      .from(sql`json_each(${JSON.stringify(notes)}) AS r`)
      .where(
        sql`product_batch_items.tenant_id = ${this.#tenantId} AND product_batch_items.batch_id = ${batchId}
          AND product_batch_items.position = r.value ->> '$.position' AND product_batch_items.state = 'draft'`,
      );
  }
}

/** What of a list has no entry any more is put together anew, a parent by its variants. */
export function readAnew(
  { db, tenantId, list }: { db: Database; tenantId: TenantId; list: string },
  now: number,
) {
  const lost = sql`SELECT p.kind, p.odoo_id FROM products p JOIN json_each(${list}) r ON p.kind = r.value ->> '$.kind' AND p.odoo_id = r.value ->> '$.odooId'
    WHERE p.tenant_id = ${tenantId} AND p.entry IS NULL`;
  return db
    .update(products)
    .set({ dirtyAt: now, readPrint: null })
    .where(
      and(
        eq(products.tenantId, tenantId),
        eq(products.kind, 'variant'),
        sql`(('variant', products.odoo_id) IN (${lost}) OR ('parent', products.template_id) IN (${lost}))`,
      ),
    );
}
