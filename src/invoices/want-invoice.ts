import { newId } from '../kit/ids.ts';
import type { InvoiceRow, NewInvoice } from '../store/invoice-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { JobId } from '../trade/ids.ts';
import { invoiceSubject } from '../trade/subject.ts';

export type WantedInvoice = Pick<
  NewInvoice,
  'poleepoOrderId' | 'saleOrderId' | 'saleOrderName' | 'requestedBy'
>;

/**
 * Writes down that an order is to be invoiced, with the work that does it, unless one of its invoices is not posted yet or
 * newer than `after`. A person's wish goes first. Answers the order's newest invoice.
 */
export async function wantInvoice(
  { stores, clock, chance }: Pick<TenantContext, 'stores' | 'clock' | 'chance'>,
  { poleepoOrderId, saleOrderId, saleOrderName, requestedBy }: WantedInvoice,
  { after }: { after: string | null },
): Promise<{ added: boolean; invoice: InvoiceRow }> {
  const now = clock.now();
  const [id, jobId] = [newId<string>('inv', now, chance), newId<JobId>('job', now, chance)];
  const wanted = { id, poleepoOrderId, saleOrderId, saleOrderName, requestedBy, jobId, createdAt: now };
  const work = {
    id: jobId,
    kind: 'make-invoice',
    subject: invoiceSubject(poleepoOrderId),
    priority: requestedBy === null ? 1 : 0,
    dueAt: now,
    now,
    ...(requestedBy === null ? {} : { askedBy: requestedBy }),
  };
  return stores.invoices.want(wanted, { after, work });
}
