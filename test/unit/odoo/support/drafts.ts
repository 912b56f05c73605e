import type { CustomerDraft } from '../../../../src/odoo/customer-draft.ts';
import type { OrderDraft } from '../../../../src/odoo/order-draft.ts';
import type { PartnerId, ProductId, TaxId } from '../../../../src/trade/ids.ts';
import { decimal } from '../../../../src/trade/money.ts';

export const orderedAt = Date.UTC(2026, 10, 20, 9, 30);

/** Two articles and shipping, 275.70 in all. */
export function orderDraft(changes: Partial<OrderDraft> = {}): OrderDraft {
  const line = { discount: decimal(0), taxIds: [94 as TaxId], isDelivery: false };
  return {
    key: 'order_t1_918273',
    mayExist: false,
    partnerId: 48 as PartnerId,
    invoiceAddressKey: null,
    deliveryAddressKey: 'address_t1_55_d',
    reference: '402-1234567',
    origin: 'Amazon',
    orderedAt,
    note: null,
    userId: 1,
    lines: [
      {
        ...line,
        key: 'line_t1_1',
        productId: 46 as ProductId,
        name: 'Title A',
        quantity: decimal(2),
        unitPrice: decimal('122'),
        discount: decimal(10),
      },
      {
        ...line,
        key: 'line_t1_2',
        productId: 16 as ProductId,
        name: 'Title B',
        quantity: decimal(1),
        unitPrice: decimal('50'),
      },
      {
        ...line,
        key: 'line_t1_3',
        productId: 49 as ProductId,
        name: 'Shipping',
        quantity: decimal(1),
        unitPrice: decimal('6.1'),
        isDelivery: true,
      },
    ],
    currency: 'EUR',
    warehouseId: null,
    teamId: null,
    paymentTermId: null,
    pricelistId: null,
    sourceId: null,
    expectedTotal: decimal('275.70'),
    ...changes,
  };
}

export function customerDraft(changes: Partial<CustomerDraft> = {}): CustomerDraft {
  const address = { email: null, phone: null, street2: null, countryId: 109, stateId: null };
  return {
    key: 'customer_t1_55',
    name: 'Giulia Prova',
    isCompany: false,
    email: 'giulia@example.com',
    phone: '+39 02 0000000',
    street: 'Via Roma 1',
    street2: null,
    zip: '20121',
    city: 'Milano',
    countryId: 109,
    stateId: 363,
    vat: null,
    reference: '55',
    taxCode: null,
    pec: null,
    recipientCode: null,
    comment: null,
    commentStands: false,
    addresses: [
      {
        ...address,
        key: 'address_t1_55_i',
        type: 'invoice',
        name: 'Prova Srl',
        street: 'Via Dante 3',
        zip: '20100',
        city: 'Milano',
      },
      {
        ...address,
        key: 'address_t1_55_d',
        type: 'delivery',
        name: 'Giulia c/o Bar',
        street: 'Via Po 2',
        zip: '10123',
        city: 'Torino',
      },
    ],
    ...changes,
  };
}

/** An order as Odoo reads it out. */
export function orderRow(changes: Record<string, unknown> = {}) {
  return {
    id: 81,
    name: 'S00081',
    state: 'draft',
    amount_total: 275.7,
    amount_untaxed: 225.98,
    date_order: '2026-11-20 09:30:00',
    user_id: [7, 'Ponte'],
    currency_id: [1, 'EUR'],
    order_line: [201, 202, 203],
    partner_id: [48, 'Giulia Prova'],
    partner_invoice_id: [48, 'Giulia Prova'],
    partner_shipping_id: [50, 'Giulia Prova, Giulia c/o Bar'],
    ...changes,
  };
}

/** A `load` answer that says the record was written. */
export function loadedAs(id: number) {
  return { result: { ids: [id], messages: [], nextrow: 0 } };
}

/** A `load` answer that refuses; naming the field makes it certain. */
export function notLoaded(message: string, field?: string) {
  const where = field === undefined ? {} : { field };
  const said = { rows: { from: 0, to: 0 }, record: 0, type: 'error', message, ...where };
  return { result: { ids: false, messages: [said], nextrow: 0 } };
}

export const serialization = 'could not serialize access due to concurrent update\n';
