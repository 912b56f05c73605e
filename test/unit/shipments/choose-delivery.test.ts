import { describe, expect, test } from 'vitest';
import { type Choice, chooseDelivery } from '../../../src/shipments/choose-delivery.ts';
import { delivery, goods, orderWith, shipment } from './deliveries.ts';
import { refusalOf } from './refusal-of.ts';

function choice(given: Partial<Choice> = {}): Choice {
  return { deliveries: orderWith(), shipments: [], pickingId: null, partialDeliveries: false, ...given };
}

const refused = (given: Partial<Choice>) => refusalOf(() => chooseDelivery(choice(given))).code;
const chosen = (given: Partial<Choice>) => chooseDelivery(choice(given)).id;

describe('the delivery of an order', () => {
  test('is the one that is done', () => {
    const inside = delivery({ id: 6, kind: 'internal' });
    const back = delivery({ id: 8, kind: 'incoming' });
    expect(chosen({ deliveries: orderWith({ pickings: [inside, delivery(), back] }) })).toBe(7);
  });

  test('is not there before the warehouse has validated it', () => {
    const deliveries = orderWith({ pickings: [delivery({ state: 'assigned' })], lines: [goods(1, 0)] });
    expect(refused({ deliveries })).toBe('nothing-delivered');
    expect(refused({ deliveries: orderWith({ pickings: [] }) })).toBe('nothing-delivered');
  });

  test('waits until every line of goods is delivered, whatever else the order has', () => {
    const service = { ...goods(1, 0), isGoods: false };
    expect(chosen({ deliveries: orderWith({ lines: [goods(2, 2), service] }) })).toBe(7);
    expect(refused({ deliveries: orderWith({ lines: [goods(2, 1)] }) })).toBe('not-all-delivered');
  });

  test('need not wait for the rest where deliveries are shipped one by one', () => {
    const pickings = [delivery(), delivery({ id: 9, state: 'assigned', backorderOf: 7 })];
    const deliveries = orderWith({ lines: [goods(2, 1)], pickings });
    expect(refused({ deliveries })).toBe('not-all-delivered');
    expect(chosen({ deliveries, partialDeliveries: true })).toBe(7);
    expect(refused({ deliveries, partialDeliveries: true, pickingId: 9 })).toBe('nothing-delivered');
  });

  test('has one waybill', () => {
    expect(refused({ shipments: [shipment()] })).toBe('already-shipped');
    expect(refused({ shipments: [shipment({ state: 'unknown' })] })).toBe('already-shipped');
  });

  test('may have another after the first was void or came to nothing', () => {
    expect(chosen({ shipments: [shipment({ state: 'void' }), shipment({ state: 'failed' })] })).toBe(7);
  });

  test('is taken as shipped where a waybill of the order does not say what it is for', () => {
    expect(refused({ shipments: [shipment({ pickingId: null })] })).toBe('already-shipped');
  });

  test('is to be named where there are several, and the next is taken once one is shipped', () => {
    const deliveries = orderWith({ pickings: [delivery(), delivery({ id: 9, name: 'WH/OUT/00009' })] });
    const refusal = refusalOf(() => chooseDelivery(choice({ deliveries })));
    expect(refusal.code).toBe('several-deliveries');
    expect(refusal.message.it).toContain('WH/OUT/00007, WH/OUT/00009');
    expect(chosen({ deliveries, pickingId: 9 })).toBe(9);
    expect(chosen({ deliveries, shipments: [shipment()] })).toBe(9);
    expect(refused({ deliveries, shipments: [shipment()], pickingId: 7 })).toBe('already-shipped');
  });

  test('is none of a cancelled order, and none of another order', () => {
    expect(refused({ deliveries: orderWith({ state: 'cancel' }) })).toBe('order-cancelled');
    expect(refused({ pickingId: 99 })).toBe('no-such-delivery');
  });
});
