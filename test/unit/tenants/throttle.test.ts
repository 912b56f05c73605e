import { describe, expect, test } from 'vitest';
import { minute } from '../../../src/kit/clock.ts';
import { SyncError } from '../../../src/kit/errors.ts';
import { fromAddress } from '../../../src/tenants/limits.ts';
import { countAttempt, forgetAttempts, type Limit } from '../../../src/tenants/throttle.ts';
import { createTestHouse, type TestHouse } from '../../support/house.ts';

const limit: Limit = { what: 'knock', whom: 'anna@example.it', most: 3, windowMs: 10 * minute };

async function knock({ house }: TestHouse, ...limits: Limit[]): Promise<'in' | number | undefined> {
  try {
    await countAttempt(house, limits);
    return 'in';
  } catch (thrown) {
    if (thrown instanceof SyncError && thrown.code === 'rate-limited') return thrown.retryAfterMs;
    throw thrown;
  }
}

describe('a limit', () => {
  test('lets so many in within its window, then says how long to wait', async () => {
    const world = createTestHouse();
    for (let count = 0; count < 3; count += 1) expect(await knock(world, limit)).toBe('in');
    await world.clock.advance(4 * minute);
    expect(await knock(world, limit)).toBe(6 * minute);
  });

  test('is not made longer by knocking on', async () => {
    const world = createTestHouse();
    for (let count = 0; count < 20; count += 1) await knock(world, limit);
    await world.clock.advance(10 * minute);
    expect(await knock(world, limit)).toBe('in');
  });

  test('of one does not touch another', async () => {
    const world = createTestHouse();
    for (let count = 0; count < 4; count += 1) await knock(world, limit);
    expect(await knock(world, { ...limit, whom: 'bruno@example.it' })).toBe('in');
    expect(await knock(world, { ...limit, what: 'ring' })).toBe('in');
  });

  test('counts those who knock at once each for one', async () => {
    const world = createTestHouse();
    const seen = await Promise.all(Array.from({ length: 8 }, () => knock(world, limit)));
    expect(seen.filter((one) => one === 'in')).toHaveLength(3);
  });

  test('is forgotten on demand', async () => {
    const world = createTestHouse();
    for (let count = 0; count < 3; count += 1) await knock(world, limit);
    await forgetAttempts(world.house, limit);
    expect(await knock(world, limit)).toBe('in');
  });
});

test('of several limits the longest wait is told', async () => {
  const world = createTestHouse();
  const longer = { ...limit, what: 'long', windowMs: 60 * minute };
  for (let count = 0; count < 3; count += 1) await knock(world, limit, longer);
  expect(await knock(world, limit, longer)).toBe(60 * minute);
});

test('who tried is kept as a hash alone', async () => {
  const world = createTestHouse();
  await knock(world, limit);
  const [row] = world.rows('SELECT key FROM attempts');
  expect(row?.['key']).toMatch(/^knock:[0-9a-f]{32}$/);
});

test('an address that tells nobody apart is not counted', () => {
  expect(fromAddress('sign-in', null)).toEqual([]);
  expect(fromAddress('sign-in', '203.0.113.9')).toMatchObject([
    { what: 'sign-in-address', whom: '203.0.113.9' },
  ]);
});

test('windows that are over are cleared away', async () => {
  const world = createTestHouse();
  await knock(world, limit);
  await world.house.directory.attempts.removeEnded(world.clock.now());
  expect(world.rows('SELECT * FROM attempts')).toHaveLength(1);
  await world.clock.advance(11 * minute);
  await world.house.directory.attempts.removeEnded(world.clock.now());
  expect(world.rows('SELECT * FROM attempts')).toEqual([]);
});
