import { expect, test } from 'vitest';
import type { PoleepoOrderId, PoleepoShippingId } from '../../../src/trade/ids.ts';
import {
  invoiceOfOfferSubject,
  invoiceOfferSubject,
  orderOfInvoiceSubject,
  orderOfSubject,
  orderSubject,
  shipmentOfSubject,
  shipmentOfWish,
  shippingOfSubject,
  shippingSubject,
  wishSubject,
} from '../../../src/trade/subject.ts';

test('the subject of an order names it, and reads back', () => {
  for (const id of [1, 918273, 999_999_999_999_999]) {
    expect(orderSubject(id as PoleepoOrderId)).toBe(`order:${id}`);
    expect(orderOfSubject(`order:${id}`)).toBe(id);
  }
});

test('a subject of anything else names no order', () => {
  for (const subject of [
    'clean-up',
    'order:',
    'order:x',
    'order:1.5',
    'order:-1',
    'order:1 ',
    'orders:1',
    'x order:1',
  ])
    expect([subject, orderOfSubject(subject)]).toEqual([subject, null]);
  expect(orderOfSubject('order:1234567890123456')).toBeNull();
});

test('the subject of a shipping names it, and no order', () => {
  expect(shippingSubject(5512 as PoleepoShippingId)).toBe('shipping:5512');
  expect(shippingOfSubject('shipping:5512')).toBe(5512);
  expect(orderOfSubject('shipping:5512')).toBeNull();
  for (const subject of [
    'order:5512',
    'shipping:',
    'shipping:x',
    'shipping:1234567890123456',
    'x shipping:1',
  ])
    expect([subject, shippingOfSubject(subject)]).toEqual([subject, null]);
});

test('the subject of a wish names a shipment, and is no other work on it', () => {
  const id = `shp_${'0'.repeat(32)}`;
  for (const wish of ['hand-over', 'void'] as const) {
    expect(wishSubject(wish, id)).toBe(`${wish}:${id}`);
    expect(shipmentOfWish(`${wish}:${id}`)).toBe(id);
    expect(shipmentOfSubject(`${wish}:${id}`)).toBeNull();
  }
  for (const subject of [`shipment:${id}`, 'void:shp_1', `x void:${id}`, `void:${id}0`])
    expect([subject, shipmentOfWish(subject)]).toEqual([subject, null]);
});

test('the subject of an offer names an invoice, and nothing else does', () => {
  const id = `inv_${'0'.repeat(32)}`;
  expect(invoiceOfOfferSubject(invoiceOfferSubject(id))).toBe(id);
  expect(orderOfInvoiceSubject(invoiceOfferSubject(id))).toBeNull();
  for (const subject of [`shipment:${id}`, 'invoice:inv_1', `x invoice:${id}`, `invoice:${id}0`])
    expect([subject, invoiceOfOfferSubject(subject)]).toEqual([subject, null]);
});
