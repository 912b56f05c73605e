import type { Clock } from '../../../src/kit/clock.ts';

export interface FakeClock extends Clock {
  /** Lets time pass; whoever sleeps no longer than that wakes. */
  advance(ms: number): void;
}

interface Sleeper {
  at: number;
  wake: () => void;
}

/** A clock that stands still until it is told. Starts at the contract's order: 2026-06-03T08:15:00Z. */
export function createFakeClock(start = Date.UTC(2026, 5, 3, 8, 15)): FakeClock {
  let now = start;
  let sleepers: Sleeper[] = [];
  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const sleeper = { at: now + ms, wake: resolve };
        sleepers.push(sleeper);
        signal?.addEventListener('abort', () => {
          sleepers = sleepers.filter((other) => other !== sleeper);
          resolve();
        });
      }),
    advance(ms) {
      now += ms;
      const awake = sleepers.filter((sleeper) => sleeper.at <= now);
      sleepers = sleepers.filter((sleeper) => sleeper.at > now);
      for (const sleeper of awake) sleeper.wake();
    },
  };
}
