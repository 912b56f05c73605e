import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { JobId, TenantId } from '../../trade/ids.ts';

/** A tenant's Odoo and its Poleepo account: where they are, the sealed key, and how they are. */
export const connections = sqliteTable(
  'connections',
  {
    tenantId: text('tenant_id').$type<TenantId>().notNull(),
    side: text({ enum: ['odoo', 'poleepo'] }).notNull(),
    settings: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    sealedKey: text('sealed_key').notNull(),
    active: integer({ mode: 'boolean' }).notNull(),
    /** Raised at each change of the key or the address, so that a lane knows that what it holds is old. */
    revision: integer().notNull(),
    checkedAt: integer('checked_at'),
    checkResult: text('check_result', { mode: 'json' }).$type<Record<string, unknown>>(),
    pausedUntil: integer('paused_until'),
    pausedSince: integer('paused_since'),
    pauseReason: text('pause_reason'),
    pauses: integer().notNull().default(0),
    /** When this side was first connected, and when the key that is kept was given. */
    connectedAt: integer('connected_at').notNull(),
    keyedAt: integer('keyed_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.side] })],
);

export const apiLog = sqliteTable(
  'api_log',
  {
    id: text().primaryKey(),
    tenantId: text('tenant_id').$type<TenantId>().notNull(),
    at: integer().notNull(),
    direction: text({ enum: ['in', 'out'] }).notNull(),
    side: text().notNull(),
    method: text().notNull(),
    endpoint: text().notNull(),
    status: integer(),
    durationMs: integer('duration_ms').notNull(),
    error: text(),
    jobId: text('job_id').$type<JobId>(),
    request: text(),
    response: text(),
  },
  (table) => [
    index('api_log_time').on(table.tenantId, table.at),
    index('api_log_job').on(table.jobId),
    index('api_log_age').on(table.at),
  ],
);

export const auditLog = sqliteTable(
  'audit_log',
  {
    id: text().primaryKey(),
    tenantId: text('tenant_id').$type<TenantId>().notNull(),
    at: integer().notNull(),
    actor: text().notNull(),
    action: text().notNull(),
    target: text().notNull(),
    detail: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
  },
  (table) => [index('audit_log_time').on(table.tenantId, table.at)],
);

export const alerts = sqliteTable(
  'alerts',
  {
    id: text().primaryKey(),
    tenantId: text('tenant_id').$type<TenantId>().notNull(),
    kind: text().notNull(),
    subject: text().notNull(),
    detail: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    count: integer().notNull(),
    raisedAt: integer('raised_at').notNull(),
    lastAt: integer('last_at').notNull(),
    closedAt: integer('closed_at'),
    /** When a mail told of it. */
    toldAt: integer('told_at'),
  },
  (table) => [
    uniqueIndex('alerts_subject').on(table.tenantId, table.kind, table.subject),
    index('alerts_open').on(table.tenantId, table.closedAt),
  ],
);

export const cronRuns = sqliteTable(
  'cron_runs',
  {
    tenantId: text('tenant_id').$type<TenantId>().notNull(),
    cron: text().notNull(),
    startedAt: integer('started_at').notNull(),
    finishedAt: integer('finished_at'),
    result: text(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.cron] })],
);
