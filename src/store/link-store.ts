import { and, desc, eq, lt, sql } from 'drizzle-orm';
import type { PoleepoOrderId, TenantId } from '../trade/ids.ts';
import { type Database, type Statement, together } from './database.ts';
import { orderEvents, orderLinks } from './schema/index.ts';

export { orderStates } from './schema/index.ts';
export type OrderLink = typeof orderLinks.$inferSelect;
export type OrderEvent = typeof orderEvents.$inferSelect;
export type NewOrderLink = Omit<OrderLink, 'tenantId' | 'createdAt' | 'updatedAt'>;
export type NewOrderEvent = Omit<OrderEvent, 'tenantId' | 'poleepoOrderId'>;

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

  /** Writes the link and the events that led to it, together. A link that speaks of an older state of the order than the one kept is dropped. */
  async save(
    link: NewOrderLink,
    { now, events }: { now: number; events: readonly NewOrderEvent[] },
  ): Promise<void> {
    const insert = this.#db
      .insert(orderLinks)
      .values({ ...link, tenantId: this.#tenantId, createdAt: now, updatedAt: now })
      .onConflictDoUpdate({
        target: [orderLinks.tenantId, orderLinks.poleepoOrderId],
        set: { ...link, updatedAt: now },
        setWhere: sql`excluded.poleepo_updated_at >= ${orderLinks.poleepoUpdatedAt}`,
      });
    await together(this.#db, [insert, ...this.#eventInserts(link.poleepoOrderId, events)]);
  }

  async list(filter: {
    state?: OrderLink['state'] | undefined;
    before?: number | undefined;
    limit: number;
  }): Promise<OrderLink[]> {
    return this.#db
      .select()
      .from(orderLinks)
      .where(
        and(
          eq(orderLinks.tenantId, this.#tenantId),
          filter.state === undefined ? undefined : eq(orderLinks.state, filter.state),
          filter.before === undefined
            ? undefined
            : lt(orderLinks.poleepoOrderId, filter.before as PoleepoOrderId),
        ),
      )
      .orderBy(desc(orderLinks.poleepoOrderId))
      .limit(filter.limit);
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

  #eventInserts(id: PoleepoOrderId, events: readonly NewOrderEvent[]): Statement[] {
    return events.map((event) =>
      this.#db
        .insert(orderEvents)
        .values({ ...event, poleepoOrderId: id, tenantId: this.#tenantId })
        .onConflictDoNothing(),
    );
  }
}
