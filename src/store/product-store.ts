import { and, asc, eq, gt, inArray, isNotNull, or, sql } from 'drizzle-orm';
import type { TenantId } from '../trade/ids.ts';
import { type Database, type Page, together } from './database.ts';
import {
  type ProductKind,
  type ProductRow,
  type ProductState,
  restate,
  unsure,
  withdrawn,
} from './product-states.ts';
import { knownEntry } from './product-touch-store.ts';
import { products } from './schema/index.ts';

export interface ProductKey {
  kind: ProductKind;
  odooId: number;
}

export interface ProductFilter {
  state?: ProductState | undefined;
  kind?: ProductKind | undefined;
  /** Part of the name or of the SKU. */
  search?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** Who is to be read from Odoo again. */
export type Marked = { variants: readonly number[] } | { skus: readonly string[] } | 'published';

const isIgnored = sql`coalesce(json_extract(products.error, '$.code') = 'SILENTLY_IGNORED', 0)`;

/** What was accepted and not done is known of no more: the same is sent once more, in sale or out of it as it should be. */
const sentAgainIfIgnored = {
  acceptedRest: sql`CASE WHEN NOT ${isIgnored} THEN products.accepted_rest
    WHEN products.wanted_rest <> ${withdrawn} AND instr(products.error, '"active"') > 0 THEN ${withdrawn} ELSE ${unsure} END`,
  entry: sql`CASE WHEN ${isIgnored} THEN ${knownEntry} ELSE products.entry END`,
  readBack: sql`CASE WHEN ${isIgnored} THEN 1 ELSE products.read_back END`,
};

const keyOf = ({ kind, odooId }: ProductKey) => `${kind}:${odooId}`;

/** One tenant's products as doors and people see them, and the marks that say what is to be read again. */
export class ProductStore {
  readonly #db: Database;
  readonly #tenantId: TenantId;

  constructor(db: Database, tenantId: TenantId) {
    this.#db = db;
    this.#tenantId = tenantId;
  }

  async get({ kind, odooId }: ProductKey): Promise<ProductRow | null> {
    const [row] = await this.#db
      .select()
      .from(products)
      .where(and(this.#mine(), eq(products.kind, kind), eq(products.odooId, odooId)));
    return row ?? null;
  }

  /** Those of these that are known. */
  async known(kind: ProductKind, ids: readonly number[]): Promise<ProductRow[]> {
    return this.#db
      .select()
      .from(products)
      .where(and(this.#mine(), eq(products.kind, kind), inJson(products.odooId, ids)));
  }

  /** Variants and parents that go, or should go, to Poleepo under one of these SKUs. */
  async withSkus(skus: readonly string[]): Promise<ProductRow[]> {
    return this.#db
      .select()
      .from(products)
      .where(
        and(
          this.#mine(),
          inJson(products.sku, skus),
          or(eq(products.published, true), isNotNull(products.poleepoRef)),
        ),
      );
  }

  /** Parents first, then by Odoo's id; `nextCursor` is the key of the last one. */
  async list({ state, kind, search, cursor, limit }: ProductFilter): Promise<Page<ProductRow>> {
    const like = search === undefined ? undefined : `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
    const [afterKind, afterId] = cursor?.split(':') ?? [];
    const rows = await this.#db
      .select()
      .from(products)
      .where(
        and(
          this.#mine(),
          state === undefined ? undefined : eq(products.state, state),
          kind === undefined ? undefined : eq(products.kind, kind),
          like === undefined
            ? undefined
            : sql`(name LIKE ${like} ESCAPE '\\' OR sku LIKE ${like} ESCAPE '\\')`,
          afterKind === undefined ? undefined : sql`(kind, odoo_id) > (${afterKind}, ${Number(afterId)})`,
        ),
      )
      .orderBy(asc(products.kind), asc(products.odooId))
      .limit(limit + 1);
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last !== undefined ? keyOf(last) : null };
  }

  /** How many are in each state. */
  async counts(): Promise<Partial<Record<ProductState, number>>> {
    const rows = await this.#db
      .select({ state: products.state, count: sql<number>`count(*)` })
      .from(products)
      .where(this.#mine())
      .groupBy(products.state);
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
  }

  /** True where anything is published, or is at Poleepo because of us. */
  async any(): Promise<boolean> {
    const rows = await this.#db
      .select({ odooId: products.odooId })
      .from(products)
      .where(and(this.#mine(), or(eq(products.published, true), isNotNull(products.poleepoRef))))
      .limit(1);
    return rows.length > 0;
  }

  /**
   * Sets whether variants are for Poleepo, and who says so; what is not known yet is known from now on. They are to be
   * read again.
   */
  async publish(
    variants: readonly number[],
    { published, by = 'ponte', now }: { published: boolean; by?: ProductRow['publishedBy']; now: number },
  ): Promise<void> {
    const ids = JSON.stringify(variants);
    const keys = JSON.stringify(variants.map((odooId) => ({ kind: 'variant', odooId })));
    const fresh = sql`SELECT ${this.#tenantId}, 'variant', value, 0, '', NULL, NULL, ${published ? 1 : 0}, 'unread', ${now}, NULL, 0,
      NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, NULL, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, ${now}, ${now}, ${by}, NULL FROM json_each(${ids}) WHERE 1`;
    await together(this.#db, [
      this.#db
        .insert(products)
        .select(fresh)
        .onConflictDoUpdate({
          target: [products.tenantId, products.kind, products.odooId],
          set: { published, publishedBy: by, dirtyAt: now, updatedAt: now },
        }),
      restate(this.#db, this.#tenantId, keys),
    ]);
  }

  /** Has products read from Odoo again, whatever Odoo's dates say. Answers how many. */
  async mark(which: Marked, now: number): Promise<number> {
    const marked = await this.#db
      .update(products)
      .set({ dirtyAt: now })
      .where(and(this.#mine(), eq(products.kind, 'variant'), ofMarked(which)))
      .returning({ odooId: products.odooId });
    return marked.length;
  }

  /** Variants to be read again, by id, and since when. */
  async marked({
    after,
    limit,
  }: {
    after: number;
    limit: number;
  }): Promise<{ odooId: number; dirtyAt: number | null }[]> {
    return this.#db
      .select({ odooId: products.odooId, dirtyAt: products.dirtyAt })
      .from(products)
      .where(
        and(
          this.#mine(),
          eq(products.kind, 'variant'),
          sql`dirty_at IS NOT NULL`,
          gt(products.odooId, after),
        ),
      )
      .orderBy(asc(products.odooId))
      .limit(limit);
  }

  /**
   * Lets what is in error be tried again as it is: it is read afresh, and sent if anything is to be said; what Poleepo
   * accepted and did not do is sent in any case, and looked at after that. A parent is read with the variants of its template.
   */
  async retry(keys: readonly ProductKey[], now: number): Promise<void> {
    const list = JSON.stringify(keys);
    const named = sql`SELECT value ->> '$.kind', value ->> '$.odooId' FROM json_each(${list})`;
    const families = sql`SELECT p.template_id FROM products p WHERE p.tenant_id = ${this.#tenantId} AND p.kind = 'parent'
      AND p.state = 'error' AND (p.kind, p.odoo_id) IN (${named})`;
    await together(this.#db, [
      this.#db
        .update(products)
        .set({ dirtyAt: now })
        .where(
          and(
            this.#mine(),
            eq(products.kind, 'variant'),
            or(eq(products.published, true), isNotNull(products.poleepoRef)),
            sql`template_id IN (${families})`,
          ),
        ),
      this.#db
        .update(products)
        .set({
          ...sentAgainIfIgnored,
          error: null,
          refused: null,
          pushed: null,
          repairs: 0,
          batchCap: null,
          dirtyAt: now,
          updatedAt: now,
        })
        .where(and(this.#mine(), eq(products.state, 'error'), sql`(kind, odoo_id) IN (${named})`)),
      restate(this.#db, this.#tenantId, list),
    ]);
  }

  /** Variants that a walk over the whole of Odoo has not met, by id: they may be gone. */
  async unmet(walk: string, { after, limit }: { after: number; limit: number }): Promise<number[]> {
    const rows = await this.#db
      .select({ odooId: products.odooId })
      .from(products)
      .where(
        and(
          this.#mine(),
          eq(products.kind, 'variant'),
          gt(products.odooId, after),
          sql`(walk IS NULL OR walk <> ${walk})`,
          or(eq(products.published, true), isNotNull(products.poleepoRef)),
        ),
      )
      .orderBy(asc(products.odooId))
      .limit(limit);
    return rows.map(({ odooId }) => odooId);
  }

  /** How many variants are in sale by us, and how many of them a walk over the whole of Odoo has not met. */
  async missed(walk: string): Promise<{ inSale: number; missed: number }> {
    const [row] = await this.#db
      .select({
        inSale: sql<number>`count(*)`,
        missed: sql<number>`coalesce(sum(walk IS NULL OR walk <> ${walk}), 0)`,
      })
      .from(products)
      .where(
        and(
          this.#mine(),
          eq(products.kind, 'variant'),
          eq(products.published, true),
          sql`wanted_rest IS NOT ${withdrawn}`,
        ),
      );
    return row ?? { inSale: 0, missed: 0 };
  }

  #mine() {
    return eq(products.tenantId, this.#tenantId);
  }
}

function ofMarked(which: Marked) {
  if (which === 'published') return or(eq(products.published, true), isNotNull(products.poleepoRef));
  if ('skus' in which) return inJson(products.sku, which.skus);
  return inJson(products.odooId, which.variants);
}

/** Any number of values as one parameter. */
function inJson(column: typeof products.odooId | typeof products.sku, values: readonly (number | string)[]) {
  return inArray(column, sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`);
}
