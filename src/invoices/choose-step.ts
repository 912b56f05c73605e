import type { OrderInvoice, OrderInvoices } from '../odoo/invoice.ts';
import { odooLimit } from '../odoo/own-limit.ts';
import type { InvoiceRow } from '../store/invoice-store.ts';

export { odooLimit };

export type InvoiceStep =
  /** That one is it: `ponte` where it came of what we asked, `odoo` where people made it. */
  | { kind: 'take'; invoice: OrderInvoice; origin: InvoiceRow['origin'] }
  /** Odoo may still be at it. */
  | { kind: 'wait' }
  | { kind: 'create' }
  | { kind: 'nothing' }
  /** People have begun to invoice, or have credited: what follows is theirs to decide, not a rule's. */
  | { kind: 'left-to-people' };

export interface InvoiceQuestion {
  row: Pick<InvoiceRow, 'asked' | 'requestedBy'>;
  standing: OrderInvoices;
  /** The order's invoices that have a row of their own. */
  known: ReadonlySet<number>;
  partialDeliveries: boolean;
  now: number;
}

/** What is to be done next for an order whose invoice is wanted: never what could end in two for the same goods. */
export function chooseStep({ row, standing, known, partialDeliveries, now }: InvoiceQuestion): InvoiceStep {
  const { invoices, toInvoice } = standing;
  const unknown = invoices.filter(
    ({ id, kind, state }) => kind === 'invoice' && state !== 'cancel' && !known.has(id),
  );
  const before = row.asked?.create;
  if (before !== undefined) {
    const ours = unknown.find(({ id }) => !before.before.includes(id));
    if (ours !== undefined) return { kind: 'take', invoice: ours, origin: 'ponte' };
    if (toInvoice && now < before.at + odooLimit) return { kind: 'wait' };
  }
  if (toInvoice) {
    const isRule = row.requestedBy === null;
    const theirs = invoices.filter(({ id, kind }) => kind === 'credit-note' || !known.has(id));
    const left = isRule && (theirs.length > 0 || (invoices.length > 0 && !partialDeliveries));
    return { kind: left ? 'left-to-people' : 'create' };
  }
  const newest = unknown.at(-1);
  return newest === undefined ? { kind: 'nothing' } : { kind: 'take', invoice: newest, origin: 'odoo' };
}
