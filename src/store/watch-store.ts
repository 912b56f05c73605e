import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { TenantId } from '../trade/ids.ts';
import type { Database } from './database.ts';

/** How webhooks usually come. */
export interface UsualGaps {
  /** How many gaps were measured. */
  count: number;
  /** Nineteen of twenty gaps were no longer than this, in ms; null where there were none. */
  p95: number | null;
}

/** The latest job of a cron. */
export interface LatestRun {
  subject: string;
  state: string;
  finishedAt: number | null;
  outcome: unknown;
  error: unknown;
}

const gaps = z.tuple([z.object({ count: z.number(), p95: z.number().nullable() })]);
const json = z
  .string()
  .nullable()
  .transform((text): unknown => (text === null ? null : JSON.parse(text)));
const latest = z.array(
  z.object({
    subject: z.string(),
    state: z.string(),
    finishedAt: z.number().nullable(),
    outcome: json,
    error: json,
  }),
);

/** What tells whether a tenant's work goes as it usually does. */
export class WatchStore {
  readonly #db: Database;
  readonly #tenantId: TenantId;

  constructor(db: Database, tenantId: TenantId) {
    this.#db = db;
    this.#tenantId = tenantId;
  }

  /** The gaps between the webhooks that came since `since` (ms). */
  async usualGaps(since: number): Promise<UsualGaps> {
    const rows = await this.#db.all(sql`WITH gaps AS (
        SELECT received_at - lag(received_at) OVER (ORDER BY received_at) AS gap FROM webhook_messages
        WHERE tenant_id = ${this.#tenantId} AND received_at >= ${since}),
      ranked AS (SELECT gap, row_number() OVER (ORDER BY gap) AS place, count(*) OVER () AS n FROM gaps WHERE gap IS NOT NULL)
      SELECT coalesce(max(n), 0) AS count, min(CASE WHEN place * 20 >= n * 19 THEN gap END) AS p95 FROM ranked`);
    return gaps.parse(rows)[0];
  }

  /** The latest job of each of these subjects. */
  async latestOf(subjects: readonly string[]): Promise<LatestRun[]> {
    const rows = await this.#db
      .all(sql`SELECT subject, state, finished_at AS finishedAt, outcome, error FROM jobs
      WHERE id IN (SELECT max(id) FROM jobs WHERE tenant_id = ${this.#tenantId} AND finished_at IS NOT NULL
        AND subject IN (SELECT value FROM json_each(${JSON.stringify(subjects)})) GROUP BY subject)`);
    return latest.parse(rows);
  }

  /** Closes the alerts of failed jobs whose subject has no failed job any more. */
  async closeMended(now: number): Promise<void> {
    await this.#db.run(sql`UPDATE alerts SET closed_at = ${now} WHERE tenant_id = ${this.#tenantId}
      AND kind = 'job-failed' AND closed_at IS NULL AND NOT EXISTS (SELECT 1 FROM jobs j
        WHERE j.tenant_id = alerts.tenant_id AND j.subject = alerts.subject AND j.state = 'failed')`);
  }
}
