import type { DatabaseSync } from 'node:sqlite';
import type { CallRow } from '../../../../src/store/api-log-store.ts';
import { type Database, openDatabase } from '../../../../src/store/database.ts';
import type { Claiming, JobRow, Settlement } from '../../../../src/store/job-claims.ts';
import type { Work } from '../../../../src/store/job-store.ts';
import type { IncomingMessage } from '../../../../src/store/message-store.ts';
import { openTenantStores, type TenantStores } from '../../../../src/store/tenant-stores.ts';
import type { JobId, MessageId, TenantId, WebhookId } from '../../../../src/trade/ids.ts';
import { createD1, sqliteOf } from '../../../support/d1-over-sqlite.ts';

export const now = Date.UTC(2026, 5, 3, 8);

export interface Ledger extends TenantStores {
  d1: D1Database;
  db: Database;
  sqlite: DatabaseSync;
  storesOf(tenant: string): TenantStores;
}

/** The stores of one tenant over a database of its own, and how to reach those of another. */
export function createLedger(): Ledger {
  const d1 = createD1();
  const db = openDatabase(d1);
  const storesOf = (tenant: string) => openTenantStores(db, tenant as TenantId);
  return { d1, db, sqlite: sqliteOf(d1), storesOf, ...storesOf('ten_a') };
}

let made = 0;
const next = () => String((made += 1)).padStart(8, '0');

export function work(subject: string, given: Partial<Work> = {}): Work {
  const id = `job_${next()}` as JobId;
  return { id, kind: 'import-order', subject, priority: 1, dueAt: now, now, ...given };
}

export function message(given: Partial<IncomingMessage> = {}): IncomingMessage {
  return {
    id: `msg_${next()}` as MessageId,
    webhookId: 'whk_1' as WebhookId,
    eventId: null,
    event: 'STATUS_ORDER',
    trust: 'hmac-hex',
    headers: {},
    payload: '{}',
    receivedAt: now,
    ...given,
  };
}

export function call(given: Partial<CallRow> = {}): CallRow {
  return {
    id: `call_${next()}`,
    at: now,
    direction: 'out',
    side: 'odoo',
    method: 'POST',
    endpoint: 'sale.order.load',
    status: 200,
    durationMs: 12,
    error: null,
    request: null,
    response: null,
    jobId: null,
    ...given,
  };
}

export function claiming(given: Partial<Claiming> = {}): Claiming {
  return { now, leaseUntil: now + 180_000, claim: 'claim-1', limit: 6, kinds: ['import-order'], ...given };
}

export async function claimOne(stores: TenantStores, given: Partial<Claiming> = {}): Promise<JobRow> {
  const jobs = await stores.claims.claim(claiming(given));
  const [job] = jobs;
  if (job === undefined || jobs.length > 1)
    throw new Error(`${jobs.length} jobs were claimed instead of one`);
  return job;
}

/** How a run ends well, save for what is given. */
export function settlement(job: Settlement['job'], given: Partial<Settlement> = {}): Settlement {
  return {
    job,
    claim: 'claim-1',
    state: 'completed',
    dueAt: now,
    attempts: 0,
    now: now + 1000,
    startedAt: now,
    outcome: null,
    error: null,
    held: null,
    calls: [],
    ...given,
  };
}

/** A job of this subject that has run once and ended so. */
export async function endedJob(
  stores: TenantStores,
  subject: string,
  given: Partial<Settlement> = {},
): Promise<JobId> {
  const id = await stores.jobs.enqueue(work(subject));
  const job = await claimOne(stores);
  await stores.claims.settle(settlement(job, given));
  return id;
}
