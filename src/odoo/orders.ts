import { z } from 'zod';
import { SyncError } from '../kit/errors.ts';
import type { SaleOrderId } from '../trade/ids.ts';
import type { OrderDraft, OrderFinish, UpsertedOrder } from './order-draft.ts';
import type { OrderProgress } from './order-state.ts';
import { orderByKey, readOrder } from './order-state.ts';
import { totalAccepted } from './order-total.ts';
import { isQuotation, placeOrder } from './place-order.ts';
import { removeStaleLines } from './stale-lines.ts';
import type { Session } from './session.ts';
import { odooInstant } from './values.ts';

/**
 * Creates or completes the sale order of this key, and confirms it if its total is the expected one.
 *
 * Safe to repeat from any point and by several callers at once. A new order costs four calls: load, read, confirm,
 * write. An order that is confirmed already keeps what people changed in it; only its date and its salesperson are
 * brought back where the import had not come so far.
 * Throws SyncError: `refused` with Odoo's words where it takes neither the values nor the confirmation, `conflict`
 * where others kept writing, and those of any call.
 */
export async function upsertOrder(session: Session, draft: OrderDraft): Promise<UpsertedOrder> {
  const known = draft.mayExist ? await orderByKey(session, draft.key) : null;
  const order =
    known !== null && !isQuotation(known) ? known : await tidyOrder(session, draft, known !== null);
  return finish(session, draft, order);
}

/**
 * Confirms an order as people have made it if its total is the expected one. Nothing of it is written but its date and,
 * where they have chosen none, its salesperson. Null where it was deleted. Three calls. Throws as `upsertOrder`.
 */
export async function finishOrder(
  session: Session,
  id: SaleOrderId,
  how: OrderFinish,
): Promise<UpsertedOrder | null> {
  const order = await readOrder(session, id);
  if (order === null) return null;
  const { uid } = session.connection;
  const userId = order.userId === null || order.userId === uid ? how.userId : order.userId;
  return finish(session, { ...how, userId }, order);
}

async function finish(session: Session, how: OrderFinish, order: OrderProgress): Promise<UpsertedOrder> {
  if (!isQuotation(order)) return settle(session, how, order);
  if (inOtherCurrency(order, how)) return otherCurrency(order);
  if (!totalAccepted(order, how)) return differing(order, how);
  if (how.confirm === false) return leave(session, how, order);
  const rival = await confirm(session, order);
  if (rival !== null) return settle(session, how, rival);
  await writeDateAndUser(session, how, order);
  const { id, name, total, parties } = order;
  return { outcome: 'confirmed', id, name, total, parties, already: false };
}

/** The outcome for a quotation that is right and is to stay one. */
async function leave(session: Session, how: OrderFinish, order: OrderProgress): Promise<UpsertedOrder> {
  if (unfinished(session, how, order)) await writeDateAndUser(session, how, order);
  const { id, name, total, parties } = order;
  return { outcome: 'quotation', id, name, total, parties };
}

/** The order with the draft's lines and no others of ours. */
async function tidyOrder(session: Session, draft: OrderDraft, isThere: boolean): Promise<OrderProgress> {
  const order = await placeOrder(session, draft, isThere);
  if (!isQuotation(order) || !(await removeStaleLines(session, draft, order))) return order;
  return (await readOrder(session, order.id)) ?? order;
}

function inOtherCurrency({ currency }: OrderProgress, how: OrderFinish): boolean {
  return how.currency !== null && currency !== null && currency !== how.currency;
}

function otherCurrency({ id, name, currency }: OrderProgress): UpsertedOrder {
  return { outcome: 'other-currency', id, name, currency: currency ?? '' };
}

/** The outcome for an order that is no quotation any more, finishing what an interrupted import left undone. */
async function settle(session: Session, how: OrderFinish, order: OrderProgress): Promise<UpsertedOrder> {
  const { id, name, total, parties } = order;
  if (order.state === 'cancel') return { outcome: 'cancelled', id, name };
  if (unfinished(session, how, order)) await writeDateAndUser(session, how, order);
  return { outcome: 'confirmed', id, name, total, parties, already: true };
}

function differing(
  { id, name, total, parties }: OrderProgress,
  { expectedTotal }: OrderFinish,
): UpsertedOrder {
  return { outcome: 'total-differs', id, name, total, expected: expectedTotal, parties };
}

/**
 * Confirms a quotation; null where this call did it, else how the order stands after another caller was first.
 * Odoo 17 to 19 refuse to confirm twice, in words that depend on the language, so the state decides.
 */
async function confirm(session: Session, quotation: OrderProgress): Promise<OrderProgress | null> {
  const call = { model: 'sale.order', method: 'action_confirm', ids: [quotation.id], write: true };
  const refusal = await session.ask(call, z.unknown()).then(
    (answer) => (answer === true ? null : answeredElse(answer)),
    (thrown: unknown) => refusalIn(thrown),
  );
  if (refusal === null) return null;
  const after = await readOrder(session, quotation.id);
  if (after === null || isQuotation(after)) throw refusal;
  return after;
}

/** Odoo answers `true`; extra modules may answer with a dialogue for a person, and nothing was confirmed. */
function answeredElse(answer: unknown): SyncError {
  const kind = answer === null ? 'nothing' : typeof answer;
  return new SyncError(`sale.order.action_confirm answered ${kind}`, {
    code: 'refused',
    side: 'odoo',
    hint: {
      it: 'Odoo chiede qualcosa prima di confermare questo preventivo. Aprirlo in Odoo, confermarlo lì, poi riprovare.',
      en: 'Odoo asks for something before it confirms this quotation. Open it in Odoo, confirm it there, then try again.',
    },
  });
}

function refusalIn(thrown: unknown): SyncError {
  const raced = thrown instanceof SyncError && (thrown.code === 'refused' || thrown.code === 'conflict');
  if (raced) return thrown;
  throw thrown;
}

/**
 * Confirming sets the date to now, and loading leaves the salesperson to be whoever loaded it: either tells of an
 * import that did not come to its last write. Another salesperson was chosen by a person, and stays.
 */
function unfinished({ connection }: Session, how: OrderFinish, order: OrderProgress): boolean {
  const sameSecond = order.orderedAt !== null && odooInstant(order.orderedAt) === odooInstant(how.orderedAt);
  const unassigned = order.userId === null || order.userId === connection.uid;
  return !sameSecond || (unassigned && order.userId !== how.userId);
}

async function writeDateAndUser(session: Session, how: OrderFinish, { id }: OrderProgress): Promise<void> {
  const vals = { date_order: odooInstant(how.orderedAt), user_id: how.userId };
  await session.ask(
    { model: 'sale.order', method: 'write', ids: [id], args: { vals }, write: true },
    z.literal(true),
  );
}
