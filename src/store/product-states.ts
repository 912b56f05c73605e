import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { TenantId } from '../trade/ids.ts';
import type { Database, Statement } from './database.ts';
import { products } from './schema/index.ts';

export {
  batchStates,
  itemStates,
  productKinds,
  productStates,
  publishers,
  reportKinds,
} from './schema/index.ts';
export type ProductRow = typeof products.$inferSelect;
export type ProductKind = ProductRow['kind'];
export type ProductState = ProductRow['state'];

/** What stands for "take it out of sale" where a print of an entry stands otherwise. */
export const withdrawn = 'withdrawn';

/** What stands for "Poleepo has it, but nobody knows in which state": a batch with it may or may not have come about. */
export const unsure = 'unsure';

/** What is wanted, in one text: what was refused is not sent again as it was. */
export const wantedPrint = sql`(coalesce(products.wanted_quantity, '') || '/' || coalesce(products.wanted_price, '') || '/' || coalesce(products.wanted_rest, ''))`;

/**
 * Whether what Poleepo refused stays refused: the same is wanted, or the same with fewer pieces of what is there already,
 * which are told by themselves. Not where Poleepo complains of the pieces.
 */
export function staysRefused(from: 'products' | 'excluded'): SQL {
  const [quantity, price, rest] = wantedOf(from);
  const others = sql`('/' || coalesce(${price}, '') || '/' || coalesce(${rest}, ''))`;
  return sql`(products.refused = (coalesce(${quantity}, '') || ${others}) OR (products.poleepo_ref IS NOT NULL
    AND substr(products.refused, instr(products.refused, '/')) = ${others} AND ${quantity} < CAST(products.refused AS INTEGER)
    AND instr(products.error, '"quantity"') = 0))`;
}

const wantedOf = (from: 'products' | 'excluded') =>
  ['quantity', 'price', 'rest'].map((term) => sql.raw(`${from}.wanted_${term}`));

const same = sql`(products.wanted_quantity IS products.accepted_quantity AND products.wanted_price IS products.accepted_price
  AND products.wanted_rest IS products.accepted_rest)`;
const nothingThere = sql`(products.poleepo_ref IS NULL AND products.accepted_rest IS NULL)`;

const state = sql`CASE
  WHEN products.batch_id IS NOT NULL THEN 'sending'
  WHEN products.error IS NOT NULL AND (products.refused IS NULL OR ${staysRefused('products')}) THEN 'error'
  WHEN products.wanted_rest IS NULL AND products.published THEN 'unread'
  WHEN products.wanted_rest IS NULL THEN 'unpublished'
  WHEN products.wanted_rest = ${withdrawn} AND ${nothingThere} THEN 'unpublished'
  WHEN ${same} AND products.wanted_rest = ${withdrawn} THEN 'withdrawn'
  WHEN ${same} THEN 'completed'
  ELSE 'waiting' END`;

const urgency = sql`CASE
  WHEN products.wanted_rest = ${withdrawn} THEN 0
  WHEN products.accepted_rest IS NULL THEN 1
  WHEN products.wanted_quantity IS NOT products.accepted_quantity OR products.wanted_price IS NOT products.accepted_price THEN 0
  ELSE 2 END`;

/**
 * Derives the state of products from what is wanted, what was accepted and what stands in between; to be run in the same
 * transaction as whatever changed one of these. Of the products with these keys (a JSON list of `{kind, odooId}`).
 */
export function restate(db: Database, tenantId: TenantId, keys: string): Statement {
  return db
    .update(products)
    .set({
      state: sql`${state}`,
      urgency: sql`${urgency}`,
      entry: sql`CASE WHEN ${state} IN ('completed', 'withdrawn', 'unpublished') THEN NULL ELSE products.entry END`,
    })
    .where(
      and(
        eq(products.tenantId, tenantId),
        sql`(kind, odoo_id) IN (SELECT value ->> '$.kind', value ->> '$.odooId' FROM json_each(${keys}))`,
      ),
    );
}
