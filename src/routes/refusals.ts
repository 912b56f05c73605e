import { minute } from '../kit/clock.ts';

/** How many samples of one kind are kept per minute; the rest are only counted. */
const samplesPerMinute = 3;

/** Kinds that are remembered at once, so that a flood over many addresses cannot fill the memory. */
const mostKinds = 1000;

interface Window {
  endsAt: number;
  kept: number;
  counted: number;
}

/**
 * Decides which refused messages are written down. A flood costs a few rows a minute; what was only counted is added to
 * the next sample of its kind. Lives in the memory of one process: counts of a process that ends are lost with it.
 */
export class Refusals {
  readonly #windows = new Map<string, Window>();

  /** How many refusals a sample written at `now` (ms) stands for; 0 where none is to be written. */
  count(kind: string, now: number): number {
    const window = this.#windows.get(kind);
    if (window === undefined || window.endsAt <= now) {
      if (this.#windows.size >= mostKinds) this.#windows.clear();
      this.#windows.set(kind, { endsAt: now + minute, kept: 1, counted: 0 });
      return 1 + (window?.counted ?? 0);
    }
    if (window.kept < samplesPerMinute) {
      window.kept += 1;
      return 1;
    }
    window.counted += 1;
    return 0;
  }
}
