import { newId } from '../../kit/ids.ts';
import { invoiceSettingsOf } from '../../invoices/invoice-settings.ts';
import { offerWork } from '../../invoices/offer-work.ts';
import { wantInvoice } from '../../invoices/want-invoice.ts';
import type { InvoiceRow } from '../../store/invoice-store.ts';
import type { Work } from '../../store/job-store.ts';
import type { JobId, PoleepoOrderId, SaleOrderId } from '../../trade/ids.ts';
import { invoiceSubject } from '../../trade/subject.ts';
import { problem } from '../problem.ts';
import type { MemberEntry } from '../route.ts';
import { audit } from './audit.ts';

/** As the audit log calls it. */
const asRequest = 'invoices.request';

/**
 * Somebody wants an order invoiced. What stands still goes on; where all is posted, what was delivered since becomes
 * another. Answers the order's newest invoice, as it is before the work is done. Throws Problem `not-found` for an order
 * that is not in Odoo.
 */
export async function invoiceOrder(
  entry: MemberEntry,
  wanted: { orderId: number } | { saleOrderId: number },
): Promise<InvoiceRow> {
  const { stores, house, tenant, actor } = entry;
  const order =
    'orderId' in wanted ? wanted.orderId : await stores.shipments.orderOf(wanted.saleOrderId as SaleOrderId);
  const link = order === null ? null : await stores.orders.get(order as PoleepoOrderId);
  if (link === null || link.saleOrderId === null) throw problem('not-found');
  const { poleepoOrderId, saleOrderId, saleOrderName } = link;
  const newest = (await stores.invoices.ofOrder(poleepoOrderId)).at(-1);
  if (newest !== undefined) return begin(entry, newest, asRequest);
  const wish = { poleepoOrderId, saleOrderId, saleOrderName, requestedBy: actor.label };
  const context = { stores, clock: house.clock, chance: house.chance };
  const { added, invoice } = await wantInvoice(context, wish, { after: null });
  if (!added) return begin(entry, invoice, asRequest);
  await audit(entry, {
    action: asRequest,
    target: invoice.id,
    detail: { saleOrder: saleOrderName },
  });
  if (invoice.jobId !== null) await house.wake(tenant.id, invoice.jobId);
  return invoice;
}

/** Somebody wants an invoice to go on from where it stands. */
export function invoiceAgain(entry: MemberEntry, row: InvoiceRow): Promise<InvoiceRow> {
  return begin(entry, row, 'invoices.retry');
}

/** Somebody wants to wait for no cron. Answers the job. */
export async function lookNow(entry: MemberEntry): Promise<JobId> {
  const { stores, house, tenant, actor } = entry;
  const now = house.clock.now();
  const kind = 'find-invoices';
  const id = newId<JobId>('job', now, house.chance);
  const work = { id, kind, subject: kind, priority: 0, dueAt: now, now, askedBy: actor.label };
  const jobId = await stores.jobs.enqueue(work);
  await audit(entry, { action: 'invoices.find', target: kind, detail: { jobId } });
  await house.wake(tenant.id, jobId);
  return jobId;
}

async function begin(entry: MemberEntry, row: InvoiceRow, action: string): Promise<InvoiceRow> {
  const { stores, house, tenant, actor } = entry;
  const now = house.clock.now();
  const jobId = newId<JobId>('job', now, house.chance);
  const isPosted = row.state === 'posted' || row.state === 'offered';
  const work = {
    id: jobId,
    kind: 'make-invoice',
    subject: invoiceSubject(row.poleepoOrderId),
    priority: 0,
    dueAt: now,
    now,
    askedBy: actor.label,
    ...(isPosted && action === asRequest ? { input: { again: actor.label } } : {}),
  };
  const begun = row.moveId === null ? 'requested' : 'drafted';
  const opened = { state: begun, error: null, requestedBy: actor.label } as const;
  const set = row.state === 'refused' ? opened : {};
  const offer = row.state === 'posted' ? await offerAgain(entry, row) : undefined;
  if (offer !== undefined) await stores.jobs.enqueue(offer);
  const then = await stores.invoices.advance(row.id, {
    from: [row.state],
    set: { ...set, jobId },
    work,
    now,
  });
  await audit(entry, { action, target: row.id, detail: { saleOrder: row.saleOrderName } });
  await house.wake(tenant.id, jobId);
  return then ?? (await stores.invoices.get(row.id)) ?? row;
}

async function offerAgain({ stores, house, actor }: MemberEntry, row: InvoiceRow): Promise<Work | undefined> {
  const settings = await invoiceSettingsOf({ stores });
  return offerWork(house, row, { settings, by: actor.label });
}
