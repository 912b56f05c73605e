import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { PoleepoOrderId, TenantId } from '../trade/ids.ts';
import { type Database, type Page, pageOf, together } from './database.ts';
import { enqueueStatements, type Work } from './job-store.ts';
import { type InvoiceAsked, invoices } from './schema/index.ts';

export { invoiceStates } from './schema/index.ts';
export type InvoiceRow = typeof invoices.$inferSelect;
export type InvoiceState = InvoiceRow['state'];
export type NewInvoice = Pick<
  InvoiceRow,
  'id' | 'poleepoOrderId' | 'saleOrderId' | 'saleOrderName' | 'requestedBy' | 'jobId' | 'createdAt'
>;

export interface InvoiceAdvance {
  /** It is changed only while it is in one of these. */
  from: readonly InvoiceState[];
  set: Partial<Omit<InvoiceRow, 'id' | 'tenantId' | 'createdAt' | 'updatedAt'>>;
  /** Of which step it was just asked; null: that is known now. Of other steps nothing changes, though another job writes. */
  mark?: { [Step in keyof InvoiceAsked]?: InvoiceAsked[Step] | null } | undefined;
  /** What is to be done then. */
  work?: Work | undefined;
  now: number;
}

export interface InvoiceFilter {
  state?: InvoiceState | undefined;
  poleepoOrderId?: number | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** One tenant's invoices of Poleepo's orders: at most one of an order that is not posted. */
export class InvoiceStore {
  readonly #db: Database;
  readonly #tenantId: TenantId;

  constructor(db: Database, tenantId: TenantId) {
    this.#db = db;
    this.#tenantId = tenantId;
  }

  /**
   * Writes down that an order is to be invoiced, with the work that does it. Nothing is written where one of its invoices
   * is not posted yet, or one is newer than `after`, the newest that the caller knows. Answers the order's newest.
   */
  async want(
    invoice: NewInvoice,
    { after, work }: { after: string | null; work: Work },
  ): Promise<{ added: boolean; invoice: InvoiceRow }> {
    const { id, poleepoOrderId, saleOrderId, saleOrderName, requestedBy, jobId, createdAt } = invoice;
    const mine = sql`tenant_id = ${this.#tenantId} AND poleepo_order_id = ${poleepoOrderId}`;
    const isIn = sql`EXISTS (SELECT 1 FROM invoices WHERE ${mine} AND id = ${id})`;
    await together(this.#db, [
      this.#db
        .insert(invoices)
        .select(
          sql`SELECT ${id}, ${this.#tenantId}, ${poleepoOrderId}, ${saleOrderId}, ${saleOrderName}, 'requested', 'ponte', NULL, NULL, NULL, NULL, NULL,
            NULL, NULL, NULL, NULL, NULL, NULL, ${requestedBy}, ${jobId}, ${createdAt}, ${createdAt}
          WHERE NOT EXISTS (SELECT 1 FROM invoices WHERE ${mine} AND id > ${after ?? ''})`,
        )
        .onConflictDoNothing(),
      ...enqueueStatements(this.#db, this.#tenantId, { work, when: isIn }),
    ]);
    const newest = (await this.ofOrder(poleepoOrderId)).at(-1);
    if (newest === undefined) throw new Error(`no invoice of order ${poleepoOrderId}`);
    return { added: newest.id === id, invoice: newest };
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
  async list({ state, poleepoOrderId, cursor, limit }: InvoiceFilter): Promise<Page<InvoiceRow>> {
    const rows = await this.#db
      .select()
      .from(invoices)
      .where(
        and(
          this.#mine(),
          state === undefined ? undefined : eq(invoices.state, state),
          poleepoOrderId === undefined
            ? undefined
            : eq(invoices.poleepoOrderId, poleepoOrderId as PoleepoOrderId),
          cursor === undefined ? undefined : lt(invoices.id, cursor),
        ),
      )
      .orderBy(desc(invoices.id))
      .limit(limit + 1);
    return pageOf(rows, limit);
  }

  /** Takes one a step on, with the work that it makes. Answers it as it is then; null where it was in none of `from`. */
  async advance(id: string, { from, set, mark, work, now }: InvoiceAdvance): Promise<InvoiceRow | null> {
    const inState = sql`EXISTS (SELECT 1 FROM invoices i WHERE i.tenant_id = ${this.#tenantId} AND i.id = ${id} AND i.state IN ${[...from]})`;
    const works =
      work === undefined ? [] : enqueueStatements(this.#db, this.#tenantId, { work, when: inState });
    const answers = await together(this.#db, [
      ...works,
      this.#db
        .update(invoices)
        .set({ ...set, ...(mark === undefined ? {} : { asked: marked(mark) }), updatedAt: now })
        .where(and(this.#mine(), eq(invoices.id, id), inArray(invoices.state, [...from])))
        .returning(),
    ]);
    const [row] = answers.at(-1) as InvoiceRow[];
    return row ?? null;
  }

  #mine() {
    return eq(invoices.tenantId, this.#tenantId);
  }
}

function marked(mark: NonNullable<InvoiceAdvance['mark']>) {
  const written = Object.entries(mark).reduce(
    (asked, [name, value]) =>
      value === null
        ? sql`json_remove(${asked}, ${`$.${name}`})`
        : sql`json_set(${asked}, ${`$.${name}`}, json(${JSON.stringify(value)}))`,
    sql`coalesce(${invoices.asked}, '{}')`,
  );
  return sql`nullif(${written}, '{}')`;
}
