import type { Api } from './api.ts';
import { askInvoice, invoiceOf, type ListedInvoice } from './invoice-views.ts';
import type { LocalHouse } from './local-house.ts';
import { stopWatch } from './stop-watch.ts';
import { until } from './until.ts';

const patience = { withinMs: 30_000, everyMs: 25 };

export const invoiceLegNames = ['posted in Odoo', 'its PDF at Poleepo'] as const;

export interface InvoiceLegs {
  legs: Record<(typeof invoiceLegNames)[number], number>;
  number: string;
  total: string;
}

/**
 * Has a delivered order invoiced and waits until its invoice is posted in the simulated Odoo and its PDF is at the
 * simulated Poleepo. Throws where one of them is missing or there twice.
 */
export async function invoiceDelivered(
  house: LocalHouse,
  api: Api,
  order: { id: number; saleOrderId: number },
): Promise<InvoiceLegs> {
  const clock = stopWatch();
  const { id } = await askInvoice(api, order.saleOrderId);
  const posted = await untilIs(api, id, ({ state }) => state === 'posted' || state === 'offered');
  const made = clock();
  await untilIs(api, id, ({ state }) => state === 'offered');
  const offered = clock();
  const { number, total } = posted;
  if (number === null || total === null) throw new Error(`invoice ${id} is posted without its number`);
  const there = house.poleepo.sim.control.documents(order.id);
  if (there.length !== 1 || there[0]?.number !== number)
    throw new Error(`order ${order.id} has ${there.length} documents at Poleepo, not ${number} alone`);
  const pdf = await api.raw('GET', `/v1/invoices/${id}/pdf`);
  const start = new TextDecoder().decode((await pdf.arrayBuffer()).slice(0, 5));
  if (pdf.status !== 200 || start !== '%PDF-')
    throw new Error(`the PDF of ${number} is answered ${pdf.status} and begins with ${start}`);
  return { number, total, legs: { 'posted in Odoo': made, 'its PDF at Poleepo': offered } };
}

function untilIs(api: Api, id: string, is: (invoice: ListedInvoice) => boolean): Promise<ListedInvoice> {
  return until(`invoice ${id} goes on`, patience, async () => {
    const now = await invoiceOf(api, id);
    const error = now.error ?? now.offerError;
    if (error !== null) throw new Error(`invoice ${id} stands at ${error.code}: ${error.message}`);
    return is(now) ? now : null;
  });
}
