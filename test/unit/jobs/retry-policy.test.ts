import { describe, expect, test } from 'vitest';
import { hour, minute, second } from '../../../src/kit/clock.ts';
import type { ErrorCode } from '../../../src/kit/errors.ts';
import { nextDelay } from '../../../src/jobs/retry-policy.ts';

const usual = [30 * second, 2 * minute, 10 * minute, 30 * minute, 2 * hour, 6 * hour];
const quick = [2 * second, 10 * second, 30 * second, 2 * minute, 10 * minute, 30 * minute];

function delays(code: ErrorCode, fraction: number): (number | null)[] {
  return [1, 2, 3, 4, 5, 6, 7].map((attempts) => nextDelay(code, attempts, fraction));
}

describe('the delay before the next attempt', () => {
  test.each(['struggling', 'timed-out', 'unreadable', 'internal', 'unreachable'] as const)(
    'after %s grows from half a minute to six hours, and ends after six',
    (code) => {
      expect(delays(code, 0)).toEqual([...usual, null]);
    },
  );

  test('after a conflict comes quickly at first, and ends after six too', () => {
    expect(delays('conflict', 0)).toEqual([...quick, null]);
  });

  test('is never shorter than its table says, and at most a fifth longer', () => {
    for (const fraction of [0, 0.25, 0.5, 0.999, 1]) {
      const ratios = usual.map((base, index) => (delays('struggling', fraction)[index] ?? 0) / base);
      expect(ratios).toEqual(usual.map(() => expect.closeTo(1 + fraction / 5, 4)));
    }
  });

  test('is whole milliseconds', () => {
    expect(delays('conflict', 0.123_456_789).every((ms) => ms === null || Number.isInteger(ms))).toBe(true);
  });
});
