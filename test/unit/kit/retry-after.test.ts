import { expect, test } from 'vitest';
import { retryAfterMs } from '../../../src/kit/http.ts';

const now = Date.UTC(2026, 5, 3, 8);

function asked(value: string | null): number | undefined {
  return retryAfterMs(new Headers(value === null ? {} : { 'retry-after': value }), now);
}

test('a number is seconds', () => {
  expect([asked('120'), asked('0'), asked(' 7 ')]).toEqual([120_000, 0, 7000]);
});

test('a date is how long it is until then', () => {
  expect(asked('Wed, 03 Jun 2026 08:00:45 GMT')).toBe(45_000);
});

test('a date that is over asks for no wait', () => {
  expect(asked('Wed, 03 Jun 2026 07:00:00 GMT')).toBe(0);
});

test('nothing and nonsense ask for nothing', () => {
  for (const value of [null, '', 'soon', '-5', '1.5', '2026-06-03T08:01:00Z', 'never GMT'])
    expect([String(value), asked(value)]).toEqual([String(value), undefined]);
});
