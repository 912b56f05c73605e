import { and, desc, eq, lt, min, ne, sql } from 'drizzle-orm';
import type { JobId, TenantId } from '../trade/ids.ts';
import { type Database, type Page, pageOf, together } from './database.ts';
import type { JobState } from './job-states.ts';
import { historyImports, jobs } from './schema/index.ts';

export type HistoryRow = typeof historyImports.$inferSelect;

/** A tenant's imports of orders from before the connection. */
export class HistoryStore {
  readonly #db: Database;
  readonly #tenantId: TenantId;

  constructor(db: Database, tenantId: TenantId) {
    this.#db = db;
    this.#tenantId = tenantId;
  }

  async add(row: Pick<HistoryRow, 'id' | 'dryRun' | 'from' | 'askedBy' | 'createdAt'>): Promise<void> {
    await this.#db
      .insert(historyImports)
      .values({ ...row, tenantId: this.#tenantId, state: 'running', result: {} });
  }

  async get(id: string): Promise<HistoryRow | null> {
    const [row] = await this.#db.select().from(historyImports).where(this.#one(id));
    return row ?? null;
  }

  /** Newest first. */
  async list(filter: { cursor?: string | undefined; limit: number }): Promise<Page<HistoryRow>> {
    const rows = await this.#db
      .select()
      .from(historyImports)
      .where(
        and(
          eq(historyImports.tenantId, this.#tenantId),
          filter.cursor === undefined ? undefined : lt(historyImports.id, filter.cursor),
        ),
      )
      .orderBy(desc(historyImports.id))
      .limit(filter.limit + 1);
    return pageOf(rows, filter.limit);
  }

  /** From when on (ms) the furthest import goes that was not stopped; null where there is none but rehearsals. */
  async earliest(): Promise<number | null> {
    const [row] = await this.#db
      .select({ from: min(historyImports.from) })
      .from(historyImports)
      .where(
        and(
          eq(historyImports.tenantId, this.#tenantId),
          eq(historyImports.dryRun, false),
          ne(historyImports.state, 'stopped'),
        ),
      );
    return row?.from ?? null;
  }

  async setJob(id: string, jobId: JobId): Promise<void> {
    await this.#db.update(historyImports).set({ jobId }).where(this.#one(id));
  }

  /** Writes how far it has come; false where it was stopped meanwhile. */
  async save(id: string, change: Pick<HistoryRow, 'place' | 'result'>): Promise<boolean> {
    return this.#change(id, change);
  }

  async complete(id: string, result: Record<string, unknown>, now: number): Promise<boolean> {
    return this.#change(id, { state: 'completed', place: null, result, finishedAt: now });
  }

  /** Stops it, and sets aside those of its imports that wait and that nothing else has told of. False where it was over. */
  async stop(id: string, { by, now }: { by: string; now: number }): Promise<boolean> {
    const [stopped] = await together(this.#db, [
      this.#db
        .update(historyImports)
        .set({ state: 'stopped', finishedAt: now })
        .where(and(this.#one(id), eq(historyImports.state, 'running')))
        .returning({ id: historyImports.id }),
      this.#db
        .update(jobs)
        .set({
          state: 'skipped',
          outcome: { kind: 'set-aside', reason: 'history-stopped', by },
          finishedAt: now,
          updatedAt: now,
        })
        .where(and(this.#itsJobs(id), eq(jobs.state, 'waiting'), eq(jobs.news, 1))),
    ]);
    return Array.isArray(stopped) && stopped.length > 0;
  }

  /** In which states the imports are that it has asked for. */
  async progress(id: string): Promise<Partial<Record<JobState, number>>> {
    const rows = await this.#db
      .select({ state: jobs.state, count: sql<number>`count(*)` })
      .from(jobs)
      .where(this.#itsJobs(id))
      .groupBy(jobs.state);
    return Object.fromEntries(rows.map((row) => [row.state, row.count]));
  }

  async #change(id: string, change: Partial<HistoryRow>): Promise<boolean> {
    const changed = await this.#db
      .update(historyImports)
      .set(change)
      .where(and(this.#one(id), eq(historyImports.state, 'running')))
      .returning({ id: historyImports.id });
    return changed.length > 0;
  }

  #one(id: string) {
    return and(eq(historyImports.tenantId, this.#tenantId), eq(historyImports.id, id));
  }

  #itsJobs(id: string) {
    return and(eq(jobs.tenantId, this.#tenantId), sql`json_extract(${jobs.input}, '$.history') = ${id}`);
  }
}
