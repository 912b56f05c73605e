import { expect, test } from 'vitest';
import { orderPage } from '../../../src/poleepo/order-page.ts';
import { orderId } from './contract-order.ts';

test('the page of an order is the template with its id', () => {
  expect(orderPage('https://app.poleepo.cloud/order/show/{id}', orderId)).toBe(
    'https://app.poleepo.cloud/order/show/918273',
  );
});

test('a template may name the id anywhere and more than once', () => {
  expect(orderPage('http://localhost:1/{id}?order={id}', orderId)).toBe(
    'http://localhost:1/918273?order=918273',
  );
});
