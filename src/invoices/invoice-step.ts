import { SyncError } from '../kit/errors.ts';
import type { OrderInvoice } from '../odoo/invoice.ts';
import { type InvoiceAdvance, type InvoiceRow, invoiceStates } from '../store/invoice-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import { amountText } from '../trade/money.ts';
import { errorOf, type InvoiceError } from './invoice-error.ts';

/** Writes down what became of an invoice, with the work that it makes. Throws SyncError `internal` where it is gone. */
export async function step(
  { stores, clock }: Pick<TenantContext, 'stores' | 'clock'>,
  { id }: Pick<InvoiceRow, 'id'>,
  change: Pick<InvoiceAdvance, 'set' | 'mark' | 'work'>,
): Promise<InvoiceRow> {
  const next = await stores.invoices.advance(id, { from: invoiceStates, ...change, now: clock.now() });
  if (next !== null) return next;
  throw new SyncError(`invoice ${id} is gone`, { code: 'internal', advice: 'give-up' });
}

/** It goes no further until somebody mends something. */
export function refuse(context: TenantContext, row: InvoiceRow, error: InvoiceError): Promise<InvoiceRow> {
  return step(context, row, { set: { state: 'refused', asked: null, error } });
}

/** What Odoo tells of a posted invoice, as the row keeps it. */
export function postedAs({ number, total, currency, date }: OrderInvoice): InvoiceAdvance['set'] {
  return { state: 'posted', number, total: amountText(total), currency, issuedOn: date, error: null };
}

/** Whoever waits sees what keeps it. */
export async function tell(context: TenantContext, id: string, error: SyncError): Promise<void> {
  await step(context, { id }, { set: { error: errorOf(error) } });
}
