import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { JobId, TenantId } from '../trade/ids.ts';
import { chunks, type Database, type Page, pageOf, type Statement, together } from './database.ts';
import type { JobRow } from './job-claims.ts';
import type { JobState } from './job-states.ts';
import { jobRuns, jobs, overrides } from './schema/index.ts';

export type JobRunRow = typeof jobRuns.$inferSelect;

/** What is to be done about which subject, e.g. `import-order` about `order:918273`. */
export interface Work {
  id: JobId;
  kind: string;
  subject: string;
  priority: number;
  /** ms */
  dueAt: number;
  now: number;
  askedBy?: string;
  /** What it needs to know beyond its subject; news that joins a waiting job brings its own. */
  input?: Record<string, unknown>;
}

/**
 * Statements that put work into the ledger, to run in one transaction: a job of this subject that is held or failed opens
 * again; then the work joins the one that waits, or becomes a new one. `when` restricts all of it.
 */
export function enqueueStatements(
  db: Database,
  tenantId: TenantId,
  { work, when = sql`1` }: { work: Work; when?: ReturnType<typeof sql> },
): Statement[] {
  const { subject, now } = work;
  const closed = sql`SELECT c.id FROM jobs c WHERE c.tenant_id = ${tenantId} AND c.subject = ${subject} AND c.state IN ('held', 'failed') ORDER BY c.id DESC LIMIT 1`;
  const oneWaits = sql`SELECT 1 FROM jobs w WHERE w.tenant_id = ${tenantId} AND w.subject = ${subject} AND w.state = 'waiting'`;
  return [
    db
      .update(jobs)
      .set({
        state: 'waiting',
        dueAt: work.dueAt,
        attempts: 0,
        held: null,
        error: null,
        finishedAt: null,
        updatedAt: now,
      })
      .where(and(sql`${jobs.id} = (${closed})`, sql`NOT EXISTS (${oneWaits})`, when)),
    db.insert(jobs).select(newJob(tenantId, { work, when })).onConflictDoUpdate(joinsTheOneWaiting),
  ];
}

/** How new work of a subject joins the job of it that waits. */
export const joinsTheOneWaiting = {
  target: [jobs.tenantId, jobs.subject],
  targetWhere: sql`state = 'waiting'`,
  set: {
    dueAt: sql`min(${jobs.dueAt}, excluded.due_at)`,
    priority: sql`min(${jobs.priority}, excluded.priority)`,
    attempts: 0,
    retryAt: null,
    input: sql`coalesce(excluded.input, ${jobs.input})`,
    news: sql`${jobs.news} + 1`,
    updatedAt: sql`excluded.updated_at`,
  },
};

/** Every column of a new job, in the order of the table. */
function newJob(tenantId: TenantId, { work, when }: { work: Work; when: ReturnType<typeof sql> }) {
  const { id, kind, subject, priority, dueAt, now, askedBy = null } = work;
  const input = work.input === undefined ? null : JSON.stringify(work.input);
  return sql`SELECT ${id}, ${tenantId}, ${kind}, ${subject}, 'waiting', ${priority}, ${dueAt}, 0, 0, 1, NULL, NULL, ${input}, NULL, NULL, NULL,
    ${askedBy}, ${now}, ${now}, NULL, NULL WHERE ${when}`;
}

export function waitingJobOf(tenantId: TenantId, subject: string) {
  return sql`(SELECT w.id FROM jobs w WHERE w.tenant_id = ${tenantId} AND w.subject = ${subject} AND w.state = 'waiting')`;
}

export interface JobFilter {
  state?: JobState | undefined;
  kind?: string | undefined;
  subject?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

const reopenable = ['held', 'failed', 'skipped', 'waiting'] as const;
const skippable = ['held', 'failed', 'waiting'] as const;

/** The ledger of one tenant's work, as doors and people use it. */
export class JobStore {
  readonly #db: Database;
  readonly #tenantId: TenantId;

  constructor(db: Database, tenantId: TenantId) {
    this.#db = db;
    this.#tenantId = tenantId;
  }

  /** Puts work in; answers the id of the job that will do it. */
  async enqueue(work: Work): Promise<JobId> {
    const answers = await together(this.#db, [
      ...enqueueStatements(this.#db, this.#tenantId, { work }),
      this.#db
        .select({ id: jobs.id })
        .from(jobs)
        .where(and(this.#mine(), eq(jobs.subject, work.subject), eq(jobs.state, 'waiting'))),
    ]);
    const [found] = answers.at(-1) as { id: JobId }[];
    return found?.id ?? work.id;
  }

  async get(id: JobId): Promise<JobRow | null> {
    const [row] = await this.#db
      .select()
      .from(jobs)
      .where(and(this.#mine(), eq(jobs.id, id)));
    return row ?? null;
  }

  async runsOf(id: JobId): Promise<JobRunRow[]> {
    return this.#db
      .select()
      .from(jobRuns)
      .where(and(eq(jobRuns.tenantId, this.#tenantId), eq(jobRuns.jobId, id)))
      .orderBy(jobRuns.run);
  }

  /** Newest first. */
  async list(filter: JobFilter): Promise<Page<JobRow>> {
    const rows = await this.#db
      .select()
      .from(jobs)
      .where(
        and(
          this.#mine(),
          filter.state === undefined ? undefined : eq(jobs.state, filter.state),
          filter.kind === undefined ? undefined : eq(jobs.kind, filter.kind),
          filter.subject === undefined ? undefined : eq(jobs.subject, filter.subject),
          filter.cursor === undefined ? undefined : lt(jobs.id, filter.cursor as JobId),
        ),
      )
      .orderBy(desc(jobs.id))
      .limit(filter.limit + 1);
    return pageOf(rows, filter.limit);
  }

  /** The states of these jobs, as far as they are still kept. */
  async statesOf(ids: readonly JobId[]): Promise<Map<JobId, JobState>> {
    const rows = await this.#db
      .select({ id: jobs.id, state: jobs.state })
      .from(jobs)
      .where(and(this.#mine(), sql`${jobs.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`));
    return new Map(rows.map((row) => [row.id, row.state]));
  }

  async countByState(): Promise<Partial<Record<JobState, number>>> {
    const rows = await this.#db
      .select({ state: jobs.state, count: sql<number>`count(*)` })
      .from(jobs)
      .where(this.#mine())
      .groupBy(jobs.state);
    return Object.fromEntries(rows.map((row) => [row.state, row.count]));
  }

  /**
   * Opens jobs again, due now with all their attempts. Answers the ids of those that could be: not running, not completed,
   * nothing newer of the subject waiting; of several of one subject the newest.
   */
  async retry(ids: readonly JobId[], now: number): Promise<JobId[]> {
    return this.#change(ids, {
      from: reopenable,
      to: {
        state: 'waiting',
        dueAt: now,
        attempts: 0,
        retryAt: null,
        held: null,
        error: null,
        finishedAt: null,
        updatedAt: now,
      },
      guard: (
        part,
      ) => sql`NOT EXISTS (SELECT 1 FROM jobs w WHERE w.tenant_id = jobs.tenant_id AND w.subject = jobs.subject AND w.id <> jobs.id
        AND (w.state = 'waiting' OR (w.id > jobs.id AND w.state IN ${reopenable} AND w.id IN (SELECT value FROM json_each(${JSON.stringify(part)})))))`,
    });
  }

  /** Sets jobs aside for good, with the reason that a person gave. */
  async skip(
    ids: readonly JobId[],
    { reason, by, now }: { reason: string; by: string; now: number },
  ): Promise<JobId[]> {
    return this.#change(ids, {
      from: skippable,
      to: { state: 'skipped', outcome: { kind: 'set-aside', reason, by }, finishedAt: now, updatedAt: now },
      guard: () => sql`1`,
    });
  }

  /** The ids of at most `limit` jobs in one state, oldest first. */
  async idsIn(state: JobState, limit: number): Promise<JobId[]> {
    const rows = await this.#db
      .select({ id: jobs.id })
      .from(jobs)
      .where(and(this.#mine(), eq(jobs.state, state)))
      .orderBy(jobs.id)
      .limit(limit);
    return rows.map((row) => row.id);
  }

  async decide(
    subject: string,
    { decision, by, now }: { decision: Record<string, unknown>; by: string; now: number },
  ): Promise<void> {
    const row = { decision, decidedBy: by, updatedAt: now };
    await this.#db
      .insert(overrides)
      .values({ tenantId: this.#tenantId, subject, ...row })
      .onConflictDoUpdate({ target: [overrides.tenantId, overrides.subject], set: row });
  }

  async decisionOn(subject: string): Promise<Record<string, unknown> | null> {
    const [row] = await this.#db
      .select({ decision: overrides.decision })
      .from(overrides)
      .where(and(eq(overrides.tenantId, this.#tenantId), eq(overrides.subject, subject)));
    return row?.decision ?? null;
  }

  async #change(
    ids: readonly JobId[],
    {
      from,
      to,
      guard,
    }: {
      from: readonly JobState[];
      to: Partial<typeof jobs.$inferInsert>;
      guard: (part: readonly JobId[]) => ReturnType<typeof sql>;
    },
  ): Promise<JobId[]> {
    const changed: JobId[] = [];
    for (const part of chunks(ids.toSorted().toReversed(), 60)) {
      const rows = await this.#db
        .update(jobs)
        .set(to)
        .where(and(this.#mine(), inArray(jobs.id, part), inArray(jobs.state, [...from]), guard(part)))
        .returning({ id: jobs.id });
      changed.push(...rows.map((row) => row.id));
    }
    return changed;
  }

  #mine() {
    return eq(jobs.tenantId, this.#tenantId);
  }
}

/** Tenants with work that is due or was abandoned, each with one such job: what the sweep wakes. Of one shard. */
export async function strandedJobs(
  db: Database,
  now: number,
  limit: number,
): Promise<{ tenantId: TenantId; jobId: JobId }[]> {
  return db
    .select({ tenantId: jobs.tenantId, jobId: sql<JobId>`min(${jobs.id})` })
    .from(jobs)
    .where(
      sql`(${jobs.state} = 'waiting' AND ${jobs.dueAt} <= ${now}) OR (${jobs.state} = 'running' AND ${jobs.leaseUntil} <= ${now})`,
    )
    .groupBy(jobs.tenantId)
    .limit(limit);
}
