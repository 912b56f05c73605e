import { sql } from 'drizzle-orm';
import type { TenantId } from '../trade/ids.ts';
import type { Database, Statement } from './database.ts';
import { unsure, withdrawn } from './product-states.ts';
import { productBatchItems, products } from './schema/index.ts';

export interface Ending {
  db: Database;
  tenantId: TenantId;
  /** The batch. */
  id: string;
  /** Its items' results, as a JSON list. */
  list: string;
}

/** Writes down how each item ended, of those whose product is still in this batch. */
export function endItems({ db, tenantId, id, list }: Ending): Statement {
  return db
    .update(productBatchItems)
    .set({
      state: sql`CASE r.value ->> '$.outcome' WHEN 'again' THEN 'draft' ELSE r.value ->> '$.outcome' END`,
      poleepoRef: sql`coalesce(r.value ->> '$.poleepoRef', product_batch_items.poleepo_ref)`,
      error: sql`CASE WHEN json_type(r.value, '$.error') = 'object' THEN r.value -> '$.error' END`,
    })
    .from(sql`json_each(${list}) AS r`)
    .where(
      sql`product_batch_items.tenant_id = ${tenantId} AND product_batch_items.batch_id = ${id}
          AND product_batch_items.position = r.value ->> '$.position'
          AND EXISTS (SELECT 1 FROM products p WHERE p.tenant_id = product_batch_items.tenant_id AND p.kind = product_batch_items.kind
            AND p.odoo_id = product_batch_items.odoo_id AND p.batch_id = ${id})`,
    );
}

/** What was there is out of sale now, or back in it, or has no piece left. */
const endsOrBeginsSale = sql`(products.accepted_rest IS NOT NULL AND ((products.accepted_rest = ${withdrawn}) <> (i.rest = ${withdrawn})
  OR (i.quantity IS 0 AND products.accepted_quantity IS NOT 0 AND i.rest <> ${withdrawn})))`;

/** Lets the products of these items go with what became of them. */
export function freeProducts({ db, tenantId, id, list }: Ending, now: number): Statement {
  const outcome = sql`r.value ->> '$.outcome'`;
  const done = sql`${outcome} = 'completed'`;
  const forgotten = sql`coalesce(r.value ->> '$.forget', 0)`;
  const stale = sql`coalesce(r.value ->> '$.readAnew', 0)`;
  const doubted = sql`coalesce(r.value ->> '$.unsure', 0)`;
  const accepted = (column: 'quantity' | 'price') =>
    sql`CASE WHEN ${forgotten} OR ${doubted} THEN NULL WHEN products.pushed IS NOT NULL THEN NULL
        WHEN ${done} THEN i.${sql.raw(column)} ELSE products.accepted_${sql.raw(column)} END`;
  const foundWrong = sql`(products.error IS NOT NULL AND products.refused IS NULL)`;
  const sentPrint = sql`(coalesce(i.quantity, '') || '/' || coalesce(i.price, '') || '/' || i.rest)`;
  return db
    .update(products)
    .set({
      batchId: null,
      pushed: null,
      poleepoRef: sql`CASE WHEN ${forgotten} THEN NULL ELSE coalesce(r.value ->> '$.poleepoRef', products.poleepo_ref) END`,
      readBack: sql`CASE WHEN ${done} THEN (products.read_back OR products.pushed IS NOT NULL OR coalesce(r.value ->> '$.readBack', 0)
          OR ((products.accepted_price IS NOT NULL OR products.accepted_rest IS ${unsure}) AND products.accepted_price IS NOT i.price) OR ${endsOrBeginsSale}) ELSE products.read_back END`,
      acceptedQuantity: accepted('quantity'),
      acceptedPrice: accepted('price'),
      acceptedRest: sql`CASE WHEN ${forgotten} THEN NULL WHEN ${done} THEN i.rest
        WHEN ${doubted} AND products.poleepo_ref IS NOT NULL THEN ${unsure} ELSE products.accepted_rest END`,
      acceptedAt: sql`CASE WHEN ${done} THEN ${now} ELSE products.accepted_at END`,
      // What was found wrong in Odoo meanwhile stays: what was sent was read before that.
      error: sql`CASE WHEN ${foundWrong} THEN products.error WHEN ${outcome} = 'error' THEN r.value -> '$.error' END`,
      refused: sql`CASE WHEN ${outcome} = 'error' AND NOT ${foundWrong} THEN ${sentPrint} END`,
      repairs: sql`CASE WHEN ${outcome} = 'again' AND NOT coalesce(r.value ->> '$.blameless', 0) THEN products.repairs + 1
        WHEN ${done} THEN 0 ELSE products.repairs END`,
      batchCap: sql`CASE WHEN ${outcome} = 'again' THEN coalesce(r.value ->> '$.cap', products.batch_cap) END`,
      dirtyAt: sql`CASE WHEN ${stale} THEN ${now} ELSE products.dirty_at END`,
      entry: sql`CASE WHEN ${stale} THEN NULL ELSE products.entry END`,
      updatedAt: now,
    })
    .from(sql`product_batch_items AS i JOIN json_each(${list}) AS r ON i.position = r.value ->> '$.position'`)
    .where(
      sql`products.tenant_id = ${tenantId} AND i.tenant_id = products.tenant_id AND i.batch_id = ${id}
          AND products.batch_id = ${id} AND products.kind = i.kind AND products.odoo_id = i.odoo_id`,
    );
}
