import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { JobId, PoleepoOrderId, SaleOrderId, TenantId } from '../../trade/ids.ts';

/** How far a walk along something has come: `poll-orders`, `rescan-orders`. */
export const cursors = sqliteTable(
  'cursors',
  {
    tenantId: text('tenant_id').$type<TenantId>().notNull(),
    what: text().notNull(),
    /** Everything that changed before is known. */
    at: integer().notNull(),
    /** Where an unfinished walk stands; null where none is under way. */
    place: text({ mode: 'json' }).$type<Record<string, unknown>>(),
    /** When a walk last found something that nobody had told. */
    foundAt: integer('found_at'),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.what] })],
);

/** Imports of orders from before the connection, and rehearsals of such imports. */
export const historyImports = sqliteTable(
  'history_imports',
  {
    id: text().primaryKey(),
    tenantId: text('tenant_id').$type<TenantId>().notNull(),
    state: text({ enum: ['running', 'completed', 'stopped'] }).notNull(),
    dryRun: integer('dry_run', { mode: 'boolean' }).notNull(),
    /** Orders of this moment and later. */
    from: integer('from_at').notNull(),
    place: text({ mode: 'json' }).$type<Record<string, unknown>>(),
    result: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    jobId: text('job_id').$type<JobId>(),
    askedBy: text('asked_by').notNull(),
    createdAt: integer('created_at').notNull(),
    finishedAt: integer('finished_at'),
  },
  (table) => [index('history_imports_time').on(table.tenantId, table.createdAt)],
);

/** Comparisons of both sides' orders. */
export const comparisons = sqliteTable(
  'comparisons',
  {
    id: text().primaryKey(),
    tenantId: text('tenant_id').$type<TenantId>().notNull(),
    state: text({ enum: ['running', 'completed'] }).notNull(),
    /** Orders changed at this moment or later were compared. */
    since: integer().notNull(),
    place: text({ mode: 'json' }).$type<Record<string, unknown>>(),
    /** How many orders and what totals each side has. */
    summary: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    createdAt: integer('created_at').notNull(),
    finishedAt: integer('finished_at'),
  },
  (table) => [index('comparisons_time').on(table.tenantId, table.createdAt)],
);

export const comparisonItems = sqliteTable(
  'comparison_items',
  {
    id: text().primaryKey(),
    tenantId: text('tenant_id').$type<TenantId>().notNull(),
    comparisonId: text('comparison_id').notNull(),
    poleepoOrderId: integer('poleepo_order_id').$type<PoleepoOrderId>().notNull(),
    saleOrderId: integer('sale_order_id').$type<SaleOrderId>(),
    saleOrderName: text('sale_order_name'),
    reference: text(),
    kind: text().notNull(),
    /** What each side says, as text. */
    poleepo: text(),
    odoo: text(),
    cause: text(),
    /** What the button does: `import-again`, or `person` where only a person can. */
    mend: text({ enum: ['import-again', 'person'] }).notNull(),
    /** The job that mends it. */
    jobId: text('job_id').$type<JobId>(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [index('comparison_items_comparison').on(table.tenantId, table.comparisonId)],
);

/** What Poleepo's real answers were found to be, against what we assume. */
export const contractChecks = sqliteTable(
  'contract_checks',
  {
    id: text().primaryKey(),
    tenantId: text('tenant_id').$type<TenantId>().notNull(),
    report: text({ mode: 'json' }).$type<Record<string, unknown>>(),
    askedBy: text('asked_by').notNull(),
    createdAt: integer('created_at').notNull(),
    finishedAt: integer('finished_at'),
  },
  (table) => [index('contract_checks_time').on(table.tenantId, table.createdAt)],
);
