import { and, eq, inArray, sql } from 'drizzle-orm';
import type { JobId, TenantId } from '../trade/ids.ts';
import { type Database, together } from './database.ts';
import { jobs, overrides } from './schema/index.ts';

/** What of a decision keeps work from being done, and what lets work be done that was left for its age. */
export interface Lifting {
  /** The member of a decision that sets its subject aside. */
  setAside: string;
  /** Work that was skipped for this reason is decided on with that member. */
  unless: { reason: string; member: string };
}

/** The work of one tenant that was skipped, and that people want after all. */
export class SkippedWork {
  readonly #db: Database;
  readonly #tenantId: TenantId;

  constructor(db: Database, tenantId: TenantId) {
    this.#db = db;
    this.#tenantId = tenantId;
  }

  /**
   * Takes out of the decisions on these jobs' subjects whatever would have them skipped again, in one transaction. Answers
   * the subject of each job that can be opened again.
   */
  async want(
    ids: readonly JobId[],
    { setAside, unless, by, now }: Lifting & { by: string; now: number },
  ): Promise<Map<JobId, string>> {
    const theirs = and(
      eq(jobs.tenantId, this.#tenantId),
      inArray(jobs.state, ['held', 'failed', 'skipped', 'waiting']),
      sql`${jobs.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
    );
    const aside = `$.${setAside}`;
    const lift = this.#db
      .update(overrides)
      .set({ decision: sql`json_remove(${overrides.decision}, ${aside})`, decidedBy: by, updatedAt: now })
      .where(
        and(
          eq(overrides.tenantId, this.#tenantId),
          sql`json_extract(${overrides.decision}, ${aside}) = 1`,
          sql`${overrides.subject} IN (SELECT ${jobs.subject} FROM ${jobs} WHERE ${theirs})`,
        ),
      );
    const member = `$.${unless.member}`;
    const allow = this.#db
      .insert(overrides)
      .select(
        sql`SELECT DISTINCT ${this.#tenantId}, ${jobs.subject}, json_set('{}', ${member}, json('true')), ${by}, ${now}
          FROM ${jobs} WHERE ${theirs} AND ${jobs.state} = 'skipped' AND json_extract(${jobs.outcome}, '$.reason') = ${unless.reason}`,
      )
      .onConflictDoUpdate({
        target: [overrides.tenantId, overrides.subject],
        set: {
          decision: sql`json_set(${overrides.decision}, ${member}, json('true'))`,
          decidedBy: by,
          updatedAt: now,
        },
      });
    const named = this.#db.select({ id: jobs.id, subject: jobs.subject }).from(jobs).where(theirs);
    const answers = await together(this.#db, [lift, allow, named]);
    const rows = answers.at(-1) as { id: JobId; subject: string }[];
    return new Map(rows.map(({ id, subject }) => [id, subject]));
  }
}
