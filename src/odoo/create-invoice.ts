import { z } from 'zod';
import { SyncError } from '../kit/errors.ts';
import type { SaleOrderId } from '../trade/ids.ts';
import type { CreatedInvoice, OrderInvoice, OrderInvoices } from './invoice.ts';
import { refusalAt } from './invoice-refusals.ts';
import { invoicesOf } from './invoices.ts';
import type { Session } from './session.ts';
import { recordId } from './values.ts';

const ids = z.tuple([recordId]);

/**
 * Creates a draft invoice of what the order has to be invoiced now. Odoo invoices nothing twice, and what was invoiced
 * already is answered with its newest invoice, so that it is safe to repeat. `known`: how the order stands, where that was
 * just read. Six calls at most, two fewer with `known`.
 * Throws SyncError `not-found` where the order was deleted, `forbidden` with the group in its hint, and those of any call.
 */
export async function createInvoice(
  session: Session,
  id: SaleOrderId,
  known?: OrderInvoices,
): Promise<CreatedInvoice> {
  const before = known ?? (await standing(session, id));
  if (!before.toInvoice) return invoiced(newest(before), true) ?? { kind: 'nothing' };
  const there = new Set(before.invoices.map((invoice) => invoice.id));
  try {
    await invoiceDelivered(session, id);
  } catch (thrown) {
    const lost = thrown instanceof SyncError && thrown.mayHaveHappened;
    if (!lost) return await refusalAt(session, 'create', thrown);
    const made = newest(await standing(session, id), there);
    if (made === null) throw thrown;
    return invoiced(made, false) ?? { kind: 'nothing' };
  }
  return invoiced(newest(await standing(session, id), there), false) ?? { kind: 'nothing' };
}

async function standing(session: Session, id: SaleOrderId): Promise<OrderInvoices> {
  const found = await invoicesOf(session, id);
  if (found !== null) return found;
  throw new SyncError(`sale.order ${id} is gone`, { code: 'not-found', side: 'odoo' });
}

function newest({ invoices }: OrderInvoices, known: ReadonlySet<number> = new Set()): OrderInvoice | null {
  const live = invoices.filter(({ id, kind, state }) => {
    return kind === 'invoice' && state !== 'cancel' && !known.has(id);
  });
  return live.at(-1) ?? null;
}

function invoiced(invoice: OrderInvoice | null, already: boolean): CreatedInvoice | null {
  if (invoice === null) return null;
  return { kind: 'created', already, id: invoice.id, name: invoice.number, total: invoice.total };
}

/** Only the dialogue of Odoo's own pages is open to us. */
async function invoiceDelivered(session: Session, id: SaleOrderId): Promise<void> {
  const model = 'sale.advance.payment.inv';
  const context = { active_model: 'sale.order', active_ids: [id], active_id: id };
  const vals_list = [{ advance_payment_method: 'delivered', sale_order_ids: [[6, 0, [id]]] }];
  const dialogue = { model, method: 'create', args: { vals_list }, context, write: true };
  const opened = await session.ask(dialogue, ids);
  await session.ask({ model, method: 'create_invoices', ids: opened, context, write: true }, z.unknown());
}
