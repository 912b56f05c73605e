import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { JobId, MessageId, TenantId, WebhookId } from '../../trade/ids.ts';
import { jobStates } from '../job-states.ts';

/** Every webhook that was accepted, for ever until retention. */
export const webhookMessages = sqliteTable(
  'webhook_messages',
  {
    id: text().$type<MessageId>().primaryKey(),
    tenantId: text('tenant_id').$type<TenantId>().notNull(),
    webhookId: text('webhook_id').$type<WebhookId>().notNull(),
    eventId: text('event_id'),
    event: text().notNull(),
    subject: text().notNull(),
    /** The signature scheme that verified, or `address`. */
    trust: text().notNull(),
    headers: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
    payload: text().notNull(),
    jobId: text('job_id').$type<JobId>(),
    receivedAt: integer('received_at').notNull(),
  },
  (table) => [
    uniqueIndex('webhook_messages_event').on(table.tenantId, table.eventId),
    index('webhook_messages_time').on(table.tenantId, table.receivedAt),
    index('webhook_messages_job').on(table.jobId),
  ],
);

/** Messages that were turned away: how many of which kind, and a few samples as they came. */
export const refusedMessages = sqliteTable(
  'refused_messages',
  {
    id: text().primaryKey(),
    tenantId: text('tenant_id').$type<TenantId>().notNull(),
    webhookId: text('webhook_id').$type<WebhookId>().notNull(),
    reason: text().notNull(),
    status: integer().notNull(),
    /** How many of this kind stand behind this sample. */
    count: integer().notNull(),
    headers: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
    payload: text().notNull(),
    receivedAt: integer('received_at').notNull(),
  },
  (table) => [index('refused_messages_time').on(table.tenantId, table.receivedAt)],
);

export const jobs = sqliteTable(
  'jobs',
  {
    id: text().$type<JobId>().primaryKey(),
    tenantId: text('tenant_id').$type<TenantId>().notNull(),
    kind: text().notNull(),
    subject: text().notNull(),
    state: text({ enum: jobStates }).notNull(),
    priority: integer().notNull(),
    dueAt: integer('due_at').notNull(),
    /** Attempts that count against the retry table. */
    attempts: integer().notNull().default(0),
    /** All runs, those too that a side being down interrupted. */
    runs: integer().notNull().default(0),
    /** How many pieces of news this run answers. */
    news: integer().notNull().default(1),
    claim: text(),
    leaseUntil: integer('lease_until'),
    /** What it needs to know beyond its subject. */
    input: text({ mode: 'json' }).$type<Record<string, unknown>>(),
    outcome: text({ mode: 'json' }).$type<Record<string, unknown>>(),
    error: text({ mode: 'json' }).$type<Record<string, unknown>>(),
    held: text({ mode: 'json' }).$type<Record<string, unknown>>(),
    /** Who asked for it, where a person did. */
    askedBy: text('asked_by'),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    finishedAt: integer('finished_at'),
    /** When its back-off would have ended, where it is tried early. */
    retryAt: integer('retry_at'),
  },
  (table) => [
    uniqueIndex('jobs_one_waiting')
      .on(table.tenantId, table.subject)
      .where(sql`state = 'waiting'`),
    index('jobs_due').on(table.state, table.dueAt),
    index('jobs_tenant_state').on(table.tenantId, table.state, table.dueAt),
    index('jobs_subject').on(table.tenantId, table.subject, table.createdAt),
  ],
);

export const jobRuns = sqliteTable(
  'job_runs',
  {
    jobId: text('job_id').$type<JobId>().notNull(),
    run: integer().notNull(),
    tenantId: text('tenant_id').$type<TenantId>().notNull(),
    startedAt: integer('started_at').notNull(),
    endedAt: integer('ended_at').notNull(),
    result: text().notNull(),
    code: text(),
    detail: text(),
    calls: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.jobId, table.run] }),
    index('job_runs_time').on(table.tenantId, table.startedAt),
  ],
);

/** What a person decided for one subject: applied at every later run of it. */
export const overrides = sqliteTable(
  'overrides',
  {
    tenantId: text('tenant_id').$type<TenantId>().notNull(),
    subject: text().notNull(),
    decision: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    decidedBy: text('decided_by').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.subject] })],
);

/** What a person decided for every subject to come: this SKU is that product, this status means that. */
export const rules = sqliteTable(
  'rules',
  {
    tenantId: text('tenant_id').$type<TenantId>().notNull(),
    kind: text({ enum: ['sku', 'tax', 'status', 'payment', 'customer'] }).notNull(),
    /** The SKU, the rate, the status word, the payment method, the customer's key. */
    key: text().notNull(),
    /** What it stands for: an id of Odoo as text, or a word. */
    value: text().notNull(),
    decidedBy: text('decided_by').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.kind, table.key] })],
);

/** A tenant's settings, as one document. */
export const settings = sqliteTable('settings', {
  tenantId: text('tenant_id').$type<TenantId>().primaryKey(),
  value: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
  updatedBy: text('updated_by').notNull(),
  updatedAt: integer('updated_at').notNull(),
});
