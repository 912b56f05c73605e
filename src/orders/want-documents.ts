import { z } from 'zod';
import { newId } from '../kit/ids.ts';
import type { PoleepoOrder } from '../poleepo/order.ts';
import { mayHaveDocuments } from '../poleepo/status.ts';
import type { Work } from '../store/job-store.ts';
import type { OrderLink } from '../store/link-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { JobId, SaleOrderId } from '../trade/ids.ts';
import { documentsSubject } from '../trade/subject.ts';

const settings = z
  .object({ invoices: z.object({ takeDocuments: z.boolean().default(true) }) })
  .catch({ invoices: { takeDocuments: true } });

interface News {
  context: Pick<TenantContext, 'stores' | 'clock' | 'chance'>;
  order: PoleepoOrder;
  /** The order as it was known before these news. */
  link: OrderLink | null;
}

/**
 * The look at Poleepo's documents of an order that news of it call for: one for each status that says that it has left, and
 * one where an order that had to wait comes into Odoo with such a status. Null where there is nothing to look for; orders
 * that nobody knew before are not looked at.
 */
export async function wantDocuments(
  { context, order, link }: News,
  { saleOrderId, newStatus }: { saleOrderId: SaleOrderId | null; newStatus: boolean },
): Promise<Work | null> {
  if (link === null || saleOrderId === null || !mayHaveDocuments(order.status)) return null;
  if (!newStatus && link.saleOrderId !== null) return null;
  const { stores, clock, chance } = context;
  const { invoices } = settings.parse((await stores.policy.settings()) ?? {});
  if (!invoices.takeDocuments) return null;
  const now = clock.now();
  return {
    id: newId<JobId>('job', now, chance),
    kind: 'take-documents',
    subject: documentsSubject(order.id),
    priority: 2,
    dueAt: now,
    now,
  };
}
