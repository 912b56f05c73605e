import type { SaleOrderId } from '../trade/ids.ts';
import { createInvoice } from './create-invoice.ts';
import type {
  CreatedInvoice,
  InvoicePdf,
  Journal,
  OrderInvoices,
  PaidInvoice,
  PaymentDraft,
  PostedInvoice,
} from './invoice.ts';
import { invoicePdf } from './invoice-pdf.ts';
import { invoicesOf } from './invoices.ts';
import { journals } from './journals.ts';
import { postInvoice, registerPayment } from './post-invoice.ts';
import type { Session } from './session.ts';

/** Invoices of sale orders. A user without rights to them gets SyncError `forbidden` with the group that is missing. */
export interface OdooInvoices {
  /** The invoices of an order; null where it was deleted. Two calls, one without any. */
  ofOrder(id: SaleOrderId): Promise<OrderInvoices | null>;
  /** Creates a draft of what is to be invoiced now. Safe to repeat. Six calls at most. */
  create(id: SaleOrderId): Promise<CreatedInvoice>;
  /** Posts a draft. Safe to repeat. Three calls. */
  post(id: number): Promise<PostedInvoice>;
  /** The PDF of a posted invoice. One call, or two and a download. */
  pdf(id: number): Promise<InvoicePdf>;
  /** Registers what is still open as paid. Safe to repeat. Three calls. */
  registerPayment(payment: PaymentDraft): Promise<PaidInvoice>;
  /** Where payments can be registered. One call; meant to be kept. */
  journals(): Promise<Journal[]>;
}

export function openInvoices(session: Session): OdooInvoices {
  return {
    ofOrder: (id) => invoicesOf(session, id),
    create: (id) => createInvoice(session, id),
    post: (id) => postInvoice(session, id),
    pdf: (id) => invoicePdf(session, id),
    registerPayment: (payment) => registerPayment(session, payment),
    journals: () => journals(session),
  };
}
