import { and, asc, eq, sql } from 'drizzle-orm';
import type { HookKey, TenantId, WebhookId } from '../../trade/ids.ts';
import type { Database } from '../database.ts';
import { tenants, webhooks } from '../schema/index.ts';
import { type TenantColumns, tenantColumns } from './session-rows.ts';

export type WebhookRow = typeof webhooks.$inferSelect;
export type WebhookChange = Partial<Omit<WebhookRow, 'id' | 'tenantId' | 'hookKey' | 'createdAt'>>;

export class WebhookRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** False where the company has a webhook of that name. */
  async add(webhook: typeof webhooks.$inferInsert): Promise<boolean> {
    const rows = await this.#db
      .insert(webhooks)
      .values(webhook)
      .onConflictDoNothing({ target: [webhooks.tenantId, webhooks.name] })
      .returning({ id: webhooks.id });
    return rows.length > 0;
  }

  async list(tenantId: TenantId): Promise<WebhookRow[]> {
    return this.#db.select().from(webhooks).where(eq(webhooks.tenantId, tenantId)).orderBy(asc(webhooks.id));
  }

  async get(tenantId: TenantId, id: WebhookId): Promise<WebhookRow | null> {
    const [row] = await this.#db.select().from(webhooks).where(this.#one(tenantId, id));
    return row ?? null;
  }

  async named(tenantId: TenantId, name: string): Promise<WebhookRow | null> {
    const [row] = await this.#db
      .select()
      .from(webhooks)
      .where(and(eq(webhooks.tenantId, tenantId), eq(webhooks.name, name)));
    return row ?? null;
  }

  /** The webhook behind an address of ours and the company that it belongs to, whether active or not. */
  async byHookKey(hookKey: HookKey): Promise<{ webhook: WebhookRow; tenant: TenantColumns } | null> {
    const [found, owners] = await this.#db.batch([
      this.#db.select().from(webhooks).where(eq(webhooks.hookKey, hookKey)),
      this.#db
        .select(tenantColumns)
        .from(tenants)
        .where(sql`${tenants.id} = (SELECT w.tenant_id FROM webhooks w WHERE w.hook_key = ${hookKey})`),
    ]);
    const [webhook] = found;
    const [tenant] = owners;
    return webhook === undefined || tenant === undefined ? null : { webhook, tenant };
  }

  async update(tenantId: TenantId, id: WebhookId, change: WebhookChange): Promise<WebhookRow | null> {
    const [row] = await this.#db.update(webhooks).set(change).where(this.#one(tenantId, id)).returning();
    return row ?? null;
  }

  /** Writes that a message of this scheme has verified, where that is news; the first time is kept. */
  async verified(id: WebhookId, scheme: string, now: number): Promise<void> {
    await this.#db
      .update(webhooks)
      .set({ lastScheme: scheme, verifiedAt: sql`coalesce(${webhooks.verifiedAt}, ${now})` })
      .where(
        and(
          eq(webhooks.id, id),
          sql`(${webhooks.verifiedAt} IS NULL OR ${webhooks.lastScheme} IS NOT ${scheme})`,
        ),
      );
  }

  /** The name of the webhook that was removed; null where the company has none of this id. */
  async remove(tenantId: TenantId, id: WebhookId): Promise<string | null> {
    const [row] = await this.#db
      .delete(webhooks)
      .where(this.#one(tenantId, id))
      .returning({ name: webhooks.name });
    return row?.name ?? null;
  }

  #one(tenantId: TenantId, id: WebhookId) {
    return and(eq(webhooks.tenantId, tenantId), eq(webhooks.id, id));
  }
}
