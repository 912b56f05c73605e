import { and, desc, eq, isNull, lt, or, sql } from 'drizzle-orm';
import type { ApiKeyId, TenantId } from '../../trade/ids.ts';
import type { Database } from '../database.ts';
import { apiKeys, tenants } from '../schema/index.ts';
import type { RoleName } from './membership-rows.ts';
import { type TenantColumns, tenantColumns } from './session-rows.ts';

export type ApiKeyRow = typeof apiKeys.$inferSelect;

/** A live key with its role and the company that it opens. */
export interface OpenKey extends TenantColumns {
  keyId: ApiKeyId;
  name: string;
  role: RoleName;
  lastUsedAt: number | null;
}

/** Keys of the admin API. Only their hashes are kept. */
export class ApiKeyRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async add(key: typeof apiKeys.$inferInsert): Promise<void> {
    await this.#db.insert(apiKeys).values(key);
  }

  /** The keys of a company that are not revoked, newest first. */
  async list(tenantId: TenantId): Promise<ApiKeyRow[]> {
    return this.#db
      .select()
      .from(apiKeys)
      .where(and(eq(apiKeys.tenantId, tenantId), isNull(apiKeys.revokedAt)))
      .orderBy(desc(apiKeys.id));
  }

  async open(keyHash: string): Promise<OpenKey | null> {
    const [row] = await this.#db
      .select({
        ...tenantColumns,
        keyId: sql<ApiKeyId>`${apiKeys.id}`.as('key_id'),
        name: sql<string>`${apiKeys.name}`.as('name'),
        role: sql<RoleName>`${apiKeys.role}`.as('role'),
        lastUsedAt: sql<number | null>`${apiKeys.lastUsedAt}`.as('last_used_at'),
      })
      .from(apiKeys)
      .innerJoin(tenants, eq(tenants.id, apiKeys.tenantId))
      .where(and(eq(apiKeys.keyHash, keyHash), isNull(apiKeys.revokedAt)));
    return row ?? null;
  }

  /** Writes when a key was used, unless that is known to have been after `unlessAfter`. */
  async touch(id: ApiKeyId, now: number, unlessAfter: number): Promise<void> {
    await this.#db
      .update(apiKeys)
      .set({ lastUsedAt: now })
      .where(and(eq(apiKeys.id, id), or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, unlessAfter))));
  }

  /** The name of the key that was revoked; null where this company has no such live key. */
  async revoke(tenantId: TenantId, id: ApiKeyId, now: number): Promise<string | null> {
    const [row] = await this.#db
      .update(apiKeys)
      .set({ revokedAt: now })
      .where(and(eq(apiKeys.tenantId, tenantId), eq(apiKeys.id, id), isNull(apiKeys.revokedAt)))
      .returning({ name: apiKeys.name });
    return row?.name ?? null;
  }
}
