import { expect, test } from 'vitest';
import { isInvoiceable } from '../../../src/invoices/is-invoiceable.ts';
import { journalFor } from '../../../src/invoices/journal-for.ts';
import type { OrderedLine } from '../../../src/odoo/delivery.ts';
import { decimal } from '../../../src/trade/money.ts';

const line = (ordered: string, delivered: string, isGoods = true): OrderedLine => ({
  productId: null,
  ordered: decimal(ordered),
  delivered: decimal(delivered),
  isGoods,
});

const whole = { partialDeliveries: false };
const parts = { partialDeliveries: true };

test('an order is invoiced once all its goods are delivered, be it more than was ordered', () => {
  const lines = [line('2', '2'), line('1', '1.5'), line('1', '0', false)];
  expect(isInvoiceable({ state: 'sale', lines }, whole)).toBe(true);
  expect(isInvoiceable({ state: 'done', lines }, whole)).toBe(true);
});

test.each(['draft', 'sent', 'cancel'] as const)('an order that is %s is not invoiced', (state) => {
  expect(isInvoiceable({ state, lines: [line('1', '1')] }, parts)).toBe(false);
});

test('goods that are not wholly delivered wait, unless parts may be invoiced', () => {
  const lines = [line('2', '2'), line('3', '1')];
  expect(isInvoiceable({ state: 'sale', lines }, whole)).toBe(false);
  expect(isInvoiceable({ state: 'sale', lines }, parts)).toBe(true);
  expect(isInvoiceable({ state: 'sale', lines: [line('3', '0')] }, parts)).toBe(false);
});

test('services keep nobody waiting', () => {
  expect(isInvoiceable({ state: 'sale', lines: [line('1', '0', false)] }, whole)).toBe(true);
});

test('a payment method has its journal however it is spelled', () => {
  expect(journalFor(' PayPal', { PAYPAL: 7 })).toBe(7);
  expect(journalFor('paypal', { 'PayPal ': 7 })).toBe(7);
  expect(journalFor('paypal express', { PAYPAL: 7 })).toBeNull();
});
