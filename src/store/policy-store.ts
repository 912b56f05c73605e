import { and, eq, inArray, sql } from 'drizzle-orm';
import type { TenantId } from '../trade/ids.ts';
import { chunks, type Database } from './database.ts';
import { rules, settings } from './schema/index.ts';

export type RuleRow = typeof rules.$inferSelect;
export type RuleKind = RuleRow['kind'];
export type Rule = Pick<RuleRow, 'kind' | 'key' | 'value'>;

/** The parts of the settings, each written by its own route. */
export type SettingsPart = 'orders' | 'retention' | 'comparison' | 'products' | 'shipments' | 'invoices';

const keysPerQuery = 80;

/** A tenant's settings, and the rules that its people's decisions have left behind. */
export class PolicyStore {
  readonly #db: Database;
  readonly #tenantId: TenantId;

  constructor(db: Database, tenantId: TenantId) {
    this.#db = db;
    this.#tenantId = tenantId;
  }

  /** The settings as they were written; null where none ever were. */
  async settings(): Promise<Record<string, unknown> | null> {
    const [row] = await this.#db
      .select({ value: settings.value })
      .from(settings)
      .where(eq(settings.tenantId, this.#tenantId));
    return row?.value ?? null;
  }

  async saveSettings(
    value: Record<string, unknown>,
    { by, now }: { by: string; now: number },
  ): Promise<void> {
    const row = { value, updatedBy: by, updatedAt: now };
    await this.#db
      .insert(settings)
      .values({ tenantId: this.#tenantId, ...row })
      .onConflictDoUpdate({ target: settings.tenantId, set: row });
  }

  /** Writes one part of the settings; the others stay as whoever wrote them last has left them. */
  async saveSettingsOf(
    part: SettingsPart,
    value: Record<string, unknown>,
    { by, now }: { by: string; now: number },
  ): Promise<void> {
    const row = { updatedBy: by, updatedAt: now };
    const path = `$.${part}`;
    await this.#db
      .insert(settings)
      .values({ tenantId: this.#tenantId, value: { [part]: value }, ...row })
      .onConflictDoUpdate({
        target: settings.tenantId,
        set: { ...row, value: sql`json_set(${settings.value}, ${path}, json(${JSON.stringify(value)}))` },
      });
  }

  /** Writes some members of one part, each whole; the part's other members stay, whoever else writes at the same moment. */
  async changeSettingsOf(
    part: SettingsPart,
    members: Record<string, unknown>,
    { by, now }: { by: string; now: number },
  ): Promise<void> {
    const row = { updatedBy: by, updatedAt: now };
    const pairs = Object.entries(members).flatMap(([name, value]) => [
      sql`${`$.${part}.${name}`}`,
      sql`json(${JSON.stringify(value)})`,
    ]);
    const value =
      pairs.length === 0 ? settings.value : sql`json_set(${sql.join([settings.value, ...pairs], sql`, `)})`;
    await this.#db
      .insert(settings)
      .values({ tenantId: this.#tenantId, value: { [part]: members }, ...row })
      .onConflictDoUpdate({ target: settings.tenantId, set: { ...row, value } });
  }

  /** The rules of these kinds and keys. */
  async rulesFor(wanted: Partial<Record<RuleKind, readonly string[]>>): Promise<Rule[]> {
    const found: Rule[] = [];
    for (const [kind, keys] of Object.entries(wanted)) {
      for (const part of chunks(keys, keysPerQuery)) {
        const rows = await this.#db
          .select({ kind: rules.kind, key: rules.key, value: rules.value })
          .from(rules)
          .where(
            and(
              eq(rules.tenantId, this.#tenantId),
              eq(rules.kind, kind as RuleKind),
              inArray(rules.key, part),
            ),
          );
        found.push(...rows);
      }
    }
    return found;
  }

  async rules(kind?: RuleKind): Promise<RuleRow[]> {
    return this.#db
      .select()
      .from(rules)
      .where(and(eq(rules.tenantId, this.#tenantId), kind === undefined ? undefined : eq(rules.kind, kind)))
      .orderBy(rules.kind, rules.key);
  }

  async saveRule({ kind, key, value }: Rule, { by, now }: { by: string; now: number }): Promise<void> {
    const row = { value, decidedBy: by, updatedAt: now };
    await this.#db
      .insert(rules)
      .values({ tenantId: this.#tenantId, kind, key, ...row })
      .onConflictDoUpdate({ target: [rules.tenantId, rules.kind, rules.key], set: row });
  }

  /** False where there is no such rule. */
  async removeRule(kind: RuleKind, key: string): Promise<boolean> {
    const removed = await this.#db
      .delete(rules)
      .where(and(eq(rules.tenantId, this.#tenantId), eq(rules.kind, kind), eq(rules.key, key)))
      .returning({ key: rules.key });
    return removed.length > 0;
  }
}
