import { describe, expect, test } from 'vitest';
import { toIsoSeconds } from '../../../src/kit/clock.ts';
import { isDue, nextDue } from '../../../src/kit/cron-time.ts';

const at = (text: string) => Date.parse(text);

function following(expression: string, from: string): string | null {
  const next = nextDue(expression, at(from));
  return next === null ? null : toIsoSeconds(next);
}

describe('a cron', () => {
  test.each([
    ['* * * * *', '2026-06-03T08:15:59Z', true],
    ['*/5 * * * *', '2026-06-03T08:15:30Z', true],
    ['*/5 * * * *', '2026-06-03T08:16:00Z', false],
    ['3-59/10 * * * *', '2026-06-03T08:13:00Z', true],
    ['17 3 * * *', '2026-06-03T03:17:00Z', true],
    ['17 3 * * *', '2026-06-03T04:17:00Z', false],
    ['0 0 1 * *', '2026-06-01T00:00:00Z', true],
    ['0 0 * 7 *', '2026-06-01T00:00:00Z', false],
    ['0 9 * * 1-5', '2026-06-03T09:00:00Z', true],
    ['0 9 * * 0,6', '2026-06-03T09:00:00Z', false],
  ])('%s at %s is due: %s', (expression, moment, due) => {
    expect(isDue(expression, at(moment))).toBe(due);
  });

  test.each([
    ['* * * * *', '2026-06-03T08:15:30Z', '2026-06-03T08:16:00Z'],
    ['*/5 * * * *', '2026-06-03T08:15:00Z', '2026-06-03T08:20:00Z'],
    ['17 3 * * *', '2026-06-03T03:17:00Z', '2026-06-04T03:17:00Z'],
    ['41 2 * * *', '2026-12-31T23:59:00Z', '2027-01-01T02:41:00Z'],
    ['0 0 29 2 *', '2026-06-03T00:00:00Z', '2028-02-29T00:00:00Z'],
    ['0 9 * * 0', '2026-06-03T08:00:00Z', '2026-06-07T09:00:00Z'],
  ])('%s after %s comes next at %s', (expression, moment, next) => {
    expect(following(expression, moment)).toBe(next);
  });

  test('of a day that no month has never comes', () => {
    expect(following('0 0 31 2 *', '2026-06-03T00:00:00Z')).toBeNull();
  });

  test.each(['* * * *', '61 * * * *', '5-2 * * * *', 'a * * * *', '*/0 * * * *'])(
    'that cannot be read is refused: %s',
    (expression) => {
      expect(() => isDue(expression, 0)).toThrow(RangeError);
    },
  );
});
