import { and, eq, inArray, sql } from 'drizzle-orm';
import type { PoleepoOrderId, PoleepoShippingId, SaleOrderId, TenantId } from '../trade/ids.ts';
import { shippingOfSubject, shippingSubject } from '../trade/subject.ts';
import { type Database, together } from './database.ts';
import { jobs, orderLinks, shipments } from './schema/index.ts';
import type { ShipmentRow } from './shipment-store.ts';

/** What is already known of a shipping of Poleepo's. */
export interface KnownShipping {
  row: Pick<ShipmentRow, 'status' | 'trackingCode' | 'poleepoUpdatedAt'> | null;
  /** The print of every listing of it that some work was made from and that the ledger still remembers. */
  prints: ReadonlySet<string>;
}

/** An order of Poleepo's and all its shipments, whatever became of them. */
export interface ShippedSale {
  orderId: PoleepoOrderId;
  shipments: ShipmentRow[];
}

/** Compares what either side tells of parcels with what one tenant knows of them. */
export class ShippingNewsStore {
  readonly #db: Database;
  readonly #tenantId: TenantId;

  constructor(db: Database, tenantId: TenantId) {
    this.#db = db;
    this.#tenantId = tenantId;
  }

  /** One round trip, however many ids. */
  async known(ids: readonly PoleepoShippingId[]): Promise<Map<PoleepoShippingId, KnownShipping>> {
    const wanted = JSON.stringify(ids);
    const subjects = JSON.stringify(ids.map(shippingSubject));
    const { poleepoId, status, trackingCode, poleepoUpdatedAt } = shipments;
    const [rows, works] = await together(this.#db, [
      this.#db
        .select({ poleepoId, status, trackingCode, poleepoUpdatedAt })
        .from(shipments)
        .where(and(this.#mine(), sql`${poleepoId} IN (SELECT value FROM json_each(${wanted}))`)),
      this.#db
        .select({ subject: jobs.subject, print: sql<string | null>`json_extract(${jobs.input}, '$.print')` })
        .from(jobs)
        .where(
          and(
            eq(jobs.tenantId, this.#tenantId),
            sql`${jobs.subject} IN (SELECT value FROM json_each(${subjects}))`,
          ),
        ),
    ]);
    return knownOf(ids, rows as Row[], works as Work[]);
  }

  /**
   * Shippings that something is left to be done about although Poleepo tells nothing new of them: their order has come
   * into Odoo since, or their label has, and nobody is at it.
   */
  async unfinished(limit: number): Promise<PoleepoShippingId[]> {
    const inOdoo = sql`EXISTS (SELECT 1 FROM order_links l WHERE l.tenant_id = ${this.#tenantId}
      AND l.poleepo_order_id = ${shipments.poleepoOrderId} AND l.sale_order_id IS NOT NULL)`;
    const atIt = sql`EXISTS (SELECT 1 FROM jobs j WHERE j.tenant_id = ${this.#tenantId}
      AND j.subject = 'shipping:' || ${shipments.poleepoId} AND j.state NOT IN ('completed', 'skipped'))`;
    const rows = await this.#db
      .select({ id: shipments.poleepoId })
      .from(shipments)
      .where(
        and(
          this.#mine(),
          inArray(shipments.state, ['issued', 'attached', 'handed-over']),
          sql`${shipments.poleepoId} IS NOT NULL`,
          sql`((${shipments.saleOrderId} IS NULL AND ${inOdoo})
            OR (${shipments.state} = 'attached' AND ${shipments.handedOverAt} IS NOT NULL))`,
          sql`NOT ${atIt}`,
        ),
      )
      .orderBy(shipments.id)
      .limit(limit);
    return rows.flatMap(({ id }) => (id === null ? [] : [id as PoleepoShippingId]));
  }

  /** Those of these sale orders that come from Poleepo. One round trip, however many. */
  async ofSales(ids: readonly SaleOrderId[]): Promise<Map<SaleOrderId, ShippedSale>> {
    const wanted = sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`;
    const its = sql`(SELECT l.poleepo_order_id FROM order_links l WHERE l.tenant_id = ${this.#tenantId} AND l.sale_order_id IN ${wanted})`;
    const [links, rows] = await together(this.#db, [
      this.#db
        .select({ orderId: orderLinks.poleepoOrderId, saleOrderId: orderLinks.saleOrderId })
        .from(orderLinks)
        .where(and(eq(orderLinks.tenantId, this.#tenantId), sql`${orderLinks.saleOrderId} IN ${wanted}`)),
      this.#db
        .select()
        .from(shipments)
        .where(and(this.#mine(), sql`${shipments.poleepoOrderId} IN ${its}`))
        .orderBy(shipments.id),
    ]);
    const all = rows as ShipmentRow[];
    const found = links as { orderId: PoleepoOrderId; saleOrderId: SaleOrderId }[];
    return new Map(
      found.map(({ orderId, saleOrderId }) => [
        saleOrderId,
        { orderId, shipments: all.filter(({ poleepoOrderId }) => poleepoOrderId === orderId) },
      ]),
    );
  }

  #mine() {
    return eq(shipments.tenantId, this.#tenantId);
  }
}

type Row = NonNullable<KnownShipping['row']> & { poleepoId: number };
type Work = { subject: string; print: string | null };

function knownOf(
  ids: readonly PoleepoShippingId[],
  rows: readonly Row[],
  works: readonly Work[],
): Map<PoleepoShippingId, KnownShipping> {
  const rowOf = new Map(rows.map(({ poleepoId, ...row }) => [poleepoId, row]));
  const known = new Map(ids.map((id) => [id, { row: rowOf.get(id) ?? null, prints: new Set<string>() }]));
  for (const { subject, print } of works) {
    const id = shippingOfSubject(subject);
    if (id !== null && print !== null) known.get(id)?.prints.add(print);
  }
  return known;
}
