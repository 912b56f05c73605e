import { and, eq, sql } from 'drizzle-orm';
import type { TenantId } from '../trade/ids.ts';
import type { Database } from './database.ts';
import { connections } from './schema/index.ts';

export type ConnectionRow = typeof connections.$inferSelect;
export type Side = ConnectionRow['side'];

export interface NewConnection {
  settings: Record<string, unknown>;
  sealedKey: string;
  active: boolean;
  now: number;
}

export interface Pause {
  until: number;
  since: number;
  reason: string;
  /** How many times in a row: the next pause is longer. */
  pauses: number;
}

/** A tenant's connections to its Odoo and its Poleepo account. Keys stay sealed here. */
export class ConnectionStore {
  readonly #db: Database;
  readonly #tenantId: TenantId;

  constructor(db: Database, tenantId: TenantId) {
    this.#db = db;
    this.#tenantId = tenantId;
  }

  async get(side: Side): Promise<ConnectionRow | null> {
    const [row] = await this.#db.select().from(connections).where(this.#of(side));
    return row ?? null;
  }

  async all(): Promise<ConnectionRow[]> {
    return this.#db.select().from(connections).where(eq(connections.tenantId, this.#tenantId));
  }

  /** Writes address and key; any pause ends, since what it was about has changed. */
  async save(side: Side, { settings, sealedKey, active, now }: NewConnection): Promise<void> {
    const row = {
      settings,
      sealedKey,
      active,
      updatedAt: now,
      checkedAt: null,
      checkResult: null,
      ...unpaused,
    };
    await this.#db
      .insert(connections)
      .values({ tenantId: this.#tenantId, side, revision: 1, connectedAt: now, keyedAt: now, ...row })
      .onConflictDoUpdate({
        target: [connections.tenantId, connections.side],
        set: {
          ...row,
          revision: sql`${connections.revision} + 1`,
          keyedAt: sql`CASE WHEN ${connections.sealedKey} = excluded.sealed_key THEN ${connections.keyedAt} ELSE ${now} END`,
        },
      });
  }

  /** Writes what a test found, and the settings that it completed (version, user id). */
  async saveCheck(
    side: Side,
    check: {
      settings?: Record<string, unknown>;
      result: Record<string, unknown>;
      now: number;
      revision: number;
    },
  ): Promise<void> {
    await this.#db
      .update(connections)
      .set({
        checkedAt: check.now,
        checkResult: check.result,
        ...(check.settings === undefined ? {} : { settings: check.settings }),
      })
      .where(and(this.#of(side), eq(connections.revision, check.revision)));
  }

  /** Writes what was learnt of the other side, unless the connection has changed since. */
  async completeSettings(
    side: Side,
    { settings, revision }: { settings: Record<string, unknown>; revision: number },
  ): Promise<void> {
    await this.#db
      .update(connections)
      .set({ settings })
      .where(and(this.#of(side), eq(connections.revision, revision)));
  }

  async pause(side: Side, pause: Pause): Promise<void> {
    await this.#db
      .update(connections)
      .set({
        pausedUntil: pause.until,
        pausedSince: pause.since,
        pauseReason: pause.reason,
        pauses: pause.pauses,
      })
      .where(this.#of(side));
  }

  async unpause(side: Side): Promise<void> {
    await this.#db.update(connections).set(unpaused).where(this.#of(side));
  }

  #of(side: Side) {
    return and(eq(connections.tenantId, this.#tenantId), eq(connections.side, side));
  }
}

const unpaused = { pausedUntil: null, pausedSince: null, pauseReason: null, pauses: 0 };
