import { z } from 'zod';
import { SyncError } from '../kit/errors.ts';
import { hints } from './hints.ts';
import type { OrderInvoice, PaidInvoice, PaymentDraft, PostedInvoice } from './invoice.ts';
import { refusalAt } from './invoice-refusals.ts';
import { readInvoices } from './invoices.ts';
import type { Session } from './session.ts';
import { recordId } from './values.ts';

/**
 * Posts a draft invoice, which gives it its number. Safe to repeat. Three calls, one where it is posted.
 * Throws SyncError `not-found` where it was deleted, `forbidden` with the group in its hint, and those of any call.
 */
export async function postInvoice(session: Session, id: number): Promise<PostedInvoice> {
  const draft = await invoiceOf(session, id);
  if (draft.state === 'posted') return { kind: 'posted', already: true, invoice: draft };
  if (draft.state === 'cancel') return { kind: 'cancelled' };
  const call = { model: 'account.move', method: 'action_post', ids: [id], write: true };
  const refusal = await session.ask(call, z.unknown()).then(
    () => null,
    (thrown: unknown) => ({ thrown }),
  );
  // Another caller may have been first, and a lost answer may be of work that was done.
  if (refusal !== null && !worthALook(refusal.thrown)) throw refusal.thrown;
  const after = await invoiceOf(session, id);
  if (after.state === 'posted') return { kind: 'posted', already: false, invoice: after };
  return refusalAt(session, 'post', refusal?.thrown ?? notPosted(id));
}

const ids = z.tuple([recordId]);

/**
 * Registers what an invoice still has open as paid to that journal. An invoice without anything open is left alone, so
 * that it is safe to repeat. `known`: the invoice, where it was just read. Three calls, two with `known`. Throws as
 * `postInvoice`.
 */
export async function registerPayment(
  session: Session,
  payment: PaymentDraft,
  known?: OrderInvoice,
): Promise<PaidInvoice> {
  const { id, journalId, reference } = payment;
  const invoice = known ?? (await invoiceOf(session, id));
  if (invoice.state === 'posted' && (invoice.paid || invoice.residual.eq(0))) {
    return { kind: 'paid', already: true };
  }
  const model = 'account.payment.register';
  const context = { active_model: 'account.move', active_ids: [id], active_id: id };
  const vals = { journal_id: journalId, ...(reference === undefined ? {} : { communication: reference }) };
  try {
    const args = { vals_list: [vals] };
    const opened = await session.ask({ model, method: 'create', args, context, write: true }, ids);
    const pay = { model, method: 'action_create_payments', ids: opened, context, write: true };
    await session.ask(pay, z.unknown());
    return { kind: 'paid', already: false };
  } catch (thrown) {
    return refusalAt(session, 'pay', thrown);
  }
}

async function invoiceOf(session: Session, id: number): Promise<OrderInvoice> {
  const [invoice] = await readInvoices(session, [id]);
  if (invoice !== undefined) return invoice;
  throw new SyncError(`account.move ${id} is gone`, { code: 'not-found', side: 'odoo', hint: hints.missing });
}

function worthALook(thrown: unknown): boolean {
  return thrown instanceof SyncError && thrown.code !== 'denied';
}

function notPosted(id: number): SyncError {
  return new SyncError(`account.move ${id} is not posted`, {
    code: 'refused',
    side: 'odoo',
    hint: hints.notPosted,
  });
}
