import { describe, expect, test } from 'vitest';
import { distort } from '../../../sim/poleepo/distort.ts';
import { shown } from '../../../sim/poleepo/hide.ts';
import { inParallel } from '../../../sim/poleepo/parallel.ts';
import { pathTemplate } from '../../../sim/poleepo/calls.ts';

const list = {
  data: [
    {
      id: 1,
      order_id: 2,
      price: 3.5,
      status: { id: 'SHIPPED', name: 'Spedito' },
      rows: [{ id: 4, quantity: 2 }],
    },
  ],
  total: 1,
};

describe('a distorted answer', () => {
  test('keeps what its distortion is not about', () => {
    expect(distort(list, 'statuses-as-strings')).toEqual({
      data: [{ id: 1, order_id: 2, price: 3.5, status: 'SHIPPED', rows: [{ id: 4, quantity: 2 }] }],
      total: 1,
    });
    expect(distort(list, 'total-missing')).toEqual({ data: list.data });
    const bare = distort(list, 'statuses-as-strings');
    expect(distort(bare, 'statuses-as-objects')).toMatchObject({
      data: [{ status: { id: 'SHIPPED', name: 'SHIPPED' }, rows: [{ id: 4, quantity: 2 }] }],
    });
  });

  test('has its numbers as strings on every depth, and its ids as they were', () => {
    expect(distort(list, 'numbers-as-strings')).toMatchObject({
      data: [{ id: 1, order_id: 2, price: '3.5', rows: [{ id: 4, quantity: '2' }] }],
      total: '1',
    });
  });

  test('never loses a known member to an unknown one', () => {
    expect(distort({ score: 'mine' }, 'unknown-members')).toMatchObject({ score: 'mine', x_new: {} });
  });

  test('leaves what is no record alone', () => {
    for (const value of [null, 'text', 7]) {
      expect(distort(value, 'total-missing')).toBe(value);
      expect(distort(value, 'unknown-members')).toBe(value);
    }
  });

  test('is another object: the state behind it is untouched', () => {
    const before = structuredClone(list);
    distort(list, 'numbers-as-strings');
    distort(list, 'statuses-as-strings');
    expect(list).toEqual(before);
  });
});

describe('a hidden member', () => {
  const record = { id: 1, price: 2, customer: { id: 3 }, rows: [{ sku: 'A', price: 1, discount: 0 }] };

  test('is absent on every depth', () => {
    expect(shown(record, { customers: false, prices: true })).toEqual({
      id: 1,
      customer: { id: 3 },
      rows: [{ sku: 'A' }],
    });
    expect(shown(record, { customers: true, prices: false })).toEqual({ id: 1, price: 2, rows: record.rows });
  });

  test('is still there for a key that hides nothing', () => {
    expect(shown(record, { customers: false, prices: false })).toEqual(record);
  });
});

describe('tasks in parallel', () => {
  test('are no more at once than allowed, and their results keep the order', async () => {
    let underway = 0;
    let most = 0;
    const results = await inParallel([5, 4, 3, 2, 1], 2, async (turns) => {
      underway += 1;
      most = Math.max(most, underway);
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      underway -= 1;
      return turns * 10;
    });
    expect(results).toEqual([50, 40, 30, 20, 10]);
    expect(most).toBe(2);
  });

  test('of an empty list are none', async () => {
    expect(await inParallel([], 3, () => Promise.reject(new Error('never')))).toEqual([]);
  });
});

test.each([
  ['/orders/918273', '/orders/{id}'],
  ['/orders', '/orders'],
  ['/shippings/12/label', '/shippings/{id}/label'],
  ['/orders/1a', '/orders/1a'],
  ['/a/1/b/2', '/a/{id}/b/{id}'],
])('the template of %s is %s', (path, template) => {
  expect(pathTemplate(path)).toBe(template);
});
