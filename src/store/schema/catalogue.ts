import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ImageLeftOut } from '../../trade/image-kind.ts';
import type { PoleepoBatchId, PoleepoOrderId, PoleepoProductId, TenantId } from '../../trade/ids.ts';

/** A variant (product.product) is sold; a parent (product.template with several variants) holds a family together. */
export const productKinds = ['variant', 'parent'] as const;

export const productStates = [
  /** Known, not for Poleepo, and not there. */
  'unpublished',
  /** Published, and waiting for Odoo to be read. */
  'unread',
  /** What Odoo has is not what Poleepo accepted last. */
  'waiting',
  /** In a batch whose outcome is not known yet. */
  'sending',
  'completed',
  'error',
  /** Taken out of sale at Poleepo. */
  'withdrawn',
] as const;

/**
 * Who says whether a product is published: a field of Odoo; people here, where Odoo has no such field; or people here over
 * that field, since it could not be written.
 */
export const publishers = ['odoo', 'ponte', 'ponte-over-odoo'] as const;

/** What a tenant sells through Poleepo: what Odoo has, what Poleepo accepted last, and what stands between. */
export const products = sqliteTable(
  'products',
  {
    tenantId: text('tenant_id').$type<TenantId>().notNull(),
    kind: text({ enum: productKinds }).notNull(),
    /** Of product.product, or for a parent of product.template. */
    odooId: integer('odoo_id').notNull(),
    templateId: integer('template_id').notNull(),
    name: text().notNull(),
    /** As it goes to Poleepo; a parent keeps the one it was published with. */
    sku: text(),
    poleepoRef: integer('poleepo_ref').$type<PoleepoProductId>(),
    published: integer({ mode: 'boolean' }).notNull(),
    state: text({ enum: productStates }).notNull(),
    /** Since when it must be read from Odoo again, whatever Odoo's dates say; null: it need not. */
    dirtyAt: integer('dirty_at'),
    /** Of Odoo's record as it was read last, and when that read began. */
    readPrint: text('read_print'),
    readAt: integer('read_at').notNull(),
    /** What should be at Poleepo: pieces, `net|gross|rate`, and a print of everything else. Null: nothing. */
    wantedQuantity: integer('wanted_quantity'),
    wantedPrice: text('wanted_price'),
    wantedRest: text('wanted_rest'),
    /** What Poleepo accepted last, in the same terms. */
    acceptedQuantity: integer('accepted_quantity'),
    acceptedPrice: text('accepted_price'),
    acceptedRest: text('accepted_rest'),
    /** The entry that says what is wanted, while it is not what was accepted. */
    entry: text({ mode: 'json' }).$type<Record<string, unknown>>(),
    /** Lower goes first: stock and prices (0), what is new (1), texts and images (2). */
    urgency: integer().notNull(),
    /** The batch under way that it is in. */
    batchId: text('batch_id'),
    /** The largest batch that it may go in, since a larger one failed whole. */
    batchCap: integer('batch_cap'),
    /**
     * What was told beside the batch that it is in, `pieces/net|gross|rate`: send and read it again after that. In no
     * batch: `!pieces` that Poleepo did not take of what is in error.
     */
    pushed: text(),
    /** Poleepo is to be asked whether it took what it accepted. */
    readBack: integer('read_back', { mode: 'boolean' }).notNull(),
    /** How often in a row it was sent again for a reason that we know how to mend. */
    repairs: integer().notNull(),
    /** Why it is in error: code, Poleepo's words, the member. */
    error: text({ mode: 'json' }).$type<Record<string, unknown>>(),
    /** What was wanted when it was refused: not sent again as it was. */
    refused: text(),
    /** A print of what Odoo was told last of how it stands. */
    told: text(),
    /** The walk over the whole catalogue that saw it last. */
    walk: text(),
    sentAt: integer('sent_at'),
    acceptedAt: integer('accepted_at'),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    publishedBy: text('published_by', { enum: publishers }).notNull().default('ponte'),
    /** Images that it has in Odoo and that its entry does not tell of. */
    imagesLeftOut: text('images_left_out', { mode: 'json' }).$type<ImageLeftOut[]>(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.kind, table.odooId] }),
    index('products_state').on(table.tenantId, table.state, table.urgency, table.updatedAt),
    index('products_sku').on(table.tenantId, table.sku),
    index('products_template').on(table.tenantId, table.templateId),
    index('products_ref').on(table.tenantId, table.poleepoRef),
    index('products_batch').on(table.tenantId, table.batchId),
    index('products_dirty')
      .on(table.tenantId, table.odooId)
      .where(sql`dirty_at IS NOT NULL`),
    index('products_read_back')
      .on(table.tenantId, table.odooId)
      .where(sql`read_back = 1`),
  ],
);

/** What people wished to be published or not, until it is done; the one that was uttered first comes first. */
export const publishWishes = sqliteTable(
  'publish_wishes',
  {
    id: text().primaryKey(),
    tenantId: text('tenant_id').$type<TenantId>().notNull(),
    published: integer({ mode: 'boolean' }).notNull(),
    /** Of product.product, as far as they are still to be set. */
    variants: text({ mode: 'json' }).$type<number[]>().notNull(),
    /** Of product.template, all variants of each; null: of the whole catalogue. */
    templates: text({ mode: 'json' }).$type<number[]>(),
    /** Of the whole catalogue, variants up to this one are done. */
    after: integer().notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [index('publish_wishes_time').on(table.tenantId, table.createdAt)],
);

export const batchStates = [
  /** Written down, and perhaps on its way. */
  'sending',
  /** Whether Poleepo took it is not known: its items are being looked for. */
  'unknown',
  /** Poleepo took it and is at work. */
  'sent',
  'completed',
  /** Poleepo took it and failed it as a whole. */
  'failed',
  /** Poleepo did not take it. */
  'refused',
] as const;

export const productBatches = sqliteTable(
  'product_batches',
  {
    id: text().primaryKey(),
    tenantId: text('tenant_id').$type<TenantId>().notNull(),
    poleepoId: integer('poleepo_id').$type<PoleepoBatchId>(),
    state: text({ enum: batchStates }).notNull(),
    /** Entries, and how many of them ended well or in error. */
    total: integer().notNull(),
    completed: integer().notNull(),
    failed: integer().notNull(),
    polls: integer().notNull(),
    /** When its outcome is to be asked for, or its items looked for, next. */
    dueAt: integer('due_at'),
    error: text({ mode: 'json' }).$type<Record<string, unknown>>(),
    createdAt: integer('created_at').notNull(),
    sentAt: integer('sent_at'),
    polledAt: integer('polled_at'),
    settledAt: integer('settled_at'),
  },
  (table) => [
    index('product_batches_state').on(table.tenantId, table.state, table.dueAt),
    index('product_batches_time').on(table.tenantId, table.createdAt),
  ],
);

export const itemStates = ['draft', 'completed', 'error'] as const;

export const productBatchItems = sqliteTable(
  'product_batch_items',
  {
    tenantId: text('tenant_id').$type<TenantId>().notNull(),
    batchId: text('batch_id').notNull(),
    /** From 0, in the order in which they were sent. */
    position: integer().notNull(),
    kind: text({ enum: productKinds }).notNull(),
    odooId: integer('odoo_id').notNull(),
    sku: text().notNull(),
    name: text().notNull(),
    quantity: integer(),
    price: text(),
    rest: text().notNull(),
    entry: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    state: text({ enum: itemStates }).notNull(),
    poleepoRef: integer('poleepo_ref').$type<PoleepoProductId>(),
    error: text({ mode: 'json' }).$type<Record<string, unknown>>(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.batchId, table.position] }),
    index('product_batch_items_product').on(table.tenantId, table.kind, table.odooId),
  ],
);

/** Poleepo's catalogue as a walk has seen it. */
export const poleepoProducts = sqliteTable(
  'poleepo_products',
  {
    tenantId: text('tenant_id').$type<TenantId>().notNull(),
    poleepoId: integer('poleepo_id').$type<PoleepoProductId>().notNull(),
    sku: text(),
    title: text(),
    /** Exact decimals; null where the key hides prices. */
    price: text(),
    priceWithTax: text('price_with_tax'),
    vatRate: text('vat_rate'),
    quantity: integer(),
    active: integer({ mode: 'boolean' }),
    type: text(),
    /** Marks of its texts, to compare them by. */
    texts: text({ mode: 'json' }).$type<Record<string, unknown>>(),
    walk: text().notNull(),
    seenAt: integer('seen_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.poleepoId] }),
    index('poleepo_products_sku').on(table.tenantId, table.sku),
  ],
);

/** Pieces that orders will take which are not confirmed in Odoo yet. */
export const stockClaims = sqliteTable(
  'stock_claims',
  {
    tenantId: text('tenant_id').$type<TenantId>().notNull(),
    poleepoOrderId: integer('poleepo_order_id').$type<PoleepoOrderId>().notNull(),
    sku: text().notNull(),
    /** An exact decimal. */
    quantity: text().notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.poleepoOrderId, table.sku] }),
    index('stock_claims_sku').on(table.tenantId, table.sku),
  ],
);

export const reportKinds = ['match', 'rehearsal', 'comparison'] as const;

/** What a look at both catalogues found: the match by SKU, the rehearsal of an export, the daily comparison. */
export const catalogueReports = sqliteTable(
  'catalogue_reports',
  {
    id: text().primaryKey(),
    tenantId: text('tenant_id').$type<TenantId>().notNull(),
    kind: text({ enum: reportKinds }).notNull(),
    state: text({ enum: ['running', 'completed', 'failed'] }).notNull(),
    place: text({ mode: 'json' }).$type<Record<string, unknown>>(),
    summary: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    askedBy: text('asked_by').notNull(),
    createdAt: integer('created_at').notNull(),
    finishedAt: integer('finished_at'),
  },
  (table) => [index('catalogue_reports_time').on(table.tenantId, table.kind, table.createdAt)],
);

export const catalogueReportItems = sqliteTable(
  'catalogue_report_items',
  {
    tenantId: text('tenant_id').$type<TenantId>().notNull(),
    reportId: text('report_id').notNull(),
    /** Equal for what is found twice. */
    key: text().notNull(),
    /** `matched`, `only-in-odoo`, `price-differs`. */
    finding: text().notNull(),
    sku: text(),
    odooId: integer('odoo_id'),
    poleepoId: integer('poleepo_id').$type<PoleepoProductId>(),
    /** What each side says, and the cause where it is known. */
    detail: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    mendedAt: integer('mended_at'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.reportId, table.key] }),
    index('catalogue_report_items_finding').on(table.tenantId, table.reportId, table.finding),
  ],
);
