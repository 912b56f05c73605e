import { z } from 'zod';
import type { Json } from '../kit/fingerprint.ts';
import type { SaleOrderId } from '../trade/ids.ts';
import type { Session } from './session.ts';
import { odooInstant, recordId, text } from './values.ts';

/** How Odoo sees the invoicing of an order: `to invoice`, `invoiced`, `upselling`; or `no`, nothing. */
export interface InvoicingOrder {
  saleOrderId: SaleOrderId;
  toInvoice: boolean;
}

const rows = z.array(z.object({ id: recordId, invoice_status: text }));

/** Those of these orders of which something is delivered and something is, or is to be, invoiced. One call, however many. */
export async function begunDelivery(
  session: Session,
  ids: readonly SaleOrderId[],
): Promise<InvoicingOrder[]> {
  return orders(session, [
    ['id', 'in', [...ids]],
    ['invoice_status', '!=', 'no'],
    ['order_line.qty_delivered', '>', 0],
  ]);
}

/**
 * Those of these orders that were written since (ms), or whose customer was. One call, however many. A date of Odoo's is
 * when the transaction began: ask with an overlap of minutes.
 */
export async function changedSince(
  session: Session,
  { ids, since }: { ids: readonly SaleOrderId[]; since: number },
): Promise<InvoicingOrder[]> {
  const at = odooInstant(since);
  return orders(session, [
    ['id', 'in', [...ids]],
    '|',
    ['write_date', '>=', at],
    '|',
    ['partner_id.write_date', '>=', at],
    ['partner_invoice_id.write_date', '>=', at],
  ]);
}

async function orders(session: Session, domain: Json[]): Promise<InvoicingOrder[]> {
  const kwargs = { fields: ['invoice_status'], order: 'id' };
  const call = { model: 'sale.order', method: 'search_read', args: { domain }, kwargs };
  const found = await session.ask(call, rows);
  return found.map(({ id, invoice_status }) => ({
    saleOrderId: id as SaleOrderId,
    toInvoice: invoice_status === 'to invoice',
  }));
}
