import type { ShipmentReply } from './shipment-question.ts';

/** A failure that has lost its class on the way from the lane. */
export type FailedReply = Extract<ShipmentReply, { kind: 'failed' }>;

/** Where the company's payments can be registered in Odoo. */
export type JournalsReply =
  { kind: 'journals'; journals: { id: number; name: string; kind: 'bank' | 'cash' }[] } | FailedReply;

/** The PDF of an invoice as Odoo has it now. Errors are replies: they lose their class on the way from the lane. */
export type InvoicePdfReply = { kind: 'pdf'; bytes: Uint8Array } | FailedReply;
