import { describe, expect, test } from 'vitest';
import { minute } from '../../../src/kit/clock.ts';
import { isKnown, printOf } from '../../../src/orders/known-order.ts';
import { type PoleepoOrder, readOrder } from '../../../src/poleepo/order.ts';
import type { KnownOrder } from '../../../src/store/order-news-store.ts';
import { orderWith } from '../poleepo/contract-order.ts';

function order(changes: Record<string, unknown> = {}): PoleepoOrder {
  const reading = readOrder(orderWith(changes));
  if (!reading.ok) throw new Error(reading.problem);
  return reading.order;
}

const updatedAt = Date.UTC(2026, 5, 3, 8, 16, 10);
const unknown: KnownOrder = { link: null, job: null, prints: new Set() };
const link = {
  poleepoUpdatedAt: updatedAt,
  state: 'confirmed',
  status: 'PAYMENT_ACCEPTED',
  poleepoTotal: '71.90',
} as const;
const known = (given: Partial<KnownOrder>): KnownOrder => ({ ...unknown, ...given });

describe('a listed order', () => {
  test('is news where nothing is known of it', () => {
    expect(isKnown(order(), 'p', unknown)).toBe(false);
  });

  test('is none where its link tells of this state or a newer one', () => {
    expect(isKnown(order(), 'p', known({ link }))).toBe(true);
    expect(isKnown(order(), 'p', known({ link: { ...link, poleepoUpdatedAt: updatedAt + 1 } }))).toBe(true);
    expect(isKnown(order(), 'p', known({ link: { ...link, poleepoUpdatedAt: updatedAt - 1 } }))).toBe(false);
  });

  test('is news where its status or its total is another within the same second', () => {
    expect(isKnown(order({ status: { id: 'SHIPPED' } }), 'p', known({ link }))).toBe(false);
    expect(isKnown(order({ total_price: 71.91 }), 'p', known({ link }))).toBe(false);
    expect(isKnown(order({ total_price: undefined }), 'p', known({ link }))).toBe(true);
  });

  test('is none where work was made from this very listing, whatever became of it', () => {
    expect(isKnown(order(), 'p', known({ prints: new Set(['p']) }))).toBe(true);
    expect(isKnown(order(), 'q', known({ prints: new Set(['p']) }))).toBe(false);
  });

  test('is none while work runs that was begun well after the change', () => {
    const job = (state: 'running' | 'waiting' | 'failed', since: number) =>
      known({ job: { state, updatedAt: updatedAt + since } });
    expect(isKnown(order(), 'p', job('running', 2 * minute))).toBe(true);
    expect(isKnown(order(), 'p', job('running', minute / 2))).toBe(false);
    expect(isKnown(order(), 'p', job('waiting', 2 * minute))).toBe(false);
    expect(isKnown(order(), 'p', job('failed', 2 * minute))).toBe(false);
  });

  test('without a date is known by its listing alone', () => {
    const dateless = order({ update_date: undefined });
    expect(isKnown(dateless, 'p', known({ link }))).toBe(false);
    expect(isKnown(dateless, 'p', known({ link, prints: new Set(['p']) }))).toBe(true);
  });
});

describe('the print of a listing', () => {
  test('is the same for the same order and another for any other member', async () => {
    const print = await printOf(order());
    expect(await printOf(order())).toBe(print);
    for (const changes of [{ notes: 'x' }, { total_price: 71.91 }, { status: 'SHIPPED' }, { shippings: [] }])
      expect(await printOf(order(changes))).not.toBe(print);
  });
});
