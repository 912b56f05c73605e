import { describe, expect, test } from 'vitest';
import { second } from '../../../src/kit/clock.ts';
import { beginWalk, walkOrders, type Walking, type WalkPlace } from '../../../src/orders/walk-orders.ts';
import type { OrderPage } from '../../../src/poleepo/client.ts';
import { type PoleepoOrder, readOrder } from '../../../src/poleepo/order.ts';
import { orderWith } from '../poleepo/contract-order.ts';

function listed(id: number): PoleepoOrder {
  const reading = readOrder(orderWith({ id }));
  if (!reading.ok) throw new Error(reading.problem);
  return { ...reading.order, updatedAt: id * second };
}

/** A shop whose list is `ids` at the time of each page; `between` changes it after each. */
function shop(
  ids: number[],
  given: { cut?: number; msPerPage?: number; between?: (page: number) => void; deaf?: boolean } = {},
) {
  const { cut = 100, msPerPage = 0, between = () => undefined, deaf = false } = given;
  let now = 0;
  let pages = 0;
  const asked: number[] = [];
  const updatedSince = async (
    _since: number,
    page: { offset: number } = { offset: 0 },
  ): Promise<OrderPage> => {
    asked.push(page.offset);
    now += msPerPage;
    const offset = deaf ? 0 : page.offset;
    const part = ids.slice(offset, offset + cut);
    const end = page.offset + part.length;
    const isLast = part.length === 0 || (!deaf && end >= ids.length);
    const orders = part.map(listed);
    between((pages += 1));
    return { orders, unreadable: [], next: isLast ? null : end };
  };
  const context: Walking = { poleepo: { orders: { updatedSince } }, clock: { now: () => now } };
  return { context, asked };
}

async function walked(context: Walking, start: WalkPlace = beginWalk(0, 0)) {
  const seen: number[] = [];
  const result = await walkOrders(context, start, async (page) => {
    seen.push(...page.orders.map((order): number => order.id));
  });
  return { ...result, seen: new Set(seen), visits: seen.length };
}

const range = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('a walk', () => {
  test('reads to the end, a few records of each page again with the next', async () => {
    const { context, asked } = shop(range(250));
    const { ended, seen, place } = await walked(context);
    expect([ended, seen.size, asked, place.newest]).toEqual([true, 250, [0, 90, 180], 250 * second]);
  });

  test('misses nothing where records vanish before the place that it has reached', async () => {
    const ids = range(300);
    const { context } = shop(ids, { between: (page) => void (page === 1 && ids.splice(0, 10)) });
    const { seen } = await walked(context);
    expect(range(300).filter((id) => !seen.has(id))).toEqual([]);
  });

  test('goes back a page where more vanished than it reads again', async () => {
    const ids = range(400);
    const { context, asked } = shop(ids, { between: (page) => void (page === 2 && ids.splice(0, 60)) });
    const { seen } = await walked(context);
    expect(range(400).filter((id) => !seen.has(id))).toEqual([]);
    expect(asked).toContain(180);
    expect(asked.filter((offset) => offset === 80)).toHaveLength(1);
  });

  test('misses nothing where more arrive in front while it reads', async () => {
    const ids = range(250);
    const { context } = shop(ids, { between: (page) => void (page < 4 && ids.unshift(1000 + page)) });
    const { seen } = await walked(context);
    expect(range(250).filter((id) => !seen.has(id))).toEqual([]);
  });

  test('goes on where the server cuts its pages shorter than was asked for', async () => {
    const { context } = shop(range(53), { cut: 7 });
    expect((await walked(context)).seen.size).toBe(53);
  });

  test('stops after half a minute, and goes on from there as if nothing had been', async () => {
    const { context, asked } = shop(range(500), { msPerPage: 11 * second });
    const first = await walked(context);
    expect([first.ended, asked]).toEqual([false, [0, 90, 180]]);
    const second_ = await walked(context, first.place);
    expect([...first.seen, ...second_.seen].length).toBeGreaterThanOrEqual(500);
    expect(new Set([...first.seen, ...second_.seen]).size).toBe(500);
    expect(second_.ended).toBe(true);
  });

  test('stops where the visitor wants no more', async () => {
    const { context, asked } = shop(range(500));
    const { ended } = await walkOrders(context, beginWalk(0, 0), async () => false);
    expect([ended, asked]).toEqual([false, [0]]);
  });

  test('of a list that repeats its first page for ever is refused', async () => {
    const { context } = shop(range(100), { deaf: true });
    await expect(walked(context)).rejects.toMatchObject({ code: 'unreadable', side: 'poleepo' });
  });

  test('of an empty list ends at once', async () => {
    const { context } = shop([]);
    expect(await walked(context)).toMatchObject({ ended: true, visits: 0, place: { newest: null } });
  });
});
