import { describe, expect, test, vi } from 'vitest';
import {
  day,
  fromHttpDate,
  fromIso,
  hour,
  minute,
  systemClock,
  toIso,
  toIsoSeconds,
} from '../../../src/kit/clock.ts';

const at = Date.UTC(2026, 5, 3, 8, 15, 0, 250);

describe('an instant as text', () => {
  test('is RFC 3339 in UTC, with milliseconds or without', () => {
    expect(toIso(at)).toBe('2026-06-03T08:15:00.250Z');
    expect(toIsoSeconds(at)).toBe('2026-06-03T08:15:00Z');
  });

  test('reads back', () => {
    expect(fromIso(toIso(at))).toBe(at);
    expect(fromIso(toIsoSeconds(at))).toBe(at - 250);
  });

  test('of another zone is that instant', () => {
    expect(fromIso('2026-06-03T10:15:00.250+02:00')).toBe(at);
    expect(fromIso('2026-06-03T03:15:00.250-0500')).toBe(at);
  });

  test('without a zone, without a time or without sense is none', () => {
    const wrong = ['', '2026-06-03', '2026-06-03T08:15:00', '2026-06-03 08:15:00Z', '2026-13-03T08:15:00Z'];
    for (const text of [...wrong, '2026-06-03T25:15:00Z', 'x2026-06-03T08:15:00Z', '1780474500'])
      expect([text, fromIso(text)]).toEqual([text, null]);
  });
});

describe('an HTTP date', () => {
  test('is an instant in GMT', () => {
    expect(fromHttpDate('Wed, 21 Oct 2026 07:28:00 GMT')).toBe(Date.UTC(2026, 9, 21, 7, 28));
  });

  test('of another form is none', () => {
    for (const text of ['', 'GMT', 'Wed, 21 Oct 2026 07:28:00', '2026-10-21T07:28:00Z', 'soon GMT'])
      expect([text, fromHttpDate(text)]).toEqual([text, null]);
  });
});

test('an hour has 60 minutes and a day 24 hours', () => {
  expect([hour, day]).toEqual([60 * minute, 86_400_000]);
});

describe("the platform's clock", () => {
  test('tells the time', () => {
    const before = Date.now();
    expect(systemClock.now()).toBeGreaterThanOrEqual(before);
  });

  test('sleeps no longer once it is told to wake, nor at all where it was told before', async () => {
    const alarm = new AbortController();
    const sleeping = systemClock.sleep(day, alarm.signal);
    alarm.abort();
    await sleeping;
    await systemClock.sleep(day, alarm.signal);
    expect(alarm.signal.aborted).toBe(true);
  });

  test('wakes after the time that it was given, and not before', async () => {
    vi.useFakeTimers();
    try {
      let awake = false;
      const sleeping = systemClock.sleep(minute).then(() => (awake = true));
      await vi.advanceTimersByTimeAsync(minute - 1);
      expect(awake).toBe(false);
      await vi.advanceTimersByTimeAsync(1);
      expect(await sleeping).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });
});
