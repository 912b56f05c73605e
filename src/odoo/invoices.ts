import { z } from 'zod';
import type { SaleOrderId } from '../trade/ids.ts';
import type { OrderInvoice, OrderInvoices } from './invoice.ts';
import type { Session } from './session.ts';
import { amount, recordId, requiredCurrencyCode, text } from './values.ts';

const orders = z.array(
  z.object({
    state: z.enum(['draft', 'sent', 'sale', 'done', 'cancel']),
    invoice_status: text,
    invoice_ids: z.array(recordId),
  }),
);

/** What 16 and 17 call an invoice that has no number yet. */
const unnumbered = '/';

const kinds = { out_invoice: 'invoice', out_refund: 'credit-note' } as const;

const rows = z.array(
  z
    .object({
      id: recordId,
      name: text,
      state: z.enum(['draft', 'posted', 'cancel']),
      move_type: z.enum(['out_invoice', 'out_refund']),
      invoice_date: text,
      amount_total: amount,
      amount_residual: amount,
      currency_id: requiredCurrencyCode,
      payment_state: text,
    })
    .transform((row): OrderInvoice => ({
      id: row.id,
      // 16 and 17 give the first of a year its number while it is a draft.
      number: row.state === 'draft' || row.name === unnumbered ? null : row.name,
      kind: kinds[row.move_type],
      state: row.state,
      date: row.invoice_date,
      total: row.amount_total,
      residual: row.amount_residual,
      currency: row.currency_id,
      paid: row.payment_state === 'paid' || row.payment_state === 'in_payment',
    })),
);

const fields = [
  'name',
  'state',
  'move_type',
  'invoice_date',
  'amount_total',
  'amount_residual',
  'currency_id',
  'payment_state',
];

/** The invoices of an order and whether more is to be invoiced; null where it was deleted. Two calls, one without any. */
export async function invoicesOf(session: Session, id: SaleOrderId): Promise<OrderInvoices | null> {
  const asked = ['state', 'invoice_status', 'invoice_ids'];
  const call = { model: 'sale.order', method: 'read', ids: [id], args: { fields: asked } };
  const [order] = await session.ask(call, orders);
  if (order === undefined) return null;
  const invoices = await readInvoices(session, order.invoice_ids);
  return { state: order.state, toInvoice: order.invoice_status === 'to invoice', invoices };
}

/** These invoices by id; those that were deleted are left out. One call. */
export async function readInvoices(session: Session, ids: readonly number[]): Promise<OrderInvoice[]> {
  if (ids.length === 0) return [];
  const call = { model: 'account.move', method: 'read', ids, args: { fields } };
  return (await session.ask(call, rows)).toSorted((a, b) => a.id - b.id);
}
