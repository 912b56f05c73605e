import type { SaleOrderId } from '../trade/ids.ts';
import { externalId } from './keys.ts';
import { loadOnce, pauses } from './load.ts';
import type { Session } from './session.ts';
import { sheetOf } from './sheet.ts';
import { htmlText, odooDate } from './values.ts';

export interface ActivityDraft {
  /** Unique in the tenant's Odoo and the same for ever: letters, digits, `_` and `-`. */
  key: string;
  saleOrderId: SaleOrderId;
  summary: string;
  /** Plain text. */
  note: string;
  /** Who is to act. */
  userId: number;
  /** Milliseconds since 1970. */
  dueAt: number;
}

/**
 * Puts a to-do on a sale order for one of Odoo's users. Keyed, so that a repeat changes nothing as long as nobody has
 * acted: until Odoo 18 one that was done is deleted, and a repeat makes it anew. So what it tells of is to be remembered
 * as told.
 * Throws SyncError `refused` where Odoo does not take it, `conflict`, and those of any call.
 */
export async function putActivity(session: Session, draft: ActivityDraft): Promise<void> {
  const row = {
    id: externalId(draft.key),
    'res_model_id/id': 'sale.model_sale_order',
    res_id: String(draft.saleOrderId),
    'activity_type_id/id': 'mail.mail_activity_data_todo',
    summary: draft.summary,
    note: htmlText(draft.note),
    'user_id/.id': String(draft.userId),
    date_deadline: odooDate(draft.dueAt),
  };
  const sheet = sheetOf('mail.activity', [row]);
  for (let tries = 0; ; tries += 1) {
    const loaded = await loadOnce(session, sheet);
    if (loaded.outcome === 'loaded') return;
    const pause = pauses[tries];
    if (pause === undefined || loaded.outcome === 'refused') throw loaded.error;
    await session.clock.sleep(pause);
  }
}
