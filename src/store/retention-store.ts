import { type SQL, sql } from 'drizzle-orm';
import type { TenantId } from '../trade/ids.ts';
import type { Database } from './database.ts';

/** Work that comes by itself every few minutes, and is of no use once it is over. */
const chores = sql`('poll-orders', 'rescan-orders', 'keep-watch', 'clean-up', 'compare-orders', 'generate-product-batches',
  'walk-products', 'send-batches', 'poll-product-batches', 'read-back', 'tell-odoo', 'compare-products',
  'poll-shippings', 'find-parcels', 'find-invoices')`;

const done = sql`EXISTS (SELECT 1 FROM jobs j WHERE j.id = job_id AND j.state IN ('completed', 'skipped'))`;
const ofChore = sql`EXISTS (SELECT 1 FROM jobs j WHERE j.id = job_id AND j.kind IN ${chores})`;
const reportedAt = sql`(SELECT r.created_at FROM catalogue_reports r WHERE r.id = report_id)`;
const settledAt = sql`(SELECT b.settled_at FROM product_batches b WHERE b.id = batch_id)`;
const untold = sql`NOT EXISTS (SELECT 1 FROM webhook_messages m WHERE m.job_id = jobs.id)`;

/** What grows old: its table, its time and what else must hold. Calls and runs of chores go before the chores themselves. */
const expiring = {
  apiLog: { table: sql`api_log`, time: sql`at`, also: sql`1` },
  completedMessages: { table: sql`webhook_messages`, time: sql`received_at`, also: done },
  refusedMessages: { table: sql`refused_messages`, time: sql`received_at`, also: sql`1` },
  jobRuns: { table: sql`job_runs`, time: sql`started_at`, also: sql`1` },
  jobs: {
    table: sql`jobs`,
    time: sql`finished_at`,
    also: sql`state IN ('completed', 'skipped') AND ${untold}`,
  },
  events: { table: sql`order_events`, time: sql`at`, also: sql`1` },
  alerts: { table: sql`alerts`, time: sql`closed_at`, also: sql`closed_at IS NOT NULL` },
  comparisonItems: { table: sql`comparison_items`, time: sql`created_at`, also: sql`1` },
  comparisons: { table: sql`comparisons`, time: sql`created_at`, also: sql`1` },
  reportItems: { table: sql`catalogue_report_items`, time: reportedAt, also: sql`1` },
  reports: { table: sql`catalogue_reports`, time: sql`created_at`, also: sql`1` },
  batchItems: { table: sql`product_batch_items`, time: settledAt, also: sql`1` },
  batches: { table: sql`product_batches`, time: sql`settled_at`, also: sql`settled_at IS NOT NULL` },
  choreCalls: { table: sql`api_log`, time: sql`at`, also: sql`error IS NULL AND ${ofChore}` },
  choreRuns: { table: sql`job_runs`, time: sql`started_at`, also: ofChore },
  chores: {
    table: sql`jobs`,
    time: sql`finished_at`,
    also: sql`kind IN ${chores} AND state IN ('completed', 'skipped')`,
  },
} as const satisfies Record<string, { table: SQL; time: SQL; also: SQL }>;

export type Expiring = keyof typeof expiring;

/** Deletes what a tenant need not keep any more, a chunk at a time. */
export class RetentionStore {
  readonly #db: Database;
  readonly #tenantId: TenantId;

  constructor(db: Database, tenantId: TenantId) {
    this.#db = db;
    this.#tenantId = tenantId;
  }

  /** Deletes at most `most` rows that are older than `before` (ms); answers how many. */
  async remove(what: Expiring, before: number, most: number): Promise<number> {
    const { table, time, also } = expiring[what];
    const rows = sql`SELECT rowid FROM ${table} WHERE tenant_id = ${this.#tenantId} AND ${time} < ${before} AND ${also} LIMIT ${most}`;
    const { meta } = await this.#db.run(sql`DELETE FROM ${table} WHERE rowid IN (${rows})`);
    return meta.changes;
  }
}
