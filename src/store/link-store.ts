import { and, desc, eq, lt, sql } from 'drizzle-orm';
import type { PoleepoOrderId, TenantId } from '../trade/ids.ts';
import { chunks, type Database, type Statement, together } from './database.ts';
import { enqueueStatements, type Work } from './job-store.ts';
import { orderEvents, orderLinks } from './schema/index.ts';

export { orderStates } from './schema/index.ts';
export type OrderLink = typeof orderLinks.$inferSelect;
export type OrderEvent = typeof orderEvents.$inferSelect;
export type NewOrderLink = Omit<OrderLink, 'tenantId' | 'createdAt' | 'updatedAt'>;
export type NewOrderEvent = Omit<OrderEvent, 'tenantId' | 'poleepoOrderId'>;

export interface OrderFilter {
  state?: OrderLink['state'] | undefined;
  channel?: string | undefined;
  /** Of those that wait: why. */
  reason?: string | undefined;
  before?: number | undefined;
  limit: number;
}

/** Of seven columns each. */
const eventsPerInsert = 14;

/** Of how many orders the payment methods are told. */
const mostLooked = 2000;
const mostMethods = 100;

const heldReason = sql<string>`coalesce(json_extract(${orderLinks.held}, '$.reason'), '')`;

/** Which sale order a Poleepo order became, for one tenant, and what happened to it. */
export class OrderLinkStore {
  readonly #db: Database;
  readonly #tenantId: TenantId;

  constructor(db: Database, tenantId: TenantId) {
    this.#db = db;
    this.#tenantId = tenantId;
  }

  async get(id: PoleepoOrderId): Promise<OrderLink | null> {
    const [row] = await this.#db
      .select()
      .from(orderLinks)
      .where(and(eq(orderLinks.tenantId, this.#tenantId), eq(orderLinks.poleepoOrderId, id)));
    return row ?? null;
  }

  /**
   * Writes the link, the events that led to it, and the work that they make, together. A link that speaks of an older state
   * of the order than the one kept is dropped.
   */
  async save(
    link: NewOrderLink,
    { now, events, work = null }: { now: number; events: readonly NewOrderEvent[]; work?: Work | null },
  ): Promise<void> {
    const insert = this.#db
      .insert(orderLinks)
      .values({ ...link, tenantId: this.#tenantId, createdAt: now, updatedAt: now })
      .onConflictDoUpdate({
        target: [orderLinks.tenantId, orderLinks.poleepoOrderId],
        set: { ...link, updatedAt: now },
        setWhere: sql`excluded.poleepo_updated_at >= ${orderLinks.poleepoUpdatedAt}`,
      });
    const works = work === null ? [] : enqueueStatements(this.#db, this.#tenantId, { work });
    await together(this.#db, [insert, ...this.#eventInserts(link.poleepoOrderId, events), ...works]);
  }

  /** Newest Poleepo id first, those before `before`. */
  async list({ state, channel, reason, before, limit }: OrderFilter): Promise<OrderLink[]> {
    return this.#db
      .select()
      .from(orderLinks)
      .where(
        and(
          eq(orderLinks.tenantId, this.#tenantId),
          state === undefined ? undefined : eq(orderLinks.state, state),
          channel === undefined ? undefined : eq(orderLinks.channel, channel),
          reason === undefined ? undefined : eq(heldReason, reason),
          before === undefined ? undefined : lt(orderLinks.poleepoOrderId, before as PoleepoOrderId),
        ),
      )
      .orderBy(desc(orderLinks.poleepoOrderId))
      .limit(limit);
  }

  /** How many orders are in each state, and for which reasons how many wait. */
  async counts(): Promise<{ states: Record<string, number>; reasons: Record<string, number> }> {
    const mine = eq(orderLinks.tenantId, this.#tenantId);
    const count = sql<number>`count(*)`;
    const [states, reasons] = await Promise.all([
      this.#db
        .select({ name: orderLinks.state, count })
        .from(orderLinks)
        .where(mine)
        .groupBy(orderLinks.state),
      this.#db
        .select({ name: heldReason, count })
        .from(orderLinks)
        .where(and(mine, sql`${orderLinks.held} IS NOT NULL`))
        .groupBy(heldReason),
    ]);
    const byName = (rows: { name: string; count: number }[]) =>
      Object.fromEntries(rows.map((row) => [row.name, row.count]));
    return { states: byName(states), reasons: byName(reasons) };
  }

  /** The payment methods of the newest orders as Poleepo named them, the most frequent first. */
  async paymentMethods(): Promise<{ name: string; orders: number }[]> {
    const newest = sql`SELECT json_extract(facts, '$.order.payment') AS name FROM order_links
      WHERE tenant_id = ${this.#tenantId} ORDER BY poleepo_order_id DESC LIMIT ${mostLooked}`;
    return this.#db.all(sql`SELECT name, count(*) AS orders FROM (${newest})
      WHERE name IS NOT NULL GROUP BY name ORDER BY orders DESC, name LIMIT ${mostMethods}`);
  }

  /** A person has skipped the order: it waits no more, and what Odoo does not have counts as skipped. */
  async setAside(id: PoleepoOrderId, now: number): Promise<void> {
    await this.#db
      .update(orderLinks)
      .set({
        held: null,
        state: sql`CASE WHEN ${orderLinks.state} IN ('held', 'waiting-for-payment') THEN 'skipped' ELSE ${orderLinks.state} END`,
        updatedAt: now,
      })
      .where(and(eq(orderLinks.tenantId, this.#tenantId), eq(orderLinks.poleepoOrderId, id)));
  }

  /** Oldest first. */
  async eventsOf(id: PoleepoOrderId): Promise<OrderEvent[]> {
    return this.#db
      .select()
      .from(orderEvents)
      .where(and(eq(orderEvents.tenantId, this.#tenantId), eq(orderEvents.poleepoOrderId, id)))
      .orderBy(orderEvents.at, orderEvents.id);
  }

  /** Adds events to what is told of an order, each once. */
  async tell(id: PoleepoOrderId, events: readonly NewOrderEvent[]): Promise<void> {
    await together(this.#db, this.#eventInserts(id, events));
  }

  /** As `tell`, about many orders in one transaction. */
  async tellEach(events: readonly (NewOrderEvent & { poleepoOrderId: PoleepoOrderId })[]): Promise<void> {
    const inserts = chunks(events, eventsPerInsert).map((part) =>
      this.#db
        .insert(orderEvents)
        .values(part.map((event) => ({ ...event, tenantId: this.#tenantId })))
        .onConflictDoNothing(),
    );
    await together(this.#db, inserts);
  }

  #eventInserts(id: PoleepoOrderId, events: readonly NewOrderEvent[]): Statement[] {
    return events.map((event) =>
      this.#db
        .insert(orderEvents)
        .values({ ...event, poleepoOrderId: id, tenantId: this.#tenantId })
        .onConflictDoNothing(),
    );
  }
}
