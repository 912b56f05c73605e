import { and, desc, eq, inArray, isNotNull, lt, lte, sql } from 'drizzle-orm';
import type { PoleepoOrderId, SaleOrderId, TenantId } from '../trade/ids.ts';
import { type Database, type Page, pageOf, type Statement, together } from './database.ts';
import { enqueueStatements, type Work } from './job-store.ts';
import { orderLinks, shipmentEvents, shipments } from './schema/index.ts';

export { shipmentStates } from './schema/index.ts';
export type ShipmentRow = typeof shipments.$inferSelect;
export type ShipmentState = ShipmentRow['state'];
export type ShipmentEvent = Omit<typeof shipmentEvents.$inferSelect, 'tenantId' | 'shipmentId'>;
export type NewShipment = Omit<ShipmentRow, 'tenantId' | 'updatedAt'>;

export interface Advance {
  /** It is changed only while it is in one of these. */
  from: readonly ShipmentState[];
  /** Left out: its state stays. */
  to?: ShipmentState;
  set?: Partial<Omit<ShipmentRow, 'id' | 'tenantId' | 'state' | 'createdAt' | 'updatedAt'>>;
  events?: readonly ShipmentEvent[];
  now: number;
}

export interface ShipmentFilter {
  state?: ShipmentState | undefined;
  poleepoOrderId?: number | undefined;
  /** Only those that go or went somewhere, and of which nobody knows of which delivery they are. */
  withoutDelivery?: boolean | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** One tenant's shipments: at most one for each delivery order that is neither void nor failed. */
export class ShipmentStore {
  readonly #db: Database;
  readonly #tenantId: TenantId;

  constructor(db: Database, tenantId: TenantId) {
    this.#db = db;
    this.#tenantId = tenantId;
  }

  /**
   * Writes a new one down, with what happened and the work that it makes. Where its delivery has one already, or Poleepo's
   * shipment is known, nothing is written: answers the one that there is.
   */
  async add(
    shipment: NewShipment,
    { events = [], work }: { events?: readonly ShipmentEvent[]; work?: Work } = {},
  ): Promise<{ added: boolean; shipment: ShipmentRow }> {
    const row = { ...shipment, tenantId: this.#tenantId, updatedAt: shipment.createdAt };
    const isIn = sql`EXISTS (SELECT 1 FROM shipments s WHERE s.tenant_id = ${this.#tenantId} AND s.id = ${shipment.id})`;
    await together(this.#db, [
      this.#db.insert(shipments).values(row).onConflictDoNothing(),
      ...events.map((event) => this.#tell(shipment.id, event, isIn)),
      ...(work === undefined ? [] : enqueueStatements(this.#db, this.#tenantId, { work, when: isIn })),
    ]);
    const mine = await this.get(shipment.id);
    if (mine !== null) return { added: true, shipment: mine };
    const other = await this.#inTheWayOf(shipment);
    if (other !== null) return { added: false, shipment: other };
    throw new Error(`shipment ${shipment.id} was neither added nor is there another`);
  }

  async get(id: string): Promise<ShipmentRow | null> {
    return this.#first(eq(shipments.id, id));
  }

  async byPoleepoId(poleepoId: number): Promise<ShipmentRow | null> {
    return this.#first(eq(shipments.poleepoId, poleepoId));
  }

  async byReference(reference: string): Promise<ShipmentRow | null> {
    return this.#first(eq(shipments.reference, reference));
  }

  /** Newest first. */
  async byTracking(code: string): Promise<ShipmentRow[]> {
    return this.#db
      .select()
      .from(shipments)
      .where(and(this.#mine(), eq(shipments.trackingCode, code)))
      .orderBy(desc(shipments.id))
      .limit(20);
  }

  /** The one of a delivery order that is neither void nor failed. */
  async ofPicking(pickingId: number): Promise<ShipmentRow | null> {
    return this.#first(and(eq(shipments.pickingId, pickingId), sql`state NOT IN ('void', 'failed')`));
  }

  /** Poleepo's order behind one of Odoo's; null where it does not come from Poleepo. */
  async orderOf(saleOrderId: SaleOrderId): Promise<PoleepoOrderId | null> {
    const [row] = await this.#db
      .select({ id: orderLinks.poleepoOrderId })
      .from(orderLinks)
      .where(and(eq(orderLinks.tenantId, this.#tenantId), eq(orderLinks.saleOrderId, saleOrderId)))
      .limit(1);
    return row?.id ?? null;
  }

  /** Oldest first. */
  async ofOrder(id: PoleepoOrderId): Promise<ShipmentRow[]> {
    return this.#db
      .select()
      .from(shipments)
      .where(and(this.#mine(), eq(shipments.poleepoOrderId, id)))
      .orderBy(shipments.id);
  }

  /** Newest first. */
  async list({
    state,
    poleepoOrderId,
    withoutDelivery,
    cursor,
    limit,
  }: ShipmentFilter): Promise<Page<ShipmentRow>> {
    const rows = await this.#db
      .select()
      .from(shipments)
      .where(
        and(
          this.#mine(),
          state === undefined ? undefined : eq(shipments.state, state),
          poleepoOrderId === undefined
            ? undefined
            : eq(shipments.poleepoOrderId, poleepoOrderId as PoleepoOrderId),
          withoutDelivery === true ? sql`picking_id IS NULL AND state NOT IN ('void', 'failed')` : undefined,
          cursor === undefined ? undefined : lt(shipments.id, cursor),
        ),
      )
      .orderBy(desc(shipments.id))
      .limit(limit + 1);
    return pageOf(rows, limit);
  }

  /** Takes one a step on, with what happened. Answers it as it is then; null where it was in none of the states `from`. */
  async advance(id: string, { from, to, set = {}, events = [], now }: Advance): Promise<ShipmentRow | null> {
    const inState = sql`EXISTS (SELECT 1 FROM shipments s WHERE s.tenant_id = ${this.#tenantId} AND s.id = ${id} AND s.state IN ${[...from]})`;
    const answers = await together(this.#db, [
      ...events.map((event) => this.#tell(id, event, inState)),
      this.#db
        .update(shipments)
        .set({ ...set, ...(to === undefined ? {} : { state: to }), updatedAt: now })
        .where(and(this.#mine(), eq(shipments.id, id), inArray(shipments.state, [...from])))
        .returning(),
    ]);
    const [row] = answers.at(-1) as ShipmentRow[];
    return row ?? null;
  }

  /** What Poleepo says of one now; false where something newer is known. */
  async hear(
    id: string,
    news: {
      set: NonNullable<Advance['set']>;
      poleepoUpdatedAt: number;
      events: readonly ShipmentEvent[];
      now: number;
    },
  ): Promise<boolean> {
    const { set, poleepoUpdatedAt, events, now } = news;
    const isNews = sql`coalesce(poleepo_updated_at, 0) <= ${poleepoUpdatedAt}`;
    const guard = sql`EXISTS (SELECT 1 FROM shipments WHERE tenant_id = ${this.#tenantId} AND id = ${id} AND ${isNews})`;
    const answers = await together(this.#db, [
      ...events.map((event) => this.#tell(id, event, guard)),
      this.#db
        .update(shipments)
        .set({ ...set, poleepoUpdatedAt, updatedAt: now })
        .where(and(this.#mine(), eq(shipments.id, id), isNews))
        .returning({ id: shipments.id }),
    ]);
    return (answers.at(-1) as unknown[]).length > 0;
  }

  /** Oldest first. */
  async eventsOf(id: string): Promise<ShipmentEvent[]> {
    const { key, at, kind, detail } = shipmentEvents;
    return this.#db
      .select({ key, at, kind, detail })
      .from(shipmentEvents)
      .where(and(eq(shipmentEvents.tenantId, this.#tenantId), eq(shipmentEvents.shipmentId, id)))
      .orderBy(shipmentEvents.at, shipmentEvents.key);
  }

  /** The ids of those from before a moment whose label is kept, oldest first. */
  async withLabel(before: number, most: number): Promise<string[]> {
    const rows = await this.#db
      .select({ id: shipments.id })
      .from(shipments)
      .where(and(this.#mine(), lt(shipments.createdAt, before), isNotNull(shipments.labelKey)))
      .orderBy(shipments.id)
      .limit(most);
    return rows.map(({ id }) => id);
  }

  /** Their labels are kept no more, unless something happened to them since a moment. One statement. */
  async forgetLabels(ids: readonly string[], since: number): Promise<void> {
    const these = sql`${shipments.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;
    await this.#db
      .update(shipments)
      .set({ labelKey: null })
      .where(and(this.#mine(), these, lte(shipments.updatedAt, since)));
  }

  #tell(shipmentId: string, event: ShipmentEvent, when: ReturnType<typeof sql>): Statement {
    const { key, at, kind, detail } = event;
    return this.#db
      .insert(shipmentEvents)
      .select(
        sql`SELECT ${this.#tenantId}, ${shipmentId}, ${key}, ${at}, ${kind}, ${JSON.stringify(detail)} WHERE ${when}`,
      )
      .onConflictDoNothing();
  }

  async #inTheWayOf({ pickingId, poleepoId, reference }: NewShipment): Promise<ShipmentRow | null> {
    const ofDelivery = pickingId === null ? null : await this.ofPicking(pickingId);
    if (ofDelivery !== null) return ofDelivery;
    const ofPoleepo = poleepoId === null ? null : await this.byPoleepoId(poleepoId);
    return ofPoleepo ?? this.byReference(reference);
  }

  async #first(condition: ReturnType<typeof and>): Promise<ShipmentRow | null> {
    const [row] = await this.#db.select().from(shipments).where(and(this.#mine(), condition)).limit(1);
    return row ?? null;
  }

  #mine() {
    return eq(shipments.tenantId, this.#tenantId);
  }
}
