import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import type { JobId, TenantId } from '../trade/ids.ts';
import type { Database } from './database.ts';
import type { JobRow } from './job-claims.ts';
import { jobs } from './schema/index.ts';

export type HeldJob = Pick<JobRow, 'id' | 'subject' | 'held'>;

/** What of one tenant waits for people. */
export class HeldJobs {
  readonly #db: Database;
  readonly #tenantId: TenantId;

  constructor(db: Database, tenantId: TenantId) {
    this.#db = db;
    this.#tenantId = tenantId;
  }

  /** Held jobs with one of these reasons, oldest first; the next page begins after the last id of this one. */
  async of(
    reasons: readonly string[],
    { after, limit }: { after: JobId | null; limit: number },
  ): Promise<HeldJob[]> {
    if (reasons.length === 0) return [];
    return this.#db
      .select({ id: jobs.id, subject: jobs.subject, held: jobs.held })
      .from(jobs)
      .where(
        and(
          eq(jobs.tenantId, this.#tenantId),
          eq(jobs.state, 'held'),
          inArray(sql`json_extract(${jobs.held}, '$.reason')`, [...reasons]),
          after === null ? undefined : gt(jobs.id, after),
        ),
      )
      .orderBy(asc(jobs.id))
      .limit(limit);
  }
}
