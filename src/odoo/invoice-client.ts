import type { SaleOrderId } from '../trade/ids.ts';
import { createInvoice } from './create-invoice.ts';
import type {
  CreatedInvoice,
  InvoicePdf,
  Journal,
  OrderInvoice,
  OrderInvoices,
  PaidInvoice,
  PaymentDraft,
  PostedInvoice,
} from './invoice.ts';
import { invoicePdf } from './invoice-pdf.ts';
import { invoicesOf, readInvoices } from './invoices.ts';
import { journals } from './journals.ts';
import { begunDelivery, changedSince, type InvoicingOrder } from './orders-to-invoice.ts';
import { postInvoice, registerPayment } from './post-invoice.ts';
import type { Session } from './session.ts';

/** Invoices of sale orders. A user without rights to them gets SyncError `forbidden` with the group that is missing. */
export interface OdooInvoices {
  /** The invoices of an order; null where it was deleted. Two calls, one without any. */
  ofOrder(id: SaleOrderId): Promise<OrderInvoices | null>;
  /** These invoices, by id; those that were deleted are left out. One call. */
  read(ids: readonly number[]): Promise<OrderInvoice[]>;
  /**
   * Creates a draft of what is to be invoiced now. Safe to repeat. `known`: how the order stands, where that was just
   * read. Six calls at most, two fewer with `known`.
   */
  create(id: SaleOrderId, known?: OrderInvoices): Promise<CreatedInvoice>;
  /** Posts a draft. Safe to repeat. Three calls. */
  post(id: number): Promise<PostedInvoice>;
  /** The PDF of a posted invoice. One call, or two and a download. */
  pdf(id: number): Promise<InvoicePdf>;
  /** Registers what is still open as paid. `known`: the invoice, where it was just read. Safe to repeat. Three calls, two with `known`. */
  registerPayment(payment: PaymentDraft, known?: OrderInvoice): Promise<PaidInvoice>;
  /** Those of these orders of which something is delivered and something is, or is to be, invoiced. One call. */
  begunDelivery(ids: readonly SaleOrderId[]): Promise<InvoicingOrder[]>;
  /** Those of these orders that were written since (ms), or whose customer was. One call. */
  changedSince(what: { ids: readonly SaleOrderId[]; since: number }): Promise<InvoicingOrder[]>;
  /** Where payments can be registered. One call; meant to be kept. */
  journals(): Promise<Journal[]>;
}

export function openInvoices(session: Session): OdooInvoices {
  return {
    ofOrder: (id) => invoicesOf(session, id),
    read: (ids) => readInvoices(session, ids),
    create: (id, known) => createInvoice(session, id, known),
    post: (id) => postInvoice(session, id),
    pdf: (id) => invoicePdf(session, id),
    registerPayment: (payment, known) => registerPayment(session, payment, known),
    begunDelivery: (ids) => begunDelivery(session, ids),
    changedSince: (what) => changedSince(session, what),
    journals: () => journals(session),
  };
}
