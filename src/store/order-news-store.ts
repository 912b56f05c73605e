import { and, eq, sql } from 'drizzle-orm';
import type { PoleepoOrderId, TenantId } from '../trade/ids.ts';
import { orderOfSubject, orderSubject } from '../trade/subject.ts';
import { type Database, together } from './database.ts';
import type { JobState } from './job-states.ts';
import { joinsTheOneWaiting, type Work } from './job-store.ts';
import { jobs, orderLinks } from './schema/index.ts';

/** What is already known of a Poleepo order: by its link, and by the latest work on it. */
export interface KnownOrder {
  link: KnownLink | null;
  job: KnownJob | null;
  /** The print of every listing of it that some work was made from and that the ledger still remembers. */
  prints: ReadonlySet<string>;
}

export interface KnownLink {
  poleepoUpdatedAt: number;
  state: (typeof orderLinks.$inferSelect)['state'];
  status: string | null;
  poleepoTotal: string | null;
}

export interface KnownJob {
  state: JobState;
  /** When it was last taken up, put off or ended, in ms. */
  updatedAt: number;
}

/** Compares lists of orders with what a tenant knows of them, and puts many imports into the ledger at once. */
export class OrderNewsStore {
  readonly #db: Database;
  readonly #tenantId: TenantId;

  constructor(db: Database, tenantId: TenantId) {
    this.#db = db;
    this.#tenantId = tenantId;
  }

  /** One round trip, however many ids. */
  async known(ids: readonly PoleepoOrderId[]): Promise<Map<PoleepoOrderId, KnownOrder>> {
    const wanted = JSON.stringify(ids);
    const subjects = JSON.stringify(ids.map(orderSubject));
    const [links, works] = await together(this.#db, [
      this.#db
        .select({
          id: orderLinks.poleepoOrderId,
          poleepoUpdatedAt: orderLinks.poleepoUpdatedAt,
          state: orderLinks.state,
          status: orderLinks.status,
          poleepoTotal: orderLinks.poleepoTotal,
        })
        .from(orderLinks)
        .where(
          and(
            eq(orderLinks.tenantId, this.#tenantId),
            sql`${orderLinks.poleepoOrderId} IN (SELECT value FROM json_each(${wanted}))`,
          ),
        ),
      this.#db
        .select({
          subject: jobs.subject,
          state: jobs.state,
          updatedAt: jobs.updatedAt,
          print: sql<string | null>`json_extract(${jobs.input}, '$.print')`,
        })
        .from(jobs)
        .where(
          and(
            eq(jobs.tenantId, this.#tenantId),
            sql`${jobs.subject} IN (SELECT value FROM json_each(${subjects}))`,
          ),
        )
        .orderBy(jobs.subject, jobs.id),
    ]);
    return knownOf(
      ids,
      links as (KnownLink & { id: PoleepoOrderId })[],
      works as (KnownJob & { subject: string; print: string | null })[],
    );
  }

  /** Puts work in as `JobStore.enqueue` does, all of it in one transaction of two statements. */
  async enqueue(works: readonly Work[]): Promise<void> {
    if (works.length === 0) return;
    const rows = JSON.stringify(works.map((work) => ({ ...work, input: work.input ?? null })));
    await together(this.#db, [this.#reopen(rows), this.#insert(rows)]);
  }

  #reopen(rows: string) {
    const now = sql`(SELECT max(value ->> '$.now') FROM json_each(${rows}))`;
    return this.#db
      .update(jobs)
      .set({
        state: 'waiting',
        dueAt: now,
        attempts: 0,
        held: null,
        error: null,
        finishedAt: null,
        updatedAt: now,
      })
      .where(
        and(
          sql`${jobs.id} IN (SELECT max(c.id) FROM jobs c WHERE c.tenant_id = ${this.#tenantId}
            AND c.subject IN (SELECT value ->> '$.subject' FROM json_each(${rows}))
            AND c.state IN ('held', 'failed') GROUP BY c.subject)`,
          sql`NOT EXISTS (SELECT 1 FROM jobs w WHERE w.tenant_id = ${this.#tenantId} AND w.subject = jobs.subject AND w.state = 'waiting')`,
        ),
      );
  }

  #insert(rows: string) {
    const fresh = sql`SELECT value ->> '$.id', ${this.#tenantId}, value ->> '$.kind', value ->> '$.subject', 'waiting',
      value ->> '$.priority', value ->> '$.dueAt', 0, 0, 1, NULL, NULL,
      CASE WHEN json_type(value, '$.input') = 'object' THEN value -> '$.input' END, NULL, NULL, NULL,
      value ->> '$.askedBy', value ->> '$.now', value ->> '$.now', NULL, NULL FROM json_each(${rows}) WHERE 1`;
    return this.#db.insert(jobs).select(fresh).onConflictDoUpdate(joinsTheOneWaiting);
  }
}

function knownOf(
  ids: readonly PoleepoOrderId[],
  links: readonly (KnownLink & { id: PoleepoOrderId })[],
  works: readonly (KnownJob & { subject: string; print: string | null })[],
): Map<PoleepoOrderId, KnownOrder> {
  const linkOf = new Map(links.map(({ id, ...link }) => [id, link]));
  const known = new Map(
    ids.map((id) => [
      id,
      { link: linkOf.get(id) ?? null, job: null as KnownJob | null, prints: new Set<string>() },
    ]),
  );
  for (const { subject, state, updatedAt, print } of works) {
    const order = known.get(orderOfSubject(subject) ?? (0 as PoleepoOrderId));
    if (order === undefined) continue;
    order.job = { state, updatedAt };
    if (print !== null) order.prints.add(print);
  }
  return known;
}
