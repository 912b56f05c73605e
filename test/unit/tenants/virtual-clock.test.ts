import { expect, test } from 'vitest';
import { minute, second } from '../../../src/kit/clock.ts';
import { createVirtualClock, startOfTests } from '../../support/virtual-clock.ts';

test('time stands still until it is moved', async () => {
  const clock = createVirtualClock();
  expect(clock.now()).toBe(startOfTests);
  await clock.advance(minute);
  expect(clock.now()).toBe(startOfTests + minute);
});

test('those who sleep wake in the order of their time, each at its own', async () => {
  const clock = createVirtualClock(0);
  const woken: string[] = [];
  const sleep = async (name: string, ms: number) => {
    await clock.sleep(ms);
    woken.push(`${name} at ${clock.now()}`);
  };
  const all = [sleep('late', 3 * second), sleep('early', second), sleep('never', minute)];
  await clock.advance(5 * second);
  expect(woken).toEqual(['early at 1000', 'late at 3000']);
  expect(clock.sleeping).toBe(1);
  await clock.advance(minute);
  await Promise.all(all);
});

test('who falls asleep again on waking wakes again within the same stretch', async () => {
  const clock = createVirtualClock(0);
  const seen: number[] = [];
  const ticking = (async () => {
    for (let count = 0; count < 3; count += 1) {
      await clock.sleep(second);
      seen.push(clock.now());
    }
  })();
  await clock.advance(10 * second);
  await ticking;
  expect(seen).toEqual([1000, 2000, 3000]);
});

test('a sleep that is called off ends at once', async () => {
  const clock = createVirtualClock(0);
  const abort = new AbortController();
  const sleeping = clock.sleep(minute, abort.signal);
  abort.abort();
  await sleeping;
  expect([clock.now(), clock.sleeping]).toEqual([0, 0]);
});
