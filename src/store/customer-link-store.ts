import { and, eq, sql } from 'drizzle-orm';
import type { PartnerId, TenantId } from '../trade/ids.ts';
import type { Database } from './database.ts';
import { customerLinks } from './schema/index.ts';

export type CustomerLink = Omit<typeof customerLinks.$inferSelect, 'tenantId' | 'customerKey' | 'updatedAt'>;

/** Which contact a customer of the shop became, for one tenant. */
export class CustomerLinkStore {
  readonly #db: Database;
  readonly #tenantId: TenantId;

  constructor(db: Database, tenantId: TenantId) {
    this.#db = db;
    this.#tenantId = tenantId;
  }

  async get(customerKey: string): Promise<CustomerLink | null> {
    const [row] = await this.#db
      .select({
        origin: customerLinks.origin,
        partnerId: customerLinks.partnerId,
        place: customerLinks.place,
        fingerprint: customerLinks.fingerprint,
        saidAt: customerLinks.saidAt,
        refused: customerLinks.refused,
        note: customerLinks.note,
      })
      .from(customerLinks)
      .where(this.#of(customerKey));
    return row ?? null;
  }

  /** Sets down what a customer is to become, unless somebody else was first. Answers what stands. */
  async claim(
    customerKey: string,
    { now, ...claim }: Pick<CustomerLink, 'origin' | 'partnerId' | 'place'> & { now: number },
  ): Promise<CustomerLink> {
    const fresh: CustomerLink = { ...claim, fingerprint: null, saidAt: null, refused: [], note: null };
    const written = await this.#db
      .insert(customerLinks)
      .values({ tenantId: this.#tenantId, customerKey, ...fresh, updatedAt: now })
      .onConflictDoNothing()
      .returning({ key: customerLinks.customerKey });
    return written.length > 0 ? fresh : ((await this.get(customerKey)) ?? fresh);
  }

  /** Keeps what was written for a customer whose claim stands. The newest `saidAt` stays. */
  async save(
    customerKey: string,
    link: Pick<CustomerLink, 'fingerprint' | 'refused' | 'note'> & {
      partnerId: PartnerId;
      saidAt: number | null;
      now: number;
    },
  ): Promise<void> {
    const { now, saidAt, ...row } = link;
    await this.#db
      .update(customerLinks)
      .set({
        ...row,
        updatedAt: now,
        saidAt: sql`nullif(max(coalesce(${customerLinks.saidAt}, -1), coalesce(${saidAt}, -1)), -1)`,
      })
      .where(this.#of(customerKey));
  }

  /** The contact of this customer is not there any more. */
  async forget(customerKey: string): Promise<void> {
    await this.#db.delete(customerLinks).where(this.#of(customerKey));
  }

  #of(customerKey: string) {
    return and(eq(customerLinks.tenantId, this.#tenantId), eq(customerLinks.customerKey, customerKey));
  }
}
