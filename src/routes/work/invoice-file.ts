import { documentFileName } from '../../invoices/document-words.ts';
import { SyncError } from '../../kit/errors.ts';
import type { Bilingual } from '../../kit/text.ts';
import type { InvoiceRow } from '../../store/invoice-store.ts';
import type { FailedReply } from '../../trade/invoice-pdf.ts';
import { Problem } from '../problem.ts';
import type { MemberEntry } from '../route.ts';

/** An invoice as a file, as Odoo has it at this moment. */
export async function invoiceFile(entry: MemberEntry, row: InvoiceRow): Promise<Response> {
  if (row.state !== 'posted' && row.state !== 'offered') throw notPosted();
  const reply = await entry.house.lane(entry.tenant.id).invoicePdf(row.id);
  if (reply.kind === 'failed') throw problemFor(reply);
  const { id, number, issuedOn: date } = row;
  const { locale } = entry;
  const name = documentFileName({ type: 'INVOICE', number, date, id }, { ending: 'pdf', locale });
  return new Response(new Uint8Array(reply.bytes), {
    headers: {
      'content-type': 'application/pdf',
      'content-length': String(reply.bytes.byteLength),
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
    },
  });
}

function problemFor(reply: FailedReply): Problem | SyncError {
  if (reply.code === 'not-found' && reply.side === 'odoo') return gone();
  if (reply.code === 'refused') return notPosted(reply.hint);
  return new SyncError(reply.message, reply);
}

function notPosted(
  hint: Bilingual = {
    it: 'Il PDF c’è quando la fattura è confermata in Odoo: apri la fattura e leggi che cosa la ferma.',
    en: 'The PDF is there once the invoice is posted in Odoo: open the invoice and read what keeps it.',
  },
): Problem {
  const message = { it: 'La fattura non è confermata in Odoo.', en: 'The invoice is not posted in Odoo.' };
  return new Problem({ status: 409, code: 'invoice-not-posted', message, hint });
}

function gone(): Problem {
  return new Problem({
    status: 410,
    code: 'invoice-gone',
    message: { it: 'La fattura non è più in Odoo.', en: 'The invoice is no longer in Odoo.' },
    hint: {
      it: 'Qualcuno l’ha eliminata in Odoo: controlla lì le fatture dell’ordine.',
      en: 'Somebody has deleted it in Odoo: look at the order’s invoices there.',
    },
  });
}
