import type { PoleepoOrderId } from '../../../src/trade/ids.ts';

export const orderId = 918273 as PoleepoOrderId;

/** The order of the contract's page, whole. */
export function contractOrder() {
  return {
    id: 918273,
    reference_id: '405-1234567-1234567',
    source_id: '405-1234567-1234567',
    source: { id: 'AMAZON', name: 'Amazon IT' },
    status: { id: 'PAYMENT_ACCEPTED', name: 'Pagamento accettato' },
    order_date: '2026-06-03T08:15:00Z',
    update_date: '2026-06-03T08:16:10Z',
    currency: 'EUR',
    total_price: 71.9,
    shipping_price: 5.9,
    cod_price: 0,
    discount: 0,
    prices_include_tax: true,
    payment: { method: 'PAYPAL', name: 'PayPal', cash_on_delivery: false, transaction_id: '8XY12345' },
    customer: {
      id: 55,
      firstname: 'Giulia',
      lastname: 'Rossi',
      email: 'giulia@example.com',
      phone: '+39 333 1234567',
    },
    billing_address: {
      name: 'Giulia',
      surname: 'Rossi',
      company: 'Rossi S.r.l.',
      vat_number: 'IT01234567890',
      tax_code: 'RSSGLI85A41H501X',
      pec: 'rossi@pec.example.it',
      sdi_code: 'ABC1234',
      address: 'Via Roma 1',
      postcode: '00184',
      city: 'Roma',
      state_iso: 'RM',
      country_iso: 'IT',
      phone: '+39 333 1234567',
      email: 'giulia@example.com',
    },
    delivery_address: {
      name: 'Giulia',
      surname: 'Rossi',
      address: 'Via Roma 1',
      postcode: '00184',
      city: 'Roma',
      state_iso: 'RM',
      country_iso: 'IT',
      phone: '+39 333 1234567',
    },
    rows: [
      {
        id: 1,
        product_id: 16292716,
        sku: 'TSHIRT-L',
        title: 'Maglietta L Rossa',
        quantity: 2,
        price: 27.05,
        price_with_tax: 33.0,
        vat_rate: 22,
        discount: 0,
      },
    ],
    invoice_requested: false,
    notes: '',
    shippings: [{ id: 7781 }],
  };
}

/** The contract's order with some members replaced; undefined takes a member away. */
export function orderWith(changes: Record<string, unknown>): Record<string, unknown> {
  const changed = Object.entries({ ...contractOrder(), ...changes });
  return Object.fromEntries(changed.filter(([, member]) => member !== undefined));
}

/** The contract's order with its only row changed. */
export function orderWithRow(changes: Record<string, unknown>): Record<string, unknown> {
  return orderWith({ rows: contractOrder().rows.map((row) => ({ ...row, ...changes })) });
}
