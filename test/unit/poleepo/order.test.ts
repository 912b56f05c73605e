import { describe, expect, test } from 'vitest';
import type { PoleepoOrder } from '../../../src/poleepo/order.ts';
import { readOrder } from '../../../src/poleepo/order.ts';
import { decimalText } from '../../../src/trade/money.ts';
import { contractOrder, orderWith, orderWithRow } from './contract-order.ts';

function read(value: unknown): PoleepoOrder {
  const reading = readOrder(value);
  if (!reading.ok) throw new Error(reading.problem);
  return reading.order;
}

describe('the order of the contract', () => {
  const order = read(contractOrder());

  test('has its ids, channel, status and times', () => {
    expect(order).toMatchObject({
      id: 918273,
      reference: '405-1234567-1234567',
      sourceId: '405-1234567-1234567',
      source: { id: 'AMAZON', name: 'Amazon IT' },
      status: { id: 'PAYMENT_ACCEPTED', name: 'Pagamento accettato' },
      orderedAt: Date.UTC(2026, 5, 3, 8, 15),
      updatedAt: Date.UTC(2026, 5, 3, 8, 16, 10),
      shippingIds: [7781],
    });
  });

  test('has exact amounts', () => {
    const amounts = [order.total, order.shippingPrice, order.codPrice, order.discount];
    expect(amounts.map((amount) => amount && decimalText(amount))).toEqual(['71.9', '5.9', '0', '0']);
    expect(order).toMatchObject({ currency: 'EUR', pricesIncludeTax: true });
  });

  test('has its buyer, both addresses and the payment', () => {
    expect(order.customer).toEqual({
      id: 55,
      firstname: 'Giulia',
      lastname: 'Rossi',
      email: 'giulia@example.com',
      phone: '+39 333 1234567',
    });
    expect(order.billing).toMatchObject({ vatNumber: 'IT01234567890', sdiCode: 'ABC1234', stateIso: 'RM' });
    expect(order.delivery).toMatchObject({ vatNumber: null, countryIso: 'IT', postcode: '00184' });
    expect(order.payment).toEqual({
      method: 'PAYPAL',
      name: 'PayPal',
      cashOnDelivery: false,
      transactionId: '8XY12345',
    });
  });

  test('has its row', () => {
    const [row] = order.rows;
    expect(row).toMatchObject({ id: 1, productId: 16292716, sku: 'TSHIRT-L', title: 'Maglietta L Rossa' });
    const numbers = [row?.quantity, row?.price, row?.priceWithTax, row?.vatRate, row?.discount];
    expect(numbers.map((number) => number && decimalText(number))).toEqual(['2', '27.05', '33', '22', '0']);
  });

  test('has blank notes as null', () => {
    expect(order.notes).toBeNull();
    expect(order.invoiceRequested).toBe(false);
  });
});

describe('what may be missing', () => {
  test('an order of an id and rows alone is read', () => {
    expect(read({ id: 1, rows: [{ quantity: 1 }] })).toMatchObject({
      id: 1,
      reference: null,
      source: { id: null, name: null },
      status: { id: null, name: null },
      orderedAt: null,
      total: null,
      pricesIncludeTax: null,
      payment: { method: null, name: null, cashOnDelivery: false, transactionId: null },
      customer: null,
      billing: null,
      delivery: null,
      invoiceRequested: false,
      shippingIds: [],
    });
  });

  test('a null says as much as a missing member', () => {
    const nothing = Object.fromEntries(Object.keys(contractOrder()).map((name) => [name, null]));
    expect(read({ ...nothing, id: 1, rows: [] })).toEqual(read({ id: 1, rows: [] }));
  });

  test('a guest has no id', () => {
    expect(read(orderWith({ customer: { firstname: 'Ada', lastname: 'Neri' } })).customer).toEqual({
      id: null,
      firstname: 'Ada',
      lastname: 'Neri',
      email: null,
      phone: null,
    });
  });

  test.each([{ id: 0 }, { id: '0' }, { id: '' }, {}])(
    'a customer with nothing but %j is none',
    (customer) => {
      expect(read(orderWith({ customer })).customer).toBeNull();
    },
  );

  test('an address of blanks is none', () => {
    expect(read(orderWith({ delivery_address: { name: ' ', city: '' } })).delivery).toBeNull();
  });

  test('the character 0, which no database of Odoo keeps, is left out', () => {
    const { delivery } = read(orderWith({ delivery_address: { name: 'Giu\0lia\0 ', city: '\0' } }));
    expect(delivery).toMatchObject({ name: 'Giulia', city: null });
  });

  test('a key without prices leaves the prices null', () => {
    const row = read(orderWithRow({ price: undefined, price_with_tax: undefined })).rows[0];
    expect(row).toMatchObject({ price: null, priceWithTax: null });
  });

  test('a fee for cash on delivery tells of cash on delivery where the payment is silent', () => {
    expect(read(orderWith({ payment: undefined, cod_price: 3.5 })).payment.cashOnDelivery).toBe(true);
    expect(read(orderWith({ payment: undefined, cod_price: 0 })).payment.cashOnDelivery).toBe(false);
  });
});

describe('forms that vary', () => {
  test('members that nobody knows pass', () => {
    expect(
      read(orderWith({ gift: { wrap: true }, rows: [{ quantity: 1, color: 'red' }] })).rows,
    ).toHaveLength(1);
  });

  test('numbers come as texts', () => {
    const asText = {
      id: '918273',
      total_price: '71.90',
      shipping_price: ' 5.90 ',
      shippings: ['7781'],
      rows: [{ id: '1', product_id: '16292716', quantity: '2.500', vat_rate: '22.0' }],
    };
    const order = read(orderWith(asText));
    expect(order).toMatchObject({ id: 918273, shippingIds: [7781] });
    expect(order.total?.eq('71.9')).toBe(true);
    expect(order.rows[0]?.quantity.eq('2.5')).toBe(true);
  });

  test.each([
    ['IN_PROCESS', { id: 'IN_PROCESS', name: null }],
    ['In lavorazione', { id: null, name: 'In lavorazione' }],
    [
      { id: 7, name: 'Nuovo' },
      { id: '7', name: 'Nuovo' },
    ],
    ['', { id: null, name: null }],
  ])('a status may be %j', (status, expected) => {
    expect(read(orderWith({ status })).status).toEqual(expected);
  });

  test('shippings may be bare ids', () => {
    expect(read(orderWith({ shippings: [7781, { id: 7782 }] })).shippingIds).toEqual([7781, 7782]);
  });

  test('a payment may be a word', () => {
    expect(read(orderWith({ payment: 'PAYPAL' })).payment.method).toBe('PAYPAL');
  });

  test('flags may be numbers or words', () => {
    expect(read(orderWith({ prices_include_tax: 1, invoice_requested: 'true' }))).toMatchObject({
      pricesIncludeTax: true,
      invoiceRequested: true,
    });
  });

  test('a currency is in capitals', () => {
    expect(read(orderWith({ currency: 'eur' })).currency).toBe('EUR');
  });

  test('a time may be in another zone', () => {
    expect(read(orderWith({ order_date: '2026-06-03T10:15:00+02:00' })).orderedAt).toBe(
      Date.UTC(2026, 5, 3, 8, 15),
    );
  });

  test('a float that is not quite its amount is that amount', () => {
    expect(decimalText(read(orderWith({ total_price: 0.1 + 0.2 })).total ?? decimalZero())).toBe('0.3');
  });
});

function decimalZero(): never {
  throw new Error('no total');
}

describe('what is not understood', () => {
  test.each<[string, Record<string, unknown>]>([
    ['id', orderWith({ id: undefined })],
    ['id', orderWith({ id: 'abc' })],
    ['id', orderWith({ id: 0 })],
    ['id', orderWith({ id: 1.5 })],
    ['id', orderWith({ id: 2 ** 60 })],
    ['rows', orderWith({ rows: undefined })],
    ['rows', orderWith({ rows: {} })],
    ['rows.0', orderWith({ rows: ['TSHIRT-L'] })],
    ['rows.0.quantity', orderWithRow({ quantity: undefined })],
    ['rows.0.quantity', orderWithRow({ quantity: 'two' })],
    ['rows.0.quantity', orderWithRow({ quantity: '1e999999999' })],
    ['rows.0.price_with_tax', orderWithRow({ price_with_tax: '33,00' })],
    ['rows.0.vat_rate', orderWithRow({ vat_rate: '22%' })],
    ['rows.0.product_id', orderWithRow({ product_id: 'x' })],
    ['rows.0.sku', orderWithRow({ sku: ['TSHIRT-L'] })],
    ['total_price', orderWith({ total_price: '€ 71.90' })],
    ['total_price', orderWith({ total_price: true })],
    ['order_date', orderWith({ order_date: '03/06/2026' })],
    ['order_date', orderWith({ order_date: '2026-06-03T08:15:00' })],
    ['update_date', orderWith({ update_date: 1780474570 })],
    ['prices_include_tax', orderWith({ prices_include_tax: 'perhaps' })],
    ['payment.cash_on_delivery', orderWith({ payment: { cash_on_delivery: 2 } })],
    ['status', orderWith({ status: ['SHIPPED'] })],
    ['shippings.0.id', orderWith({ shippings: [{}] })],
    ['billing_address.city', orderWith({ billing_address: { city: { name: 'Roma' } } })],
  ])('%s is named', (member, order) => {
    const reading = readOrder(order);
    expect(reading).toMatchObject({
      ok: false,
      member,
      problem: expect.stringMatching(`^${member}: `) as string,
    });
  });

  test('the id is told where it can be read', () => {
    expect(readOrder(orderWith({ rows: null }))).toMatchObject({ ok: false, id: 918273 });
    expect(readOrder(orderWith({ id: null }))).toMatchObject({ ok: false, id: null });
  });

  test('the text is kept', () => {
    const reading = readOrder(orderWith({ rows: null }));
    expect(reading.ok ? null : JSON.parse(reading.raw)).toMatchObject({ id: 918273, rows: null });
  });

  test('the problem tells nothing of the buyer', () => {
    const reading = readOrder(orderWith({ total_price: 'giulia@example.com' }));
    expect(reading.ok ? '' : reading.problem).not.toContain('giulia');
  });

  test.each([undefined, null, 7, 'order', [], [contractOrder()]])('%j is no order', (value) => {
    expect(readOrder(value)).toMatchObject({ ok: false, id: null });
  });
});
