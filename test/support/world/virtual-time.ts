import type { Clock } from '../../../src/kit/clock.ts';

interface Sleeper {
  at: number;
  seq: number;
  wake: () => void;
}

const turnsToBeQuiet = 4;

/**
 * A clock that jumps: whenever everything in this process is waiting, it moves to the next sleeper. A day of virtual
 * time costs as long as what happens in it.
 */
export class VirtualTime implements Clock {
  #now: number;
  #seq = 0;
  #sleepers: Sleeper[] = [];

  constructor(startsAt = Date.UTC(2026, 5, 3, 8, 0, 0)) {
    this.#now = startsAt;
    watchCrypto();
  }

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted === true) return Promise.resolve();
    return new Promise((resolve) => {
      const sleeper = { at: this.#now + Math.max(0, ms), seq: this.#seq++, wake: resolve };
      this.#sleepers.push(sleeper);
      signal?.addEventListener('abort', () => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        resolve();
      });
    });
  }

  /** Calls `task` at an instant; what it throws ends the run. */
  at(instant: number, task: () => void): void {
    this.#sleepers.push({ at: Math.max(instant, this.#now), seq: this.#seq++, wake: task });
  }

  /** Lets time pass until `done` or until `limitMs` of virtual time are over; answers whether it was done. */
  async run(done: () => boolean, limitMs: number): Promise<boolean> {
    const end = this.#now + limitMs;
    passing += 1;
    try {
      return await this.#pass(done, end);
    } finally {
      passing -= 1;
    }
  }

  async #pass(done: () => boolean, end: number): Promise<boolean> {
    for (;;) {
      await quiet();
      if (done()) return true;
      const next = this.#next();
      if (next === undefined || next.at > end) {
        if (next !== undefined) this.#sleepers.push(next);
        this.#now = end;
        return done();
      }
      this.#now = Math.max(this.#now, next.at);
      next.wake();
    }
  }

  #next(): Sleeper | undefined {
    let first: Sleeper | undefined;
    for (const sleeper of this.#sleepers) {
      if (sleeper.at > this.#now && first !== undefined && first.at <= this.#now) continue;
      if (
        first === undefined ||
        sleeper.at < first.at ||
        (sleeper.at === first.at && sleeper.seq < first.seq)
      )
        first = sleeper;
    }
    if (first !== undefined) this.#sleepers.splice(this.#sleepers.indexOf(first), 1);
    return first;
  }
}

/** What WebCrypto was asked while time passes, in that order. */
const askedOfCrypto: { answer: Promise<unknown>; release: () => void }[] = [];
let passing = 0;
let watching = false;

/**
 * WebCrypto works on other threads: while it does, nothing may look as if everybody waited. Its answers are handed out one
 * by one in the order of the questions, whichever thread was faster, so that a seed gives the same run on a busy machine.
 */
function watchCrypto(): void {
  if (watching) return;
  watching = true;
  const subtle = crypto.subtle;
  for (const name of ['digest', 'sign', 'verify', 'importKey', 'encrypt', 'decrypt'] as const) {
    const original = subtle[name].bind(subtle) as (...args: unknown[]) => Promise<unknown>;
    const watched = (...args: unknown[]) => {
      const answer = original(...args);
      if (passing === 0) return answer;
      return new Promise((resolve) => askedOfCrypto.push({ answer, release: () => resolve(answer) }));
    };
    Object.defineProperty(subtle, name, { value: watched, configurable: true });
  }
}

/** Resolves once no task of this process can go on without time passing. */
async function quiet(): Promise<void> {
  for (;;) {
    for (let turn = 0; turn < turnsToBeQuiet; turn += 1)
      await new Promise((resolve) => setImmediate(resolve));
    const asked = askedOfCrypto.shift();
    if (asked === undefined) return;
    await Promise.allSettled([asked.answer]);
    asked.release();
  }
}
