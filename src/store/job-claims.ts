import { and, eq, sql } from 'drizzle-orm';
import type { JobId, TenantId } from '../trade/ids.ts';
import { apiLogInserts, type CallRow } from './api-log-store.ts';
import { type Database, type Statement, together } from './database.ts';
import { jobRuns, jobs, webhookMessages } from './schema/index.ts';

export type JobRow = typeof jobs.$inferSelect;

export interface Claiming {
  now: number;
  leaseUntil: number;
  claim: string;
  limit: number;
  kinds: readonly string[];
  /** Jobs that whoever claims is running already, however long ago their lease ended. */
  except?: readonly JobId[];
}

/** How a run ended, as the ledger writes it down. */
export interface Settlement {
  job: Pick<JobRow, 'id'>;
  claim: string;
  state: 'waiting' | 'completed' | 'failed' | 'held' | 'skipped';
  dueAt: number;
  attempts: number;
  now: number;
  startedAt: number;
  outcome: Record<string, unknown> | null;
  error: Record<string, unknown> | null;
  held: Record<string, unknown> | null;
  calls: readonly CallRow[];
}

/**
 * The lease side of the ledger, for one tenant. A job is run by whoever holds its claim; a claim that was lost (its lease
 * ran out and somebody else took the job) can no longer write anything.
 */
export class JobClaims {
  readonly #db: Database;
  readonly #tenantId: TenantId;

  constructor(db: Database, tenantId: TenantId) {
    this.#db = db;
    this.#tenantId = tenantId;
  }

  /** Takes due and abandoned jobs, most urgent first; never one whose subject somebody else is working on. */
  async claim({ now, leaseUntil, claim, limit, kinds, except = [] }: Claiming): Promise<JobRow[]> {
    if (kinds.length === 0) return [];
    const due = sql`SELECT j.id FROM jobs j WHERE j.tenant_id = ${this.#tenantId}
      AND ((j.state = 'waiting' AND j.due_at <= ${now}) OR (j.state = 'running' AND j.lease_until <= ${now}))
      AND j.kind IN ${kinds} AND j.id NOT IN ${except}
      AND NOT EXISTS (SELECT 1 FROM jobs r WHERE r.tenant_id = j.tenant_id AND r.subject = j.subject
        AND r.id <> j.id AND r.state = 'running' AND r.lease_until > ${now})
      ORDER BY j.priority, j.due_at, j.id LIMIT ${limit}`;
    return this.#db
      .update(jobs)
      .set({ state: 'running', claim, leaseUntil, runs: sql`${jobs.runs} + 1`, updatedAt: now })
      .where(sql`${jobs.id} IN (${due})`)
      .returning();
  }

  /**
   * Ends a run: the job's fate, the record of the run and the calls that it made, in one transaction. A job that would
   * wait, fail or be held while newer news of its subject waits gives way to it (`skipped`, its messages move over).
   * Answers the state that was written, or null where the claim was lost: then only the calls are kept, since they were made.
   */
  async settle(settlement: Settlement): Promise<JobRow['state'] | null> {
    const [, ended] = await together(this.#db, [
      this.#recordRun(settlement),
      this.#end(settlement),
      this.#moveMessages(settlement.job.id, settlement.now),
      ...apiLogInserts(this.#db, this.#tenantId, settlement.calls),
    ]);
    const rows = ended as { state: JobRow['state'] }[];
    return rows[0]?.state ?? null;
  }

  /** When this tenant's next job may be claimed, due or abandoned, in ms; null where none is open. */
  async nextDue(kinds: readonly string[]): Promise<number | null> {
    if (kinds.length === 0) return null;
    // The sign has SQLite look at the few jobs that run, not at all that ever were about the subject.
    const untilFree = sql`coalesce((SELECT max(r.lease_until) FROM jobs r WHERE r.tenant_id = ${this.#tenantId}
      AND r.state = 'running' AND +r.subject = jobs.subject), 0)`;
    const [row] = await this.#db
      .select({
        at: sql<
          number | null
        >`min(CASE ${jobs.state} WHEN 'waiting' THEN max(${jobs.dueAt}, ${untilFree}) ELSE ${jobs.leaseUntil} END)`,
      })
      .from(jobs)
      .where(
        and(
          eq(jobs.tenantId, this.#tenantId),
          sql`${jobs.state} IN ('waiting', 'running')`,
          sql`${jobs.kind} IN ${kinds}`,
        ),
      );
    return row?.at ?? null;
  }

  /**
   * Ends the back-off of jobs that wait, those first that were not tried for the longest time: they are due now, or `idleMs`
   * after they were tried last. Answers how many. What then fails again waits out the rest of its back-off.
   */
  async hasten({ now, idleMs, limit }: { now: number; idleMs: number; limit: number }): Promise<number> {
    const early = sql`max(${now}, j.updated_at + ${idleMs})`;
    const backedOff = sql`SELECT j.id FROM jobs j WHERE j.tenant_id = ${this.#tenantId} AND j.state = 'waiting'
      AND j.due_at > ${early} AND j.error IS NOT NULL AND j.attempts > 0 ORDER BY j.updated_at, j.id LIMIT ${limit}`;
    const hastened = await this.#db
      .update(jobs)
      .set({ retryAt: jobs.dueAt, dueAt: sql`max(${now}, ${jobs.updatedAt} + ${idleMs})` })
      .where(and(sql`${jobs.id} IN (${backedOff})`, eq(jobs.state, 'waiting')))
      .returning({ id: jobs.id });
    return hastened.length;
  }

  #end({ job, claim, state, ...facts }: Settlement): Statement {
    const givesWay = sql`${state} IN ('waiting', 'failed', 'held') AND EXISTS (SELECT 1 FROM jobs w
      WHERE w.tenant_id = jobs.tenant_id AND w.subject = jobs.subject AND w.state = 'waiting')`;
    return this.#db
      .update(jobs)
      .set({
        state: sql`CASE WHEN ${givesWay} THEN 'skipped' ELSE ${state} END`,
        outcome: sql`CASE WHEN ${givesWay} THEN '{"kind":"overtaken"}' ELSE ${facts.outcome === null ? null : JSON.stringify(facts.outcome)} END`,
        dueAt: facts.dueAt,
        attempts: facts.attempts,
        error: facts.error,
        held: facts.held,
        claim: null,
        leaseUntil: null,
        retryAt: null,
        updatedAt: facts.now,
        finishedAt: state === 'waiting' ? null : facts.now,
      })
      .where(
        and(
          eq(jobs.id, job.id),
          eq(jobs.tenantId, this.#tenantId),
          eq(jobs.claim, claim),
          eq(jobs.state, 'running'),
        ),
      )
      .returning({ state: jobs.state });
  }

  #moveMessages(jobId: JobId, now: number): Statement {
    const overtaken = sql`EXISTS (SELECT 1 FROM jobs o WHERE o.id = ${jobId} AND o.state = 'skipped'
      AND o.updated_at = ${now} AND json_extract(o.outcome, '$.kind') = 'overtaken')`;
    const heir = sql`(SELECT w.id FROM jobs w JOIN jobs o ON o.tenant_id = w.tenant_id AND o.subject = w.subject
      WHERE o.id = ${jobId} AND w.state = 'waiting')`;
    return this.#db
      .update(webhookMessages)
      .set({ jobId: sql`coalesce(${heir}, ${webhookMessages.jobId})` })
      .where(and(eq(webhookMessages.tenantId, this.#tenantId), eq(webhookMessages.jobId, jobId), overtaken));
  }

  /** Every column of a run, in the order of the table; none where the claim was lost. */
  #recordRun({ job, claim, state, now, startedAt, error, held, calls }: Settlement): Statement {
    const [code, detail] = [textOf(error?.code ?? held?.reason), textOf(error?.message)];
    return this.#db.insert(jobRuns).select(
      sql`SELECT j.id, j.runs, j.tenant_id, ${startedAt}, ${now}, ${state}, ${code}, ${detail}, ${calls.length}
        FROM jobs j WHERE j.id = ${job.id} AND j.tenant_id = ${this.#tenantId} AND j.claim = ${claim} AND j.state = 'running'`,
    );
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
