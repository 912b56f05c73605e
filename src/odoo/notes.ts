import type { SaleOrderId } from '../trade/ids.ts';
import { externalId, findByKey } from './keys.ts';
import { loadPatiently } from './load.ts';
import type { Session } from './session.ts';
import { sheetOf } from './sheet.ts';
import { htmlText } from './values.ts';

export interface NoteDraft {
  /** Unique in the tenant's Odoo and the same for ever: letters, digits, `_` and `-`. */
  key: string;
  saleOrderId: SaleOrderId;
  /** Plain text. */
  text: string;
  /** The key of a file that goes with it. */
  attachmentKey?: string;
}

/**
 * Puts a note into an order's chatter, mailed to nobody, once however often it is repeated; answers the message's id.
 * One call; a repetition takes two on 18 and 19.
 * Throws SyncError `refused` where Odoo does not take it (the order is gone), `conflict`, and those of any call.
 */
export async function putNote(session: Session, note: NoteDraft): Promise<number> {
  const row = {
    id: externalId(note.key),
    model: 'sale.order',
    res_id: String(note.saleOrderId),
    body: htmlText(note.text),
    message_type: 'comment',
    'subtype_id/id': 'mail.mt_note',
    ...(note.attachmentKey === undefined ? {} : { 'attachment_ids/id': externalId(note.attachmentKey) }),
  };
  const written = await loadPatiently(session, sheetOf('mail.message', [row]));
  if (written.outcome === 'loaded') return written.id;
  // 18 and 19 let nobody write a note a second time, and name no field when they say so.
  const there = written.outcome === 'refused' && !written.certain ? await findByKey(session, note.key) : null;
  if (there === null) throw written.error;
  return there;
}
