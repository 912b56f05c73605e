import { and, desc, eq, gt, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import type { JobId, MessageId, TenantId, WebhookId } from '../trade/ids.ts';
import { apiLogInserts, type CallRow } from './api-log-store.ts';
import { type Database, type Page, pageOf, together } from './database.ts';
import type { JobState } from './job-states.ts';
import { enqueueStatements, waitingJobOf, type Work } from './job-store.ts';
import { jobs, refusedMessages, webhookMessages } from './schema/index.ts';

export type MessageRow = typeof webhookMessages.$inferSelect & { state: JobState | null };
export type RefusedMessageRow = typeof refusedMessages.$inferSelect;

export interface IncomingMessage {
  id: MessageId;
  webhookId: WebhookId;
  /** The vendor's own id of the event, the only thing by which a repetition is known. */
  eventId: string | null;
  event: string;
  trust: string;
  headers: Record<string, string>;
  payload: string;
  receivedAt: number;
}

export interface MessageFilter {
  state?: JobState | undefined;
  cursor?: string | undefined;
  limit: number;
}

const columns = {
  id: webhookMessages.id,
  tenantId: webhookMessages.tenantId,
  webhookId: webhookMessages.webhookId,
  eventId: webhookMessages.eventId,
  event: webhookMessages.event,
  subject: webhookMessages.subject,
  trust: webhookMessages.trust,
  headers: webhookMessages.headers,
  payload: webhookMessages.payload,
  jobId: webhookMessages.jobId,
  receivedAt: webhookMessages.receivedAt,
  state: jobs.state,
};

/** The webhook queue of one tenant. */
export class MessageStore {
  readonly #db: Database;
  readonly #tenantId: TenantId;

  constructor(db: Database, tenantId: TenantId) {
    this.#db = db;
    this.#tenantId = tenantId;
  }

  /**
   * Writes the message and the job that it causes or joins, in one transaction. Answers that job, or null where the
   * vendor's event id shows that this very message is already here (then nothing is written).
   */
  async receive(message: IncomingMessage, work: Work, call?: CallRow): Promise<JobId | null> {
    const isNew = sql`EXISTS (SELECT 1 FROM webhook_messages m WHERE m.id = ${message.id} AND m.tenant_id = ${this.#tenantId})`;
    const answers = await together(this.#db, [
      this.#db
        .insert(webhookMessages)
        .values({ ...message, tenantId: this.#tenantId, subject: work.subject })
        .onConflictDoNothing(),
      ...apiLogInserts(this.#db, this.#tenantId, call === undefined ? [] : [call]),
      ...enqueueStatements(this.#db, this.#tenantId, { work, when: isNew }),
      this.#db
        .update(webhookMessages)
        .set({ jobId: waitingJobOf(this.#tenantId, work.subject) })
        .where(and(eq(webhookMessages.id, message.id), eq(webhookMessages.tenantId, this.#tenantId)))
        .returning({ jobId: webhookMessages.jobId }),
    ]);
    const [row] = answers.at(-1) as { jobId: JobId | null }[];
    return row?.jobId ?? null;
  }

  /** Keeps a sample of a message that was turned away; `count` says for how many it stands. */
  async quarantine(message: Omit<RefusedMessageRow, 'tenantId'>, call?: CallRow): Promise<void> {
    await together(this.#db, [
      this.#db.insert(refusedMessages).values({ ...message, tenantId: this.#tenantId }),
      ...apiLogInserts(this.#db, this.#tenantId, call === undefined ? [] : [call]),
    ]);
  }

  /** Newest first. A message shows the state of its job. */
  async list(filter: MessageFilter): Promise<Page<MessageRow>> {
    const rows = await this.#db
      .select(columns)
      .from(webhookMessages)
      .leftJoin(jobs, eq(jobs.id, webhookMessages.jobId))
      .where(
        and(
          eq(webhookMessages.tenantId, this.#tenantId),
          filter.state === undefined ? undefined : eq(jobs.state, filter.state),
          filter.cursor === undefined ? undefined : lt(webhookMessages.id, filter.cursor as MessageId),
        ),
      )
      .orderBy(desc(webhookMessages.id))
      .limit(filter.limit + 1);
    return pageOf(rows, filter.limit);
  }

  async get(id: MessageId): Promise<MessageRow | null> {
    const [row] = await this.#db
      .select(columns)
      .from(webhookMessages)
      .leftJoin(jobs, eq(jobs.id, webhookMessages.jobId))
      .where(and(eq(webhookMessages.tenantId, this.#tenantId), eq(webhookMessages.id, id)));
    return row ?? null;
  }

  async refused(filter: { cursor?: string | undefined; limit: number }): Promise<Page<RefusedMessageRow>> {
    const rows = await this.#db
      .select()
      .from(refusedMessages)
      .where(
        and(
          eq(refusedMessages.tenantId, this.#tenantId),
          filter.cursor === undefined ? undefined : lt(refusedMessages.id, filter.cursor),
        ),
      )
      .orderBy(desc(refusedMessages.id))
      .limit(filter.limit + 1);
    return pageOf(rows, filter.limit);
  }

  /** When the last good message came, in ms; null where none ever did. */
  async lastReceivedAt(): Promise<number | null> {
    const [row] = await this.#db
      .select({ at: sql<number | null>`max(${webhookMessages.receivedAt})` })
      .from(webhookMessages)
      .where(eq(webhookMessages.tenantId, this.#tenantId));
    return row?.at ?? null;
  }

  /** Deletes the messages whose job is in `state` and that came before `before` (ms); answers how many. */
  async remove(state: JobState, before: number): Promise<number> {
    const done = this.#db
      .select({ id: jobs.id })
      .from(jobs)
      .where(and(eq(jobs.tenantId, this.#tenantId), eq(jobs.state, state)));
    const removed = await this.#db
      .delete(webhookMessages)
      .where(
        and(
          eq(webhookMessages.tenantId, this.#tenantId),
          lt(webhookMessages.receivedAt, before),
          inArray(webhookMessages.jobId, done),
        ),
      )
      .returning({ id: webhookMessages.id });
    return removed.length;
  }

  /** How many messages wait without any job, which must never be. */
  async orphans(since: number): Promise<number> {
    const [row] = await this.#db
      .select({ count: sql<number>`count(*)` })
      .from(webhookMessages)
      .leftJoin(jobs, eq(jobs.id, webhookMessages.jobId))
      .where(
        and(
          eq(webhookMessages.tenantId, this.#tenantId),
          gt(webhookMessages.receivedAt, since),
          or(isNull(webhookMessages.jobId), isNull(jobs.id)),
        ),
      );
    return row?.count ?? 0;
  }
}
