import { describe, expect, test } from 'vitest';
import { minute, second } from '../../../src/kit/clock.ts';
import { type Ended, firstPoll, isPlenty, nextPoll } from '../../../src/products/when-to-poll.ts';

const first = (ended: readonly Ended[]) => firstPoll(0, { ended, idle: true, plenty: true });

/** Batches one after the other that take so long, each asked for as often as it needs; the latest first. */
function after(count: number, takesMs: number, before: readonly Ended[] = []): Ended[] {
  let ended = [...before];
  for (let batch = 0; batch < count; batch += 1) {
    let [now, polls] = [first(ended), 1];
    while (now < takesMs) [now, polls] = [nextPoll({ sentAt: 0, now, plenty: true }), polls + 1];
    ended = [{ ms: now, polls }, ...ended].slice(0, 20);
  }
  return ended;
}

describe('where requests are plenty, a batch is asked for', () => {
  test('a third earlier each time that one was done at the first request, at three seconds at the earliest', () => {
    const waits = [0, 1, 2, 3, 4, 5, 6, 7].map((count) => first(after(count, 500)));
    expect(waits).toEqual([25_000, 16_667, 11_111, 7407, 4938, 3292, 3000, 3000]);
  });

  test('later again once one was not done, and not so soon again', () => {
    const ended = after(5, 5000);
    expect(ended[0]).toEqual({ ms: 2 * 4938, polls: 2 });
    expect(first(ended)).toBe(2 * 4938);
    expect(after(12, 5000, ended).filter(({ polls }) => polls > 1)).toHaveLength(1);
    expect(first(after(12, 5000, ended))).toBeLessThan(7 * second);
  });

  test('when a slow one was done, not by ever so many requests in vain', () => {
    const slow = after(4, 5 * minute);
    const waits = slow.map(({ polls }) => polls);
    expect(Math.max(...waits)).toBeLessThanOrEqual(5);
    expect(firstPoll(0, { ended: slow, idle: false, plenty: true })).toBeGreaterThan(3 * minute);
    expect(first(slow)).toBe(2 * minute);
  });

  test('no earlier for what was done in time but asked for late, nor for what was never asked for', () => {
    expect(first([{ ms: 10 * minute, polls: 1 }])).toBe(25 * second);
    expect(first([{ ms: 4 * second, polls: 0 }])).toBe(25 * second);
  });
});

describe('requests are plenty', () => {
  test('while two stay free beside those that other batches need', () => {
    expect(isPlenty({ requests: 5, spent: 2, others: 0 })).toBe(true);
    expect(isPlenty({ requests: 5, spent: 3, others: 0 })).toBe(false);
    expect(isPlenty({ requests: 5, spent: 0, others: 2 })).toBe(true);
    expect(isPlenty({ requests: 5, spent: 1, others: 2 })).toBe(false);
    expect(isPlenty({ requests: 1, spent: 0, others: 0 })).toBe(false);
  });
});
