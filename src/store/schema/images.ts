import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { imageRefusals } from '../../trade/image-kind.ts';
import type { TenantId } from '../../trade/ids.ts';

/** An image that Poleepo was given an address of. */
export const productImages = sqliteTable(
  'product_images',
  {
    id: text().primaryKey(),
    tenantId: text('tenant_id').$type<TenantId>().notNull(),
    /** Where it lies in Odoo. */
    model: text().notNull(),
    recordId: integer('record_id').notNull(),
    field: text().notNull(),
    /** Of its content, as Odoo says it. */
    checksum: text().notNull(),
    mimetype: text(),
    /** Bytes. */
    size: integer(),
    createdAt: integer('created_at').notNull(),
    revokedAt: integer('revoked_at'),
    /** Why it was found that it cannot be shown. */
    refused: text({ enum: imageRefusals }),
  },
  (table) => [
    uniqueIndex('product_images_content').on(
      table.tenantId,
      table.model,
      table.recordId,
      table.field,
      table.checksum,
    ),
  ],
);
