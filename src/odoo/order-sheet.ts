import type { CompanyId } from '../trade/ids.ts';
import { decimalText } from '../trade/money.ts';
import { externalId } from './keys.ts';
import type { Sheet } from './load.ts';
import type { OrderDraft, OrderLineDraft } from './order-draft.ts';
import type { Cells } from './sheet.ts';
import { rowsOf, sheetOf } from './sheet.ts';
import { htmlText, odooInstant } from './values.ts';
import type { Dialect } from './versions.ts';

export interface SheetOptions {
  /**
   * Null for an order that is there already. Naming the company again makes Odoo compute the taxes of every line anew,
   * even of those that the same load gives (recorded on 17 to 19: a second load changes the total).
   */
  companyId: CompanyId | null;
  dialect: Dialect;
  /** Whether to mark shipping lines as such, which only Odoo's delivery module can. */
  markDelivery: boolean;
}

/**
 * The order and its lines for one `load`, every record keyed so that it can be repeated.
 * The salesperson is left to a later write, since Odoo 16 does not load an inactive one such as OdooBot.
 */
export function orderSheet(draft: OrderDraft, options: SheetOptions): Sheet {
  const customer = String(draft.partnerId);
  const parent: Cells = {
    id: externalId(draft.key),
    'partner_id/.id': customer,
    ...addressCell('partner_invoice_id', draft.invoiceAddressKey, customer),
    ...addressCell('partner_shipping_id', draft.deliveryAddressKey, customer),
    'company_id/.id': idCell(options.companyId),
    client_order_ref: draft.reference,
    origin: draft.origin,
    date_order: odooInstant(draft.orderedAt),
    note: draft.note === null ? null : htmlText(draft.note),
    'warehouse_id/.id': idCell(draft.warehouseId),
    'team_id/.id': idCell(draft.teamId),
    'payment_term_id/.id': idCell(draft.paymentTermId),
    'pricelist_id/.id': idCell(draft.pricelistId),
    'source_id/.id': idCell(draft.sourceId),
  };
  const lines = draft.lines.map((line, at) => lineCells(line, (at + 1) * 10, options));
  return sheetOf('sale.order', rowsOf(parent, lines, 'order_line'));
}

function addressCell(field: string, key: string | null, customer: string): Cells {
  return key === null ? { [`${field}/.id`]: customer } : { [`${field}/id`]: externalId(key) };
}

function idCell(id: number | null): string | null {
  return id === null ? null : String(id);
}

function lineCells(line: OrderLineDraft, sequence: number, { dialect, markDelivery }: SheetOptions): Cells {
  return {
    id: externalId(line.key),
    sequence: String(sequence),
    'product_id/.id': String(line.productId),
    name: line.name,
    product_uom_qty: decimalText(line.quantity),
    price_unit: decimalText(line.unitPrice),
    discount: decimalText(line.discount),
    [`${dialect.lineTaxes}/.id`]: line.taxIds?.join(',') ?? null,
    ...(markDelivery ? { is_delivery: line.isDelivery ? '1' : '0' } : {}),
  };
}
