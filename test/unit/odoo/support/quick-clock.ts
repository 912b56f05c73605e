import type { Clock } from '../../../../src/kit/clock.ts';

/** A clock on which pauses of up to a second pass at once, and longer ones only when `runOut` is called. */
export interface QuickClock extends Clock {
  /** The pauses that passed, in milliseconds. */
  readonly pauses: number[];
  /** Lets every longer wait, now and later, come to its end. */
  runOut(): void;
}

export function quickClock(start = Date.UTC(2026, 5, 3, 8, 15)): QuickClock {
  let now = start;
  let over = false;
  const waiting = new Set<() => void>();
  const pauses: number[] = [];
  return {
    pauses,
    now: () => now,
    sleep: (ms, signal) => {
      if (signal?.aborted === true) return Promise.resolve();
      if (ms <= 1000 || over) {
        if (ms <= 1000) pauses.push(ms);
        now += ms;
        return Promise.resolve();
      }
      return new Promise((resolve) => {
        waiting.add(resolve);
        signal?.addEventListener('abort', () => resolve());
      });
    },
    runOut: () => {
      over = true;
      for (const resolve of waiting) resolve();
    },
  };
}
