import type { Clock } from '../../src/kit/clock.ts';

/** Time that stands still until a test moves it. */
export interface VirtualClock extends Clock {
  /** Moves time on and lets everything that slept until then go on, in the order of its time. */
  advance(ms: number): Promise<void>;
  /** How many sleep. */
  readonly sleeping: number;
}

interface Sleeper {
  at: number;
  wake: () => void;
}

/** 3 June 2026, 08:00 UTC, where no other start is given. */
export const startOfTests = Date.UTC(2026, 5, 3, 8);

export function createVirtualClock(start = startOfTests): VirtualClock {
  let now = start;
  let sleepers: Sleeper[] = [];
  const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  return {
    now: () => now,
    get sleeping() {
      return sleepers.length;
    },
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted === true || ms <= 0) return resolve();
        const sleeper = { at: now + ms, wake: resolve };
        sleepers.push(sleeper);
        signal?.addEventListener('abort', () => {
          sleepers = sleepers.filter((one) => one !== sleeper);
          resolve();
        });
      }),
    async advance(ms) {
      const until = now + ms;
      await settle();
      for (;;) {
        const [next] = sleepers.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at);
        if (next === undefined) break;
        sleepers = sleepers.filter((one) => one !== next);
        now = Math.max(now, next.at);
        next.wake();
        await settle();
      }
      now = until;
    },
  };
}
