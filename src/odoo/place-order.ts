import { SyncError } from '../kit/errors.ts';
import type { SaleOrderId } from '../trade/ids.ts';
import type { Loaded } from './load.ts';
import { loadOnce, pauses } from './load.ts';
import type { OrderDraft } from './order-draft.ts';
import { orderSheet } from './order-sheet.ts';
import type { OrderProgress } from './order-state.ts';
import { orderByKey, readOrder } from './order-state.ts';
import { totalAccepted } from './order-total.ts';
import type { Session } from './session.ts';
import { hints } from './hints.ts';

/**
 * Brings the order and its lines into Odoo and answers with how it stands there.
 *
 * `isThere` says that a quotation of this key was found. Where somebody else is writing the same key, theirs is taken if it is ours in effect: no longer a quotation, or a
 * quotation of the right total. Throws SyncError `refused`, `conflict` and those of any call.
 */
export async function placeOrder(
  session: Session,
  draft: OrderDraft,
  isThere: boolean,
): Promise<OrderProgress> {
  let known = isThere;
  for (let tries = 0; ; tries += 1) {
    const loaded = await loadOrder(session, draft, known);
    if (loaded.outcome === 'loaded') return present(session, loaded.id as SaleOrderId);
    const found = await orderByKey(session, draft.key);
    if (
      found !== null &&
      (!isQuotation(found) || (loaded.outcome === 'conflict' && totalAccepted(found, draft)))
    )
      return found;
    known ||= found !== null;
    const pause = pauses[tries];
    const hopeless = loaded.outcome === 'refused' && (loaded.certain || tries > 0);
    if (pause === undefined || hopeless) throw loaded.error;
    await session.clock.sleep(pause);
  }
}

export function isQuotation({ state }: OrderProgress): boolean {
  return state === 'draft' || state === 'sent';
}

async function loadOrder(session: Session, draft: OrderDraft, isThere: boolean): Promise<Loaded> {
  const { connection, dialect } = session;
  const companyId = isThere ? null : connection.companyId;
  const sheet = (markDelivery: boolean) => orderSheet(draft, { companyId, dialect, markDelivery });
  const shipped = draft.lines.some((line) => line.isDelivery);
  try {
    return await loadOnce(session, sheet(shipped));
  } catch (thrown) {
    // An unknown column is the one ValueError that `load` throws: Odoo without its delivery module has no is_delivery.
    const unknownColumn = thrown instanceof SyncError && thrown.vendorCode === 'builtins.ValueError';
    if (!unknownColumn || !shipped) throw thrown;
    return loadOnce(session, sheet(false));
  }
}

async function present(session: Session, id: SaleOrderId): Promise<OrderProgress> {
  const order = await readOrder(session, id);
  if (order !== null) return order;
  const facts = { code: 'conflict', side: 'odoo', hint: hints.conflict } as const;
  throw new SyncError(`sale.order ${id} was deleted while it was being written`, facts);
}
