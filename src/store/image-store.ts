import { and, asc, eq, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import type { ImageRefusal } from '../trade/image-kind.ts';
import type { ImageId, TenantId } from '../trade/ids.ts';
import { chunks, type Database } from './database.ts';
import { productImages } from './schema/index.ts';

export type ImageRow = Omit<typeof productImages.$inferSelect, 'id'> & { id: ImageId };

export type NewImage = Pick<
  ImageRow,
  'id' | 'model' | 'recordId' | 'field' | 'checksum' | 'mimetype' | 'size'
>;

/** Which image: where it lies in Odoo, and its content. */
export type ImageKey = Pick<ImageRow, 'model' | 'recordId' | 'field' | 'checksum'>;

/** In one round trip; their text stays well below what D1 takes as one value. */
const mostAtOnce = 2000;

/** The images of one tenant that have an address. */
export class ImageStore {
  readonly #db: Database;
  readonly #tenantId: TenantId;

  constructor(db: Database, tenantId: TenantId) {
    this.#db = db;
    this.#tenantId = tenantId;
  }

  /**
   * The rows of these images. Who has none gets it; a revoked one, and one whose id does not end with one of `goodTags`,
   * gets the new id. One round trip for up to 2,000.
   */
  async keep(
    images: readonly NewImage[],
    { now, goodTags }: { now: number; goodTags: readonly string[] },
  ): Promise<ImageRow[]> {
    const rows: ImageRow[] = [];
    for (const some of chunks(images, mostAtOnce)) {
      const text = JSON.stringify(some);
      const [, kept] = await this.#db.batch([this.#insert(text, now, goodTags), this.#among(text)]);
      rows.push(...kept.map(rowOf));
    }
    return rows;
  }

  async get(id: ImageId): Promise<ImageRow | null> {
    const [row] = await this.#db
      .select()
      .from(productImages)
      .where(and(this.#mine(), eq(productImages.id, id)));
    return row === undefined ? null : rowOf(row);
  }

  /** Those of these images that were found to be none that can be shown. One round trip for up to 2,000. */
  async refused(images: readonly ImageKey[]): Promise<(ImageKey & { refused: ImageRefusal })[]> {
    const rows: ImageRow[] = [];
    for (const some of chunks(images, mostAtOnce)) {
      const text = JSON.stringify(
        some.map(({ model, recordId, field, checksum }) => ({ model, recordId, field, checksum })),
      );
      rows.push(...(await this.#among(text, isNotNull(productImages.refused))).map(rowOf));
    }
    return rows.flatMap(({ refused, ...row }) => (refused === null ? [] : [{ ...row, refused }]));
  }

  /** Keeps why an image cannot be shown; null: it can. */
  async judge(id: ImageId, refused: ImageRefusal | null): Promise<void> {
    await this.#db
      .update(productImages)
      .set({ refused })
      .where(and(this.#mine(), eq(productImages.id, id)));
  }

  /**
   * Has images looked at anew that were found to be none that can be shown: those of these variants, or all whose file was
   * missing, since the others have not changed.
   */
  async lookAnew(variants: readonly number[] | 'all'): Promise<void> {
    const left = sql`SELECT i.value ->> '$.model', i.value ->> '$.recordId', i.value ->> '$.field', i.value ->> '$.checksum'
      FROM products p, json_each(p.images_left_out) i WHERE p.tenant_id = ${this.#tenantId} AND p.kind = 'variant'
      AND p.odoo_id IN (SELECT value FROM json_each(${JSON.stringify(variants)}))`;
    const these =
      variants === 'all'
        ? eq(productImages.refused, 'missing')
        : sql`(model, record_id, field, checksum) IN (${left})`;
    await this.#db
      .update(productImages)
      .set({ refused: null })
      .where(and(this.#mine(), isNotNull(productImages.refused), these));
  }

  /** Makes the addresses of these images, or of all, good no more; answers how many. One statement. */
  async revoke(which: readonly ImageId[] | 'all', now: number): Promise<number> {
    const { meta } = await this.#db
      .update(productImages)
      .set({ revokedAt: now })
      .where(
        and(
          this.#mine(),
          isNull(productImages.revokedAt),
          which === 'all'
            ? undefined
            : sql`${productImages.id} IN (SELECT value FROM json_each(${JSON.stringify(which)}))`,
        ),
      );
    return meta.changes;
  }

  /** Revoked images, oldest id first, each with whether its content is that of one that is not. */
  async revoked(limit: number): Promise<{ id: ImageId; checksum: string; shared: boolean }[]> {
    const shared = sql<number>`EXISTS (SELECT 1 FROM product_images other WHERE other.tenant_id = ${this.#tenantId}
      AND other.checksum = product_images.checksum AND other.revoked_at IS NULL)`;
    const rows = await this.#db
      .select({ id: productImages.id, checksum: productImages.checksum, shared })
      .from(productImages)
      .where(and(this.#mine(), isNotNull(productImages.revokedAt)))
      .orderBy(asc(productImages.id))
      .limit(limit);
    return rows.map((row) => ({ ...row, id: row.id as ImageId, shared: row.shared === 1 }));
  }

  /** Forgets revoked images; one that has been given an address anew stays. */
  async forget(ids: readonly ImageId[]): Promise<void> {
    for (const some of chunks(ids, 90))
      await this.#db
        .delete(productImages)
        .where(and(this.#mine(), inArray(productImages.id, some), isNotNull(productImages.revokedAt)));
  }

  #insert(text: string, now: number, goodTags: readonly string[]) {
    const member = (name: string) => sql.raw(`value ->> '$.${name}'`);
    const fresh = sql`SELECT ${member('id')}, ${this.#tenantId}, ${member('model')}, ${member('recordId')}, ${member('field')},
      ${member('checksum')}, ${member('mimetype')}, ${member('size')}, ${now}, NULL, NULL FROM json_each(${text}) WHERE 1`;
    return this.#db
      .insert(productImages)
      .select(fresh)
      .onConflictDoUpdate({
        target: [
          productImages.tenantId,
          productImages.model,
          productImages.recordId,
          productImages.field,
          productImages.checksum,
        ],
        set: { id: sql`excluded.id`, createdAt: now, revokedAt: null },
        setWhere: sql`product_images.revoked_at IS NOT NULL
          OR NOT EXISTS (SELECT 1 FROM json_each(${JSON.stringify(goodTags)}) AS tag WHERE product_images.id LIKE '%' || tag.value)`,
      });
  }

  #among(text: string, more?: SQL) {
    return this.#db
      .select()
      .from(productImages)
      .where(
        and(
          this.#mine(),
          sql`(model, record_id, field, checksum) IN (SELECT value ->> '$.model', value ->> '$.recordId',
            value ->> '$.field', value ->> '$.checksum' FROM json_each(${text}))`,
          more,
        ),
      );
  }

  #mine() {
    return eq(productImages.tenantId, this.#tenantId);
  }
}

function rowOf(row: typeof productImages.$inferSelect): ImageRow {
  return { ...row, id: row.id as ImageId };
}
