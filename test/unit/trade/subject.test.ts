import { expect, test } from 'vitest';
import type { PoleepoOrderId } from '../../../src/trade/ids.ts';
import { orderOfSubject, orderSubject } from '../../../src/trade/subject.ts';

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
