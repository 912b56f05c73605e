import { z } from 'zod';
import type { Outcome } from '../jobs/outcome.ts';
import { asSyncError, isFatal } from '../kit/errors.ts';
import type { JobRow } from '../store/job-claims.ts';
import type { InvoiceRow } from '../store/invoice-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import { orderOfInvoiceSubject } from '../trade/subject.ts';
import { confirmInvoice } from './confirm-invoice.ts';
import { draftInvoice, type Drafting } from './draft-invoice.ts';
import { invoiceSettingsOf } from './invoice-settings.ts';
import { tell } from './invoice-step.ts';
import { payInvoice } from './pay-invoice.ts';
import { wantInvoice } from './want-invoice.ts';

type Job = Pick<JobRow, 'id' | 'subject' | 'input'>;

/** `again`: who wants what has been delivered since the last invoice to be invoiced too. */
const input = z.object({ again: z.string() }).nullable().catch(null);

/**
 * Takes the invoices of a delivered order to being posted in Odoo: never two for the same goods. Safe to repeat. What Odoo
 * refuses is kept on its row with what to mend. Throws SyncError of Odoo's; the row tells why as well.
 */
export async function makeInvoice(context: TenantContext, job: Job): Promise<Outcome> {
  const order = orderOfInvoiceSubject(job.subject);
  const known = order === null ? [] : await context.stores.invoices.ofOrder(order);
  if (known.length === 0) return { kind: 'skipped', reason: 'no-invoice' };
  const rows = await withAnother(context, job, known);
  const settings = await invoiceSettingsOf(context);
  const before = rows.at(-1);
  let newest = before;
  for (const row of rows) {
    try {
      newest = await goOn(context, { row, rows, settings });
    } catch (thrown) {
      if (!isFatal(thrown)) await tell(context, row.id, asSyncError(thrown));
      throw thrown;
    }
  }
  if (newest === undefined) return { kind: 'skipped', reason: 'no-invoice' };
  const { id, poleepoOrderId, saleOrderName, state, number, paidAt } = newest;
  const kind = state === before?.state && paidAt === before.paidAt ? 'unchanged' : 'created';
  return { kind, detail: { invoice: id, order: poleepoOrderId, sale: saleOrderName, state, number } };
}

async function goOn(context: TenantContext, drafting: Drafting): Promise<InvoiceRow> {
  const { row, settings } = drafting;
  const drafted = row.state === 'requested' ? await draftInvoice(context, drafting) : row;
  const { state, moveId } = drafted;
  const isDraft = state === 'drafted' && moveId !== null;
  const then = isDraft ? await confirmInvoice(context, { ...drafted, moveId }, settings) : drafted;
  return then.state === 'posted' || then.state === 'offered' ? payInvoice(context, then, settings) : then;
}

/** Where all invoices are posted and somebody wants one more, whatever Odoo has to invoice now becomes another. */
async function withAnother(context: TenantContext, job: Job, rows: InvoiceRow[]): Promise<InvoiceRow[]> {
  const by = input.parse(job.input)?.again;
  const last = rows.at(-1);
  if (by === undefined || last === undefined) return rows;
  if (rows.some(({ state }) => state !== 'posted' && state !== 'offered')) return rows;
  const standing = await context.odoo.invoices.ofOrder(last.saleOrderId);
  if (standing?.toInvoice !== true) return rows;
  const { added, invoice } = await wantInvoice(context, { ...last, requestedBy: by }, { after: last.id });
  return added ? [...rows, invoice] : rows;
}
