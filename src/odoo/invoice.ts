import type { Bilingual } from '../kit/text.ts';
import type { Decimal } from '../trade/money.ts';
import type { SaleOrderState } from './order-draft.ts';

export interface OrderInvoices {
  state: SaleOrderState;
  /** Whether Odoo sees something in the order that is to be invoiced now. */
  toInvoice: boolean;
  /** By id, cancelled ones and credit notes too. */
  invoices: OrderInvoice[];
}

export interface OrderInvoice {
  id: number;
  /** Null before it is posted. */
  number: string | null;
  kind: 'invoice' | 'credit-note';
  state: 'draft' | 'posted' | 'cancel';
  /** `2026-11-22`; null before it is posted. */
  date: string | null;
  /** Taxes included. */
  total: Decimal;
  /** What is still to be paid. */
  residual: Decimal;
  currency: string;
  paid: boolean;
}

/** What Odoo says no to, with what a person can do about it. */
export interface InvoiceRefusal {
  kind: 'refused';
  /** The name of Odoo's exception. */
  code: string;
  /** Odoo's own words, in the client's language. */
  message: string;
  hint: Bilingual;
}

export type CreatedInvoice =
  /** `already`: it was there before; nothing was created. */
  | { kind: 'created'; already: boolean; id: number; name: string | null; total: Decimal }
  | { kind: 'nothing' }
  | InvoiceRefusal;

export type PostedInvoice =
  | { kind: 'posted'; already: boolean; invoice: OrderInvoice }
  /** People cancelled it. */
  | { kind: 'cancelled' }
  | InvoiceRefusal;

export type PaidInvoice = { kind: 'paid'; already: boolean } | InvoiceRefusal;

export interface InvoicePdf {
  bytes: Uint8Array;
  /** True for the one that Odoo keeps as sent; false for one that it prints now. */
  official: boolean;
}

export interface PaymentDraft {
  id: number;
  journalId: number;
  /** What the payment is called. */
  reference?: string;
}

export interface Journal {
  id: number;
  name: string;
  kind: 'bank' | 'cash';
}
