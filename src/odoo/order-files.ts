import { fromUtf8, toBase64 } from '../kit/encoding.ts';
import { SyncError } from '../kit/errors.ts';
import type { SaleOrderId } from '../trade/ids.ts';
import { externalId } from './keys.ts';
import { loadPatiently } from './load.ts';
import { putNote } from './notes.ts';
import type { Session } from './session.ts';
import { sheetOf } from './sheet.ts';

export interface OrderFileDraft {
  saleOrderId: SaleOrderId;
  /** Unique in the tenant's Odoo and the same for ever: letters, digits, `_` and `-`. */
  key: string;
  /** The file's name. */
  name: string;
  bytes: Uint8Array;
  mimetype: string;
  /** Plain text. */
  note: string;
}

/** Where a file is, and the message of it in the order's chatter. */
export interface AttachedFile {
  attachmentId: number;
  messageId: number;
}

/**
 * Puts a file into an order's chatter, with a note that is mailed to nobody. Both are keyed, so that there is one of
 * each however often, and from whatever point, it is repeated. Two calls; a repetition takes three on 18 and 19.
 * Throws SyncError `invalid` for a PDF that is none, `refused` where Odoo does not take it (the order is gone),
 * `conflict`, and those of any call.
 */
export async function attachFile(session: Session, file: OrderFileDraft): Promise<AttachedFile> {
  if (file.mimetype === 'application/pdf' && !isPdf(file.bytes)) {
    throw new SyncError(`${file.name} is no PDF`, { code: 'invalid', side: 'odoo' });
  }
  const loaded = await loadPatiently(session, sheetFor(file));
  if (loaded.outcome !== 'loaded') throw loaded.error;
  const { key, note, saleOrderId } = file;
  const words = { key: `${key}_note`, saleOrderId, text: note, attachmentKey: key };
  return { attachmentId: loaded.id, messageId: await putNote(session, words) };
}

/** Odoo keeps whatever it is given as a file. */
export function isPdf(bytes: Uint8Array): boolean {
  return fromUtf8(bytes.subarray(0, 5)) === '%PDF-';
}

function sheetFor({ key, name, bytes, mimetype, saleOrderId }: OrderFileDraft) {
  const row = {
    id: externalId(key),
    name,
    datas: toBase64(bytes),
    mimetype,
    res_model: 'sale.order',
    res_id: String(saleOrderId),
  };
  return sheetOf('ir.attachment', [row]);
}
