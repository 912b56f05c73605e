import { SyncError } from '../kit/errors.ts';
import type { OrderInvoice } from '../odoo/invoice.ts';
import type { InvoiceRow } from '../store/invoice-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { InvoiceError } from './invoice-error.ts';
import type { InvoiceSettings } from './invoice-settings.ts';
import { postedAs, refuse, step } from './invoice-step.ts';
import { offerWork } from './offer-work.ts';
import { cancelledInvoice, deletedInvoice, saidByOdoo, waitsForPeople } from './invoice-refusals.ts';

/**
 * Takes a draft to being posted. One that people made, and any where the tenant wants it so, is posted by people: until
 * then it stays as it is. Throws SyncError of Odoo's.
 */
export async function confirmInvoice(
  context: TenantContext,
  row: InvoiceRow & { moveId: number },
  settings: InvoiceSettings,
): Promise<InvoiceRow> {
  if (row.origin === 'odoo' || !settings.post) return look(context, row, settings);
  try {
    const posted = await context.odoo.invoices.post(row.moveId);
    if (posted.kind === 'refused') return await refuse(context, row, saidByOdoo(posted));
    if (posted.kind === 'cancelled') return await without(context, row, cancelledInvoice());
    return await isPosted(context, row, { settings, invoice: posted.invoice });
  } catch (thrown) {
    if (!(thrown instanceof SyncError) || thrown.code !== 'not-found') throw thrown;
    return without(context, row, deletedInvoice());
  }
}

async function look(
  context: TenantContext,
  row: InvoiceRow & { moveId: number },
  settings: InvoiceSettings,
): Promise<InvoiceRow> {
  const [invoice] = await context.odoo.invoices.read([row.moveId]);
  if (invoice === undefined) return without(context, row, deletedInvoice());
  if (invoice.state === 'cancel') return without(context, row, cancelledInvoice());
  if (invoice.state === 'posted') return isPosted(context, row, { settings, invoice });
  return step(context, row, { set: { error: waitsForPeople() } });
}

function isPosted(
  context: TenantContext,
  row: InvoiceRow,
  { settings, invoice }: { settings: InvoiceSettings; invoice: OrderInvoice },
): Promise<InvoiceRow> {
  return step(context, row, { set: postedAs(invoice), work: offerWork(context, row, { settings }) });
}

/** What is wanted next is another invoice. */
function without(context: TenantContext, row: InvoiceRow, error: InvoiceError): Promise<InvoiceRow> {
  const none = { moveId: null, total: null, origin: 'ponte', asked: null } as const;
  return step(context, row, { set: { ...none, state: 'refused', error } });
}
