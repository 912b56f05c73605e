import type { VirtualTime } from './virtual-time.ts';

/** The requests that a vendor has not got to yet although nobody waits for their answers. */
export class LateRequests {
  #pending = 0;
  readonly #time: VirtualTime;
  readonly #onDefect: (thrown: unknown) => void;

  constructor(time: VirtualTime, onDefect: (thrown: unknown) => void) {
    this.#time = time;
    this.#onDefect = onDefect;
  }

  /** How many there are. */
  get pending(): number {
    return this.#pending;
  }

  /** Has the vendor get to a request after so long (ms); what it answers is heard by nobody. */
  add(afterMs: number, effect: () => Promise<unknown>): void {
    this.#pending += 1;
    this.#time.at(this.#time.now() + afterMs, () => void this.#run(effect));
  }

  async #run(effect: () => Promise<unknown>): Promise<void> {
    try {
      await effect();
    } catch (thrown) {
      // A connection that the vendor breaks is nobody's any more.
      if (!(thrown instanceof TypeError)) this.#onDefect(thrown);
    } finally {
      this.#pending -= 1;
    }
  }
}
