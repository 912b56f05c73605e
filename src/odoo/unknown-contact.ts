import type { SyncError } from '../kit/errors.ts';

/** The fields by which orders and addresses name a contact. */
const naming = new Set(['partner_id', 'partner_invoice_id', 'partner_shipping_id', 'parent_id']);

/** Whether Odoo refused because a contact that was named is not there any more. */
export function tellsOfUnknownContact({ side, code, vendorCode }: SyncError): boolean {
  return side === 'odoo' && code === 'refused' && vendorCode !== undefined && naming.has(vendorCode);
}
