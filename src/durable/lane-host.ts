import type { Clock } from '../kit/clock.ts';
import { second } from '../kit/clock.ts';
import { asSyncError, isFatal } from '../kit/errors.ts';
import type { Log } from '../kit/log.ts';
import type { Lane } from './lane.ts';

export interface HostParts {
  lane: Lane;
  clock: Clock;
  log: Log;
  /** Asks the platform for a call of `alarm` at `at` (ms); one at a time, the last one counts. */
  setAlarm: (at: number) => Promise<void>;
}

/**
 * Keeps one lane going by alarms. Whoever wakes it gets an answer at once; the work itself runs under the alarm, which the
 * platform awaits and repeats, so that no door and no queue waits for a slow tenant.
 */
export class LaneHost {
  readonly #parts: HostParts;
  #draining = false;
  #again = false;
  #alarmSet = false;

  constructor(parts: HostParts) {
    this.#parts = parts;
  }

  /** Work is due. */
  async wake(): Promise<void> {
    if (this.#draining) {
      this.#again = true;
      this.#parts.lane.ring();
    } else if (!this.#alarmSet) {
      this.#alarmSet = true;
      await this.#parts.setAlarm(this.#parts.clock.now());
    }
  }

  /** Works until nothing is due, then asks for the next alarm. */
  async alarm(): Promise<void> {
    this.#alarmSet = false;
    if (this.#draining) return;
    this.#draining = true;
    const next = await this.#drain().finally(() => (this.#draining = false));
    if (next !== null) await this.#parts.setAlarm(next);
  }

  get draining(): boolean {
    return this.#draining;
  }

  async #drain(): Promise<number | null> {
    const { lane, clock, log } = this.#parts;
    try {
      let next: number | null;
      do {
        this.#again = false;
        next = await lane.drain();
      } while (this.#again);
      return next;
    } catch (thrown) {
      if (isFatal(thrown)) throw thrown;
      log.error('lane stopped', { error: asSyncError(thrown).message });
      return clock.now() + 5 * second;
    }
  }
}
