import { SyncError } from '../kit/errors.ts';
import type { TenantContext } from '../tenants/context.ts';

/**
 * The PDF of an invoice as Odoo has it now; none is kept here. Throws SyncError `refused` where it is not posted,
 * `not-found` where it is gone, and those of Odoo's.
 */
export async function readInvoicePdf(context: TenantContext, id: string): Promise<Uint8Array> {
  const row = await context.stores.invoices.get(id);
  const isPosted = row?.state === 'posted' || row?.state === 'offered';
  if (!isPosted || row.moveId === null) throw new SyncError(`${id} is not posted`, { code: 'refused' });
  return (await context.odoo.invoices.pdf(row.moveId)).bytes;
}
