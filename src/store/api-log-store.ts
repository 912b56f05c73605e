import { and, desc, eq, gte, lt } from 'drizzle-orm';
import type { CallRecord } from '../kit/call-record.ts';
import type { JobId, TenantId } from '../trade/ids.ts';
import {
  chunks,
  type Database,
  maxParameters,
  type Page,
  pageOf,
  type Statement,
  together,
} from './database.ts';
import { apiLog } from './schema/index.ts';

export type ApiLogRow = typeof apiLog.$inferSelect;

export interface CallRow extends CallRecord {
  id: string;
  jobId: JobId | null;
}

const rowsPerInsert = Math.floor(maxParameters / 13);

export function apiLogInserts(db: Database, tenantId: TenantId, calls: readonly CallRow[]): Statement[] {
  return chunks(calls, rowsPerInsert).map((part) =>
    db
      .insert(apiLog)
      .values(part.map((call) => ({ ...call, tenantId })))
      .onConflictDoNothing(),
  );
}

export interface ApiLogFilter {
  direction?: 'in' | 'out' | undefined;
  status?: number | undefined;
  /** Milliseconds. */
  since?: number | undefined;
  jobId?: JobId | undefined;
  side?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** The API log of one tenant. */
export class ApiLogStore {
  readonly #db: Database;
  readonly #tenantId: TenantId;

  constructor(db: Database, tenantId: TenantId) {
    this.#db = db;
    this.#tenantId = tenantId;
  }

  async add(calls: readonly CallRow[]): Promise<void> {
    await together(this.#db, apiLogInserts(this.#db, this.#tenantId, calls));
  }

  /** Newest first, without the bodies. */
  async list(filter: ApiLogFilter): Promise<Page<Omit<ApiLogRow, 'request' | 'response'>>> {
    const { request: _request, response: _response, ...columns } = apiLogColumns;
    const rows = await this.#db
      .select(columns)
      .from(apiLog)
      .where(
        and(
          eq(apiLog.tenantId, this.#tenantId),
          filter.direction === undefined ? undefined : eq(apiLog.direction, filter.direction),
          filter.status === undefined ? undefined : eq(apiLog.status, filter.status),
          filter.since === undefined ? undefined : gte(apiLog.at, filter.since),
          filter.jobId === undefined ? undefined : eq(apiLog.jobId, filter.jobId),
          filter.side === undefined ? undefined : eq(apiLog.side, filter.side),
          filter.cursor === undefined ? undefined : lt(apiLog.id, filter.cursor),
        ),
      )
      .orderBy(desc(apiLog.id))
      .limit(filter.limit + 1);
    return pageOf(rows, filter.limit);
  }

  async get(id: string): Promise<ApiLogRow | null> {
    const [row] = await this.#db
      .select()
      .from(apiLog)
      .where(and(eq(apiLog.tenantId, this.#tenantId), eq(apiLog.id, id)));
    return row ?? null;
  }
}

const apiLogColumns = {
  id: apiLog.id,
  tenantId: apiLog.tenantId,
  at: apiLog.at,
  direction: apiLog.direction,
  side: apiLog.side,
  method: apiLog.method,
  endpoint: apiLog.endpoint,
  status: apiLog.status,
  durationMs: apiLog.durationMs,
  error: apiLog.error,
  jobId: apiLog.jobId,
  request: apiLog.request,
  response: apiLog.response,
};
