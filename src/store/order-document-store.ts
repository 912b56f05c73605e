import { and, eq, isNull, sql } from 'drizzle-orm';
import type { PoleepoOrderId, TenantId } from '../trade/ids.ts';
import { type Database, type Statement, together } from './database.ts';
import type { NewOrderEvent } from './link-store.ts';
import { orderDocuments, orderEvents } from './schema/index.ts';

export type OrderDocumentRow = typeof orderDocuments.$inferSelect;
export type SeenDocument = Pick<OrderDocumentRow, 'poleepoOrderId' | 'documentId' | 'type' | 'number'>;

interface Attached {
  attachmentId: number;
  now: number;
  event: NewOrderEvent;
  /** What the same document was known as before its content came. */
  before: string | null;
}

/** Documents that Poleepo has of one tenant's orders, and which of them are in Odoo. */
export class OrderDocumentStore {
  readonly #db: Database;
  readonly #tenantId: TenantId;

  constructor(db: Database, tenantId: TenantId) {
    this.#db = db;
    this.#tenantId = tenantId;
  }

  /** In the order in which they were seen. */
  async ofOrder(id: PoleepoOrderId): Promise<OrderDocumentRow[]> {
    return this.#db
      .select()
      .from(orderDocuments)
      .where(this.#of(id))
      .orderBy(orderDocuments.seenAt, orderDocuments.documentId);
  }

  /** Poleepo has it, and it is not in Odoo; the event says why. Once. */
  async seen(document: SeenDocument, { now, event }: { now: number; event: NewOrderEvent }): Promise<void> {
    await together(this.#db, [
      this.#db
        .insert(orderDocuments)
        .values({ ...document, tenantId: this.#tenantId, seenAt: now })
        .onConflictDoNothing(),
      this.#told(document, event),
    ]);
  }

  /** It is in Odoo; that it came there is told in the same transaction. Once. */
  async attached(document: SeenDocument, { attachmentId, now, event, before }: Attached): Promise<void> {
    const { poleepoOrderId, documentId, type, number } = document;
    const set = { type, number, attachmentId, attachedAt: now };
    await together(this.#db, [
      this.#db
        .insert(orderDocuments)
        .values({ tenantId: this.#tenantId, poleepoOrderId, documentId, seenAt: now, ...set })
        .onConflictDoUpdate({
          target: [orderDocuments.tenantId, orderDocuments.poleepoOrderId, orderDocuments.documentId],
          set,
          setWhere: sql`${orderDocuments.attachedAt} IS NULL`,
        }),
      ...(before === null ? [] : [this.#forget(poleepoOrderId, before)]),
      this.#told(document, event),
    ]);
  }

  #forget(id: PoleepoOrderId, documentId: string): Statement {
    return this.#db
      .delete(orderDocuments)
      .where(and(this.#of(id), eq(orderDocuments.documentId, documentId), isNull(orderDocuments.attachedAt)));
  }

  #told({ poleepoOrderId }: SeenDocument, event: NewOrderEvent): Statement {
    return this.#db
      .insert(orderEvents)
      .values({ ...event, poleepoOrderId, tenantId: this.#tenantId })
      .onConflictDoNothing();
  }

  #of(id: PoleepoOrderId) {
    return and(eq(orderDocuments.tenantId, this.#tenantId), eq(orderDocuments.poleepoOrderId, id));
  }
}
