import { SyncError } from '../kit/errors.ts';
import type { SaleOrderId } from '../trade/ids.ts';
import type { Decimal } from '../trade/money.ts';
import { externalId } from './keys.ts';
import { type Loaded, loadOnce, pauses, type Sheet } from './load.ts';
import type { OrderDraft, OrderParties } from './order-draft.ts';
import { orderSheet } from './order-sheet.ts';
import { readOrder } from './order-state.ts';
import { totalAccepted } from './order-total.ts';
import type { Session } from './session.ts';
import { tellsOfUnknownContact } from './unknown-contact.ts';

/** Which parts of an order are to be written; all others stay as they are in Odoo. */
export interface OrderChange {
  /** The whole order as it is to be; a line that is gone stands in it with quantity 0, since Odoo removes none. */
  draft: OrderDraft;
  /** Keys of the lines that differ. */
  lineKeys: readonly string[];
  addresses: boolean;
  reference: boolean;
  note: boolean;
}

export type ChangedOrder =
  | { outcome: 'changed'; id: SaleOrderId; name: string; total: Decimal; parties: OrderParties }
  | { outcome: 'total-differs'; id: SaleOrderId; name: string; total: Decimal; parties: OrderParties }
  /** Odoo does not take the change; nothing was written. `unknownContact`: a contact that it names is not there any more. */
  | { outcome: 'refused'; words: string; unknownContact: boolean };

/** Writes the parts of an order that have changed, each line by its key, and reads the total. Safe to repeat. Two calls. */
export async function changeOrder(session: Session, change: OrderChange): Promise<ChangedOrder> {
  const loaded = await loadPart(session, change);
  if (loaded.outcome === 'refused') return refused(loaded.error.message, tellsOfUnknownContact(loaded.error));
  if (loaded.outcome === 'conflict') throw loaded.error;
  const order = await readOrder(session, loaded.id as SaleOrderId);
  if (order === null) return refused(`sale.order ${loaded.id} was deleted`, false);
  const { id, name, total, parties } = order;
  const outcome = totalAccepted(order, change.draft) ? 'changed' : 'total-differs';
  return { outcome, id, name, total, parties };
}

function refused(words: string, unknownContact: boolean): ChangedOrder {
  return { outcome: 'refused', words, unknownContact };
}

async function loadPart(session: Session, change: OrderChange): Promise<Loaded> {
  const { connection, dialect } = session;
  const sheet = (markDelivery: boolean) =>
    partOf(orderSheet(change.draft, { companyId: connection.companyId, dialect, markDelivery }), change);
  const shipped = change.draft.lines.some((line) => line.isDelivery && change.lineKeys.includes(line.key));
  for (let tries = 0; ; tries += 1) {
    const loaded = await loadQuietly(session, sheet(shipped)).catch((thrown: unknown) => {
      // An unknown column is the one ValueError that `load` throws: Odoo without its delivery module has no is_delivery.
      const unknownColumn = thrown instanceof SyncError && thrown.vendorCode === 'builtins.ValueError';
      if (!unknownColumn || !shipped) throw thrown;
      return loadQuietly(session, sheet(false));
    });
    const pause = pauses[tries];
    const hopeless = loaded.outcome === 'refused' && (loaded.certain || tries > 0);
    if (loaded.outcome === 'loaded' || pause === undefined || hopeless) return loaded;
    await session.clock.sleep(pause);
  }
}

/** With the new address on the transfers that have not left, too. */
async function loadQuietly(session: Session, sheet: Sheet): Promise<Loaded> {
  return loadOnce(session, sheet, { update_delivery_shipping_partner: true });
}

/** The columns and the rows of an order's sheet that a change is about. */
export function partOf(
  { model, columns, rows }: Sheet,
  { lineKeys, addresses, reference, note }: OrderChange,
): Sheet {
  const wanted = (column: string): boolean => {
    if (column === 'id') return true;
    if (column.startsWith('order_line/')) return lineKeys.length > 0;
    if (column.startsWith('partner_invoice_id') || column.startsWith('partner_shipping_id')) return addresses;
    return (column === 'client_order_ref' && reference) || (column === 'note' && note);
  };
  const places = columns.flatMap((column, at) => (wanted(column) ? [at] : []));
  const keyAt = columns.indexOf('order_line/id');
  const keys = new Set(lineKeys.map(externalId));
  const kept = rows.filter((row) => keys.has(row[keyAt] ?? ''));
  const [head] = rows;
  const parts = kept.length === 0 ? rows.slice(0, 1) : kept;
  return {
    model,
    columns: places.map((at) => columns[at] ?? ''),
    rows: parts.map((row, index) =>
      places.map((at) => {
        const ofLine = columns[at]?.startsWith('order_line/') === true;
        return (ofLine ? row[at] : index === 0 ? head?.[at] : '') ?? '';
      }),
    ),
  };
}
