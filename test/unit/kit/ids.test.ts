import { describe, expect, test } from 'vitest';
import { systemChance } from '../../../src/kit/chance.ts';
import { newId, newToken } from '../../../src/kit/ids.ts';

const now = Date.UTC(2026, 5, 3, 8);

describe('an id', () => {
  test('names its kind and has 32 hex digits', () => {
    expect(newId('job', now, systemChance)).toMatch(/^job_[0-9a-f]{32}$/);
  });

  test('sorts by time, from 1970 to the year 9999', () => {
    const times = [0, 1, 15, 16, 255, 256, now - 1, now, now + 1, Date.UTC(9999, 0)];
    const ids = times.map((time) => newId<string>('job', time, systemChance));
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids.map((id) => id.length)).size).toBe(1);
  });

  test('of the same millisecond is another one each time', () => {
    const ids = Array.from({ length: 1000 }, () => newId<string>('job', now, systemChance));
    expect(new Set(ids).size).toBe(1000);
  });
});

test('a token has as many random bits as it is asked for, in letters fit for a URL', () => {
  expect(newToken(systemChance, 128)).toMatch(/^[\w-]{22}$/);
  expect(newToken(systemChance, 256)).toMatch(/^[\w-]{43}$/);
  expect(newToken(systemChance, 128)).not.toBe(newToken(systemChance, 128));
});

test("the platform's chance gives bytes and fractions within their bounds", () => {
  expect(systemChance.bytes(16)).toHaveLength(16);
  const fractions = Array.from({ length: 100 }, () => systemChance.fraction());
  expect(fractions.every((fraction) => fraction >= 0 && fraction < 1)).toBe(true);
});
