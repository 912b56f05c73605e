import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { PoleepoOrderId, TenantId } from '../trade/ids.ts';
import { type Database, type Page, pageOf } from './database.ts';
import { invoices } from './schema/index.ts';

export { invoiceStates } from './schema/index.ts';
export type InvoiceRow = typeof invoices.$inferSelect;
export type InvoiceState = InvoiceRow['state'];
export type NewInvoice = Pick<
  InvoiceRow,
  'id' | 'poleepoOrderId' | 'saleOrderId' | 'saleOrderName' | 'requestedBy' | 'createdAt'
>;

export interface InvoiceFilter {
  state?: InvoiceState | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** One tenant's invoices of Poleepo's orders. */
export class InvoiceStore {
  readonly #db: Database;
  readonly #tenantId: TenantId;

  constructor(db: Database, tenantId: TenantId) {
    this.#db = db;
    this.#tenantId = tenantId;
  }

  /** Writes down that an order is to be invoiced, once: answers the order's invoice, which may have been there before. */
  async want(invoice: NewInvoice): Promise<InvoiceRow> {
    const { id, poleepoOrderId, saleOrderId, saleOrderName, requestedBy, createdAt } = invoice;
    await this.#db.run(sql`
      INSERT INTO invoices (id, tenant_id, poleepo_order_id, sale_order_id, sale_order_name, state, requested_by, created_at, updated_at)
      SELECT ${id}, ${this.#tenantId}, ${poleepoOrderId}, ${saleOrderId}, ${saleOrderName}, 'requested', ${requestedBy}, ${createdAt}, ${createdAt}
      WHERE NOT EXISTS (SELECT 1 FROM invoices i WHERE i.tenant_id = ${this.#tenantId} AND i.poleepo_order_id = ${poleepoOrderId})`);
    const row = await this.ofOrder(poleepoOrderId);
    if (row === null) throw new Error(`no invoice of order ${poleepoOrderId}`);
    return row;
  }

  async get(id: string): Promise<InvoiceRow | null> {
    const [row] = await this.#db
      .select()
      .from(invoices)
      .where(and(this.#mine(), eq(invoices.id, id)));
    return row ?? null;
  }

  async ofOrder(id: PoleepoOrderId): Promise<InvoiceRow | null> {
    const [row] = await this.#db
      .select()
      .from(invoices)
      .where(and(this.#mine(), eq(invoices.poleepoOrderId, id)))
      .orderBy(invoices.id)
      .limit(1);
    return row ?? null;
  }

  /** Newest first. */
  async list({ state, cursor, limit }: InvoiceFilter): Promise<Page<InvoiceRow>> {
    const rows = await this.#db
      .select()
      .from(invoices)
      .where(
        and(
          this.#mine(),
          state === undefined ? undefined : eq(invoices.state, state),
          cursor === undefined ? undefined : lt(invoices.id, cursor),
        ),
      )
      .orderBy(desc(invoices.id))
      .limit(limit + 1);
    return pageOf(rows, limit);
  }

  /** Changes one while it is in one of the states `from`. Answers it as it is then; null where it was in none of them. */
  async advance(
    id: string,
    change: {
      from: readonly InvoiceState[];
      set: Partial<Omit<InvoiceRow, 'id' | 'tenantId' | 'createdAt' | 'updatedAt'>>;
      now: number;
    },
  ): Promise<InvoiceRow | null> {
    const [row] = await this.#db
      .update(invoices)
      .set({ ...change.set, updatedAt: change.now })
      .where(and(this.#mine(), eq(invoices.id, id), inArray(invoices.state, [...change.from])))
      .returning();
    return row ?? null;
  }

  #mine() {
    return eq(invoices.tenantId, this.#tenantId);
  }
}
