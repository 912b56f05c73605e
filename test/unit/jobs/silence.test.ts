import { describe, expect, test } from 'vitest';
import { type Hearing, silentSince } from '../../../src/jobs/silence.ts';
import { day, hour, minute } from '../../../src/kit/clock.ts';

const now = 100 * day;
const busy: Hearing = {
  now,
  lastAt: now - 7 * hour,
  connectedAt: now - 50 * day,
  foundAt: null,
  usual: { count: 400, p95: hour },
};

describe('webhooks that usually come', () => {
  test('are silent once three times the usual gap has passed, and six hours at least', () => {
    expect(silentSince(busy)).toBe(now - 7 * hour);
    expect(silentSince({ ...busy, lastAt: now - 6 * hour })).toBeNull();
    expect(silentSince({ ...busy, usual: { count: 400, p95: 3 * hour } })).toBeNull();
    expect(silentSince({ ...busy, lastAt: now - 10 * hour, usual: { count: 400, p95: 3 * hour } })).toBe(
      now - 10 * hour,
    );
  });
});

describe('webhooks that seldom come', () => {
  const quiet: Hearing = { ...busy, lastAt: now - 9 * day, usual: { count: 5, p95: 2 * day } };

  test('are missed by nobody', () => {
    expect(silentSince(quiet)).toBeNull();
  });

  test('are missed once polling has found an order that they did not tell of', () => {
    expect(silentSince({ ...quiet, foundAt: now - hour })).toBe(now - 9 * day);
    expect(silentSince({ ...quiet, foundAt: now - 10 * day })).toBeNull();
  });
});

test('webhooks that never came are missed since the connection, once polling finds orders', () => {
  const never: Hearing = {
    ...busy,
    lastAt: null,
    usual: { count: 0, p95: null },
    connectedAt: now - 8 * hour,
  };
  expect(silentSince(never)).toBeNull();
  expect(silentSince({ ...never, foundAt: now - minute })).toBe(now - 8 * hour);
  expect(silentSince({ ...never, foundAt: now - minute, connectedAt: now - 5 * hour })).toBeNull();
});
