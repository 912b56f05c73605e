import { z } from 'zod';
import { fromBase64 } from '../kit/encoding.ts';
import { SyncError } from '../kit/errors.ts';
import { unknownAnswer } from './errors.ts';
import { hints } from './hints.ts';
import type { InvoicePdf } from './invoice.ts';
import { isPdf } from './order-files.ts';
import type { Session } from './session.ts';
import { text } from './values.ts';

const rows = z.array(z.object({ state: z.string(), invoice_pdf_report_file: text.default(null) }));

/**
 * The PDF of a posted invoice: the official one where Odoo keeps it (17 to 19), else what the customer's portal prints.
 * One call, or two and a download. Nothing is sent to anybody.
 * Throws SyncError `not-found` where the invoice was deleted, `refused` where it is not posted, `unreadable` where Odoo
 * gives no PDF, `address-refused` where it names an address that is not its own, and those of any call.
 */
export async function invoicePdf(session: Session, id: number): Promise<InvoicePdf> {
  const stored = await storedPdf(session, id);
  if (stored !== null) return { bytes: asPdf(stored, 'the stored file'), official: true };
  const call = {
    model: 'account.move',
    method: 'get_portal_url',
    ids: [id],
    kwargs: { report_type: 'pdf', download: true },
    // It gives the invoice its token where it has none yet.
    write: true,
  };
  const bytes = await session.download(await session.ask(call, z.string()));
  return { bytes: asPdf(bytes, 'the portal'), official: false };
}

async function storedPdf(session: Session, id: number): Promise<Uint8Array | null> {
  const fields = ['state', ...(session.dialect.storedInvoicePdf ? ['invoice_pdf_report_file'] : [])];
  const call = { model: 'account.move', method: 'read', ids: [id], args: { fields } };
  const [invoice] = await session.ask(call, rows);
  if (invoice === undefined) throw refusal('not-found', { id, what: 'is gone' });
  if (invoice.state !== 'posted') throw refusal('refused', { id, what: 'is not posted' });
  if (invoice.invoice_pdf_report_file === null) return null;
  const bytes = fromBase64(invoice.invoice_pdf_report_file);
  if (bytes === null) throw unknownAnswer('account.move.read', 'invoice_pdf_report_file: not base64', false);
  return bytes;
}

function refusal(code: 'not-found' | 'refused', { id, what }: { id: number; what: string }): SyncError {
  const hint = code === 'refused' ? hints.notPosted : hints.missing;
  return new SyncError(`account.move ${id} ${what}`, { code, side: 'odoo', hint });
}

/** Odoo answers a page of HTML, and 200, to who may not see the file, and where it cannot print. */
function asPdf(bytes: Uint8Array, from: string): Uint8Array {
  if (isPdf(bytes)) return bytes;
  throw new SyncError(`${from} gave no PDF`, { code: 'unreadable', side: 'odoo', hint: hints.noPdf });
}
