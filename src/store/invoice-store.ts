import { and, desc, eq, inArray, lt } from 'drizzle-orm';
import type { PoleepoOrderId, TenantId } from '../trade/ids.ts';
import { type Database, type Page, pageOf } from './database.ts';
import { invoices, orderDocuments } from './schema/index.ts';

export { invoiceStates } from './schema/index.ts';
export type InvoiceRow = typeof invoices.$inferSelect;
export type InvoiceState = InvoiceRow['state'];
export type DocumentRow = typeof orderDocuments.$inferSelect;

/** One tenant's invoices of Poleepo's orders, and the documents that Poleepo has for them. */
export class InvoiceStore {
  readonly #db: Database;
  readonly #tenantId: TenantId;

  constructor(db: Database, tenantId: TenantId) {
    this.#db = db;
    this.#tenantId = tenantId;
  }

  /** Writes a new one down; one with the same invoice of Odoo's stays as it is. */
  async add(invoice: Omit<InvoiceRow, 'tenantId' | 'updatedAt'>): Promise<void> {
    await this.#db
      .insert(invoices)
      .values({ ...invoice, tenantId: this.#tenantId, updatedAt: invoice.createdAt })
      .onConflictDoNothing();
  }

  async get(id: string): Promise<InvoiceRow | null> {
    const [row] = await this.#db
      .select()
      .from(invoices)
      .where(and(this.#mine(), eq(invoices.id, id)));
    return row ?? null;
  }

  /** Oldest first. */
  async ofOrder(id: PoleepoOrderId): Promise<InvoiceRow[]> {
    return this.#db
      .select()
      .from(invoices)
      .where(and(this.#mine(), eq(invoices.poleepoOrderId, id)))
      .orderBy(invoices.id);
  }

  /** Newest first. */
  async list({
    state,
    cursor,
    limit,
  }: {
    state?: InvoiceState | undefined;
    cursor?: string | undefined;
    limit: number;
  }): Promise<Page<InvoiceRow>> {
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

  /** Changes one while it is in one of the states `from`; false where it is in none of them. */
  async change(
    id: string,
    {
      from,
      set,
      now,
    }: {
      from: readonly InvoiceState[];
      set: Partial<Omit<InvoiceRow, 'id' | 'tenantId' | 'createdAt'>>;
      now: number;
    },
  ): Promise<boolean> {
    const changed = await this.#db
      .update(invoices)
      .set({ ...set, updatedAt: now })
      .where(and(this.#mine(), eq(invoices.id, id), inArray(invoices.state, [...from])))
      .returning({ id: invoices.id });
    return changed.length > 0;
  }

  /** Documents of Poleepo's for an order that are known. */
  async documentsOf(id: PoleepoOrderId): Promise<DocumentRow[]> {
    return this.#db
      .select()
      .from(orderDocuments)
      .where(and(eq(orderDocuments.tenantId, this.#tenantId), eq(orderDocuments.poleepoOrderId, id)))
      .orderBy(orderDocuments.documentId);
  }

  /** Notes a document, or that it is in the chatter now. */
  async noteDocument(document: Omit<DocumentRow, 'tenantId'>): Promise<void> {
    const { attachmentId, attachedAt } = document;
    await this.#db
      .insert(orderDocuments)
      .values({ ...document, tenantId: this.#tenantId })
      .onConflictDoUpdate({
        target: [orderDocuments.tenantId, orderDocuments.poleepoOrderId, orderDocuments.documentId],
        set: attachedAt === null ? { documentId: document.documentId } : { attachmentId, attachedAt },
      });
  }

  #mine() {
    return eq(invoices.tenantId, this.#tenantId);
  }
}
