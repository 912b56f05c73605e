import { sql } from 'drizzle-orm';
import { utf8 } from '../kit/encoding.ts';
import type { ImageLeftOut } from '../trade/image-kind.ts';
import type { PoleepoProductId, TenantId } from '../trade/ids.ts';
import { type Database, type Statement, together } from './database.ts';
import { type ProductKind, restate, staysRefused, wantedPrint, withdrawn } from './product-states.ts';
import { products } from './schema/index.ts';

/** What should be at Poleepo: pieces, `net|gross|rate`, a print of all else, and the entry that says it. */
export interface Wanted {
  quantity: number | null;
  price: string | null;
  rest: string;
  entry: Record<string, unknown>;
}

/** A product as it was read from Odoo. */
export interface ReadProduct {
  kind: ProductKind;
  odooId: number;
  templateId: number;
  name: string;
  sku: string | null;
  /** Null: as it is with us, since Odoo has no field for it or people here lead over it. Then the product must be known. */
  published: boolean | null;
  /** The mark to be read again, as it was before the read: a later one stays. */
  dirtyAt?: number | null;
  /** Of Odoo's record; null where there is none any more. */
  readPrint: string | null;
  /** Null where it cannot be told, for the reason in `error`: what was wanted before stays, but for the pieces. */
  wanted: Wanted | null;
  /** Pieces, where `wanted` is null: stock waits for no error to be mended. */
  quantity?: number;
  /** Ours: why it cannot be told to Poleepo. */
  error: Record<string, unknown> | null;
  /** As Odoo remembers it: heeded at the first reading, where no other product of ours is tied to it. */
  poleepoRef?: PoleepoProductId | null;
  /** Images that it has and that its entry does not tell of. */
  imagesLeftOut?: readonly ImageLeftOut[];
}

/** In bytes; well below the 2 MB that D1 takes as one value. */
const mostText = 900_000;

/** Writes down what was read from Odoo. What a later read has written is left as it is. */
export class ProductReadingStore {
  readonly #db: Database;
  readonly #tenantId: TenantId;

  constructor(db: Database, tenantId: TenantId) {
    this.#db = db;
    this.#tenantId = tenantId;
  }

  /** `readAt` (ms) is when the read began; `walk` names the walk over the whole catalogue that met them. */
  async save(
    read: readonly ReadProduct[],
    { readAt, now, walk = null }: { readAt: number; now: number; walk?: string | null },
  ): Promise<void> {
    const ofOdoo = read.filter(({ published }) => published !== null);
    const ofOurs = read.filter(({ published }) => published === null);
    const doubles = withRefOfAnother(read);
    const statements = [ofOdoo, ofOurs].flatMap((some) =>
      texts(some.map((one) => (doubles.has(one) ? { ...one, poleepoRef: null } : one))).flatMap((rows) => [
        this.#upsert(rows, { readAt, now, walk, keepPublished: some === ofOurs }),
        restate(this.#db, this.#tenantId, rows),
      ]),
    );
    await together(this.#db, statements);
  }

  /** These were met, and nothing about them has changed. */
  async met(
    variants: readonly { odooId: number; dirtyAt: number | null }[],
    { readAt, walk = null }: { readAt: number; walk?: string | null },
  ): Promise<void> {
    if (variants.length === 0) return;
    await this.#db
      .update(products)
      .set({
        ...(walk === null ? {} : { walk }),
        readAt: sql`max(products.read_at, ${readAt})`,
        dirtyAt: sql`CASE WHEN products.dirty_at IS (r.value ->> '$.dirtyAt') THEN NULL ELSE products.dirty_at END`,
      })
      .from(sql`json_each(${JSON.stringify(variants)}) AS r`)
      .where(
        sql`products.tenant_id = ${this.#tenantId} AND products.kind = 'variant' AND products.odoo_id = r.value ->> '$.odooId'`,
      );
  }

  #upsert(
    rows: string,
    {
      readAt,
      now,
      walk,
      keepPublished,
    }: { readAt: number; now: number; walk: string | null; keepPublished: boolean },
  ): Statement {
    const member = (name: string) => sql.raw(`value ->> '$.${name}'`);
    const document = (name: string) =>
      sql.raw(`CASE WHEN json_type(value, '$.${name}') = 'object' THEN value -> '$.${name}' END`);
    const leftOut = sql.raw(
      `CASE WHEN json_array_length(value, '$.imagesLeftOut') > 0 THEN value -> '$.imagesLeftOut' END`,
    );
    const taken = sql`EXISTS (SELECT 1 FROM products t WHERE t.tenant_id = ${this.#tenantId} AND t.poleepo_ref = ${member('poleepoRef')})`;
    const fresh = sql`SELECT ${this.#tenantId}, ${member('kind')}, ${member('odooId')}, ${member('templateId')}, ${member('name')},
      ${member('sku')}, CASE WHEN NOT ${taken} THEN ${member('poleepoRef')} END, coalesce(${member('published')}, 0), 'unread', ${member('dirtyAt')}, ${member('readPrint')}, ${readAt},
      coalesce(${member('wanted.quantity')}, ${member('quantity')}), ${member('wanted.price')}, ${member('wanted.rest')}, NULL, NULL, NULL, ${document('wanted.entry')},
      1, NULL, NULL, NULL, 0, 0, ${document('error')}, NULL, NULL, ${walk}, NULL, NULL, ${now}, ${now}, ${keepPublished ? 'ponte' : 'odoo'}, ${leftOut} FROM json_each(${rows}) WHERE 1`;
    const kept = (column: string) =>
      sql.raw(`CASE WHEN excluded.wanted_rest IS NULL THEN products.${column} ELSE excluded.${column} END`);
    return this.#db
      .insert(products)
      .select(fresh)
      .onConflictDoUpdate({
        target: [products.tenantId, products.kind, products.odooId],
        set: {
          templateId: sql`excluded.template_id`,
          name: sql`excluded.name`,
          sku: sql`coalesce(excluded.sku, products.sku)`,
          // What people publish is known before it is read. Later on, what Odoo remembers may be what was forgotten.
          poleepoRef: sql`CASE WHEN products.read_at = 0 THEN coalesce(products.poleepo_ref, excluded.poleepo_ref) ELSE products.poleepo_ref END`,
          ...(keepPublished ? {} : saidByOdoo),
          dirtyAt: sql`CASE WHEN products.dirty_at IS excluded.dirty_at THEN NULL ELSE products.dirty_at END`,
          readPrint: sql`excluded.read_print`,
          readAt: sql`excluded.read_at`,
          wantedQuantity: sql`CASE WHEN ${piecesAlone} THEN coalesce(excluded.wanted_quantity, products.wanted_quantity) ELSE ${kept('wanted_quantity')} END`,
          wantedPrice: kept('wanted_price'),
          wantedRest: kept('wanted_rest'),
          entry: sql`CASE WHEN ${piecesAlone} THEN json_set(products.entry, '$.quantity', coalesce(excluded.wanted_quantity, products.wanted_quantity)) ELSE ${kept('entry')} END`,
          error: sql`CASE WHEN excluded.error IS NOT NULL THEN excluded.error
            WHEN ${staysRefused('excluded')} THEN products.error END`,
          refused: sql`CASE WHEN excluded.error IS NOT NULL THEN NULL WHEN ${staysRefused('excluded')} THEN products.refused END`,
          repairs: sql`CASE WHEN ${excludedPrint} = ${wantedPrint} THEN products.repairs ELSE 0 END`,
          imagesLeftOut: sql`excluded.images_left_out`,
          walk: sql`coalesce(excluded.walk, products.walk)`,
          updatedAt: now,
        },
        setWhere: sql`excluded.read_at >= products.read_at`,
      });
  }
}

/** What people here said over Odoo's field meanwhile stays. */
const saidByOdoo = {
  published: sql`CASE WHEN products.published_by = 'ponte-over-odoo' THEN products.published ELSE excluded.published END`,
  publishedBy: sql`CASE WHEN products.published_by = 'ponte-over-odoo' THEN products.published_by ELSE 'odoo' END`,
};

/** A variant that cannot be told, and is not wanted out of sale: its pieces alone are told. */
const piecesAlone = sql`(excluded.wanted_rest IS NULL AND products.wanted_rest IS NOT ${withdrawn} AND products.kind = 'variant')`;

const excludedPrint = sql`(coalesce(excluded.wanted_quantity, '') || '/' || coalesce(excluded.wanted_price, '') || '/' || coalesce(excluded.wanted_rest, ''))`;

/** Those that bear the id of one before them, as a copy made in Odoo does. */
function withRefOfAnother(read: readonly ReadProduct[]): Set<ReadProduct> {
  const first = new Map<number, ReadProduct>();
  return new Set(
    read.filter((product) => {
      const { poleepoRef } = product;
      if (poleepoRef == null) return false;
      if (!first.has(poleepoRef)) first.set(poleepoRef, product);
      return first.get(poleepoRef) !== product;
    }),
  );
}

/** As JSON lists, none longer than D1 takes. */
function texts(read: readonly ReadProduct[]): string[] {
  const lists: string[] = [];
  let parts: string[] = [];
  let length = 0;
  for (const product of read) {
    const part = JSON.stringify(product);
    const size = utf8(part).length;
    if (length + size > mostText && parts.length > 0) {
      lists.push(`[${parts.join(',')}]`);
      parts = [];
      length = 0;
    }
    parts.push(part);
    length += size + 1;
  }
  return parts.length === 0 ? lists : [...lists, `[${parts.join(',')}]`];
}
