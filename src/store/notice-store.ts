import { and, desc, eq, gt, isNull, lt, sql } from 'drizzle-orm';
import type { TenantId } from '../trade/ids.ts';
import { type Database, type Page, pageOf } from './database.ts';
import { alerts, auditLog, cronRuns } from './schema/index.ts';

export type AlertRow = typeof alerts.$inferSelect;
export type AuditRow = typeof auditLog.$inferSelect;
export type CronRunRow = typeof cronRuns.$inferSelect;

export interface NewAlert {
  id: string;
  kind: string;
  subject: string;
  detail: Record<string, unknown>;
  now: number;
}

/** What a tenant's people must know of: alerts, the audit log, and when each cron last ran. */
export class NoticeStore {
  readonly #db: Database;
  readonly #tenantId: TenantId;

  constructor(db: Database, tenantId: TenantId) {
    this.#db = db;
    this.#tenantId = tenantId;
  }

  /** Raises an alert, or counts it once more if one of this kind and subject is there; a closed one opens again. */
  async raise(alert: NewAlert): Promise<void> {
    const { id, kind, subject, detail, now } = alert;
    await this.#db
      .insert(alerts)
      .values({ id, tenantId: this.#tenantId, kind, subject, detail, count: 1, raisedAt: now, lastAt: now })
      .onConflictDoUpdate({
        target: [alerts.tenantId, alerts.kind, alerts.subject],
        set: {
          detail,
          count: sql`${alerts.count} + 1`,
          lastAt: now,
          raisedAt: sql`CASE WHEN ${alerts.closedAt} IS NULL THEN ${alerts.raisedAt} ELSE ${now} END`,
          toldAt: sql`CASE WHEN ${alerts.closedAt} IS NULL THEN ${alerts.toldAt} END`,
          closedAt: null,
        },
      });
  }

  /** Raises an alert that tells of one thing that happened: one that was raised before stays as it is, open or closed. */
  async raiseOnce(alert: NewAlert): Promise<void> {
    const { now, ...row } = alert;
    await this.#db
      .insert(alerts)
      .values({ ...row, tenantId: this.#tenantId, count: 1, raisedAt: now, lastAt: now })
      .onConflictDoNothing();
  }

  async close(kind: string, subject: string, now: number): Promise<void> {
    await this.#db
      .update(alerts)
      .set({ closedAt: now })
      .where(
        and(
          eq(alerts.tenantId, this.#tenantId),
          eq(alerts.kind, kind),
          eq(alerts.subject, subject),
          isNull(alerts.closedAt),
        ),
      );
  }

  /** Closes the open alerts of a kind, save those of these subjects. */
  async closeExcept(kind: string, subjects: readonly string[], now: number): Promise<void> {
    const kept = JSON.stringify(subjects);
    await this.#db
      .update(alerts)
      .set({ closedAt: now })
      .where(
        and(
          eq(alerts.tenantId, this.#tenantId),
          eq(alerts.kind, kind),
          isNull(alerts.closedAt),
          sql`${alerts.subject} NOT IN (SELECT value FROM json_each(${kept}))`,
        ),
      );
  }

  /** Closes one alert by hand; null where there is none of this id that is open. */
  async closeById(id: string, now: number): Promise<AlertRow | null> {
    const [row] = await this.#db
      .update(alerts)
      .set({ closedAt: now })
      .where(and(eq(alerts.tenantId, this.#tenantId), eq(alerts.id, id), isNull(alerts.closedAt)))
      .returning();
    return row ?? null;
  }

  /** Open alerts that no mail has told of, of kinds that none has told of since `since` (ms). */
  async untold(since: number): Promise<AlertRow[]> {
    return this.#db
      .select()
      .from(alerts)
      .where(
        and(
          eq(alerts.tenantId, this.#tenantId),
          isNull(alerts.closedAt),
          isNull(alerts.toldAt),
          sql`NOT EXISTS (SELECT 1 FROM alerts t WHERE t.tenant_id = ${this.#tenantId} AND t.kind = alerts.kind AND t.told_at >= ${since})`,
        ),
      )
      .orderBy(alerts.kind, alerts.raisedAt)
      .limit(200);
  }

  async markTold(ids: readonly string[], now: number): Promise<void> {
    await this.#db
      .update(alerts)
      .set({ toldAt: now })
      .where(
        and(
          eq(alerts.tenantId, this.#tenantId),
          sql`${alerts.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
        ),
      );
  }

  /** Open alerts, newest first. */
  async alerts(limit: number): Promise<AlertRow[]> {
    return this.#db
      .select()
      .from(alerts)
      .where(and(eq(alerts.tenantId, this.#tenantId), isNull(alerts.closedAt)))
      .orderBy(desc(alerts.lastAt))
      .limit(limit);
  }

  async audit(entry: Omit<AuditRow, 'tenantId'>): Promise<void> {
    await this.#db.insert(auditLog).values({ ...entry, tenantId: this.#tenantId });
  }

  async auditLog(filter: {
    cursor?: string | undefined;
    since?: number | undefined;
    limit: number;
  }): Promise<Page<AuditRow>> {
    const rows = await this.#db
      .select()
      .from(auditLog)
      .where(
        and(
          eq(auditLog.tenantId, this.#tenantId),
          filter.cursor === undefined ? undefined : lt(auditLog.id, filter.cursor),
          filter.since === undefined ? undefined : gt(auditLog.at, filter.since),
        ),
      )
      .orderBy(desc(auditLog.id))
      .limit(filter.limit + 1);
    return pageOf(rows, filter.limit);
  }

  async cronRuns(): Promise<CronRunRow[]> {
    return this.#db.select().from(cronRuns).where(eq(cronRuns.tenantId, this.#tenantId));
  }

  async recordCron(run: Omit<CronRunRow, 'tenantId'>): Promise<void> {
    const { startedAt, finishedAt, result } = run;
    await this.#db
      .insert(cronRuns)
      .values({ ...run, tenantId: this.#tenantId })
      .onConflictDoUpdate({
        target: [cronRuns.tenantId, cronRuns.cron],
        set: { startedAt, finishedAt, result },
      });
  }
}
