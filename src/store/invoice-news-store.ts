import { and, eq, gt, sql } from 'drizzle-orm';
import type { PoleepoOrderId, SaleOrderId, TenantId } from '../trade/ids.ts';
import type { Database } from './database.ts';
import type { InvoiceRow } from './invoice-store.ts';
import { invoices, orderLinks } from './schema/index.ts';

/** An order that a rule may invoice. */
export interface OrderToInvoice {
  poleepoOrderId: PoleepoOrderId;
  saleOrderId: SaleOrderId;
  saleOrderName: string | null;
  /** Its newest invoice, which is posted; null where it has none. */
  newest: string | null;
}

export interface OrdersToInvoice {
  /** Those that came in at or after this moment, in ms. */
  from: number;
  /** Only those whose customer asked for an invoice. */
  onRequest: boolean;
  /** Those too that have been invoiced in part, at or after this moment; null for those without any invoice. */
  invoicedSince: number | null;
  after: number;
  limit: number;
}

export type StandingInvoice = Pick<
  InvoiceRow,
  'id' | 'state' | 'poleepoOrderId' | 'saleOrderId' | 'moveId' | 'requestedBy'
> & { code: string | null };

/** What of one tenant's orders and invoices a rule looks at. */
export class InvoiceNewsStore {
  readonly #db: Database;
  readonly #tenantId: TenantId;

  constructor(db: Database, tenantId: TenantId) {
    this.#db = db;
    this.#tenantId = tenantId;
  }

  /** The next orders in Odoo that a rule may invoice, by Poleepo's id. Those with an invoice that is not posted are none. */
  async orders({ from, onRequest, invoicedSince, after, limit }: OrdersToInvoice): Promise<OrderToInvoice[]> {
    const its = sql`i.tenant_id = ${this.#tenantId} AND i.poleepo_order_id = ${orderLinks.poleepoOrderId}`;
    const newest = sql<string | null>`(SELECT max(i.id) FROM invoices i WHERE ${its})`;
    const inPart = sql`EXISTS (SELECT 1 FROM invoices i WHERE ${its} AND i.id = ${newest}
      AND i.state IN ('posted', 'offered') AND i.created_at >= ${invoicedSince})`;
    const { poleepoOrderId, saleOrderId, saleOrderName } = orderLinks;
    const rows = await this.#db
      .select({ poleepoOrderId, saleOrderId, saleOrderName, newest })
      .from(orderLinks)
      .where(
        and(
          eq(orderLinks.tenantId, this.#tenantId),
          eq(orderLinks.state, 'confirmed'),
          sql`${saleOrderId} IS NOT NULL`,
          sql`${orderLinks.createdAt} >= ${from}`,
          onRequest ? eq(orderLinks.invoiceRequested, true) : undefined,
          invoicedSince === null
            ? sql`NOT EXISTS (SELECT 1 FROM invoices i WHERE ${its})`
            : sql`(${newest} IS NULL OR ${inPart})`,
          gt(poleepoOrderId, after as PoleepoOrderId),
        ),
      )
      .orderBy(poleepoOrderId)
      .limit(limit);
    return rows.flatMap((row) =>
      row.saleOrderId === null ? [] : [{ ...row, saleOrderId: row.saleOrderId }],
    );
  }

  /** The next invoices that stand still in this state with nobody at them, by id. */
  async standing(
    state: 'drafted' | 'refused',
    { after, limit }: { after: string; limit: number },
  ): Promise<StandingInvoice[]> {
    const { id, poleepoOrderId, saleOrderId, moveId, requestedBy } = invoices;
    const atIt = sql`EXISTS (SELECT 1 FROM jobs j WHERE j.tenant_id = ${this.#tenantId} AND j.kind = 'make-invoice'
      AND j.subject = 'order:' || ${poleepoOrderId} || ':invoice' AND j.state IN ('waiting', 'running'))`;
    const code = sql<string | null>`json_extract(${invoices.error}, '$.code')`;
    return this.#db
      .select({ id, state: invoices.state, poleepoOrderId, saleOrderId, moveId, requestedBy, code })
      .from(invoices)
      .where(
        and(
          eq(invoices.tenantId, this.#tenantId),
          eq(invoices.state, state),
          gt(id, after),
          sql`NOT ${atIt}`,
        ),
      )
      .orderBy(id)
      .limit(limit);
  }
}
