import { z } from 'zod';
import { type Clock, minute } from '../kit/clock.ts';
import type { Memory } from '../kit/memory.ts';
import { Serial } from '../kit/serial.ts';

const entry = 'poll-budget';

const kept = z.object({
  /** When each request came to Poleepo at the latest, in ms; written down before the call. */
  asked: z.array(z.number()).default([]),
  /** Requests per window, where Poleepo has taught us that it takes fewer than we thought. */
  learnt: z.number().nullable().default(null),
  learntAt: z.number().nullable().default(null),
  blockedUntil: z.number().default(0),
});

type Kept = z.output<typeof kept>;

/** documented: 5 requests; assumed: the window. */
export const usualBudget = { requests: 5, windowMs: 10 * minute };

/** What was learnt is forgotten after a day: perhaps it was a bad day of Poleepo's. */
const learntFor = 24 * 60 * minute;

/** Between our writing a request down and its coming to Poleepo: a token and the call itself, each perhaps twice. */
const longestWay = 2 * minute;

/** Requests are kept apart by a little more than the window, since our clock and Poleepo's are two. */
const margin = 2000;

export type Budget = typeof usualBudget;

/**
 * How often the endpoint that tells of batches may be asked: never more than so many times in any window, whatever dies in
 * between, since each request is written down before it is made.
 */
export class PollBudget {
  readonly #memory: Memory;
  readonly #clock: Clock;
  readonly #turns = new Serial();
  #budget: Budget;

  constructor(memory: Memory, clock: Clock, budget: Budget = usualBudget) {
    this.#memory = memory;
    this.#clock = clock;
    this.#budget = budget;
  }

  /** The budget that the tenant has chosen, from now on. */
  use(budget: Budget): void {
    this.#budget = budget;
  }

  /**
   * Takes one request out of the budget; `answered` is to be called when it is over, whatever came of it. `false`: none
   * is left before `at` (ms).
   */
  async take(): Promise<{ granted: true; answered: () => Promise<void> } | { granted: false; at: number }> {
    return this.#turns.run(entry, async () => {
      const now = this.#clock.now();
      const state = await this.#read();
      const at = this.#nextOf(state, now);
      if (at > now) return { granted: false, at };
      const latest = now + longestWay;
      await this.#memory.put(entry, { ...state, asked: [...this.#recent(state, now), latest] });
      return { granted: true, answered: () => this.#answered(latest) };
    });
  }

  /** It came to Poleepo by now. */
  async #answered(latest: number): Promise<void> {
    await this.#turns.run(entry, async () => {
      const now = this.#clock.now();
      const state = await this.#read();
      const place = state.asked.indexOf(latest);
      if (place === -1) return;
      await this.#memory.put(entry, { ...state, asked: state.asked.with(place, now) });
    });
  }

  /** Poleepo refused a request with 429: nothing is asked for as long as it says, or a window; and from now on less often. */
  async refused(retryAfterMs: number | null): Promise<void> {
    await this.#turns.run(entry, async () => {
      const now = this.#clock.now();
      const state = await this.#read();
      const learnt = Math.max(1, this.#requests(state, now) - 1);
      const blockedUntil = now + (retryAfterMs ?? this.#budget.windowMs) + margin;
      await this.#memory.put(entry, { ...state, learnt, learntAt: now, blockedUntil });
    });
  }

  /** When the next request may be made, in ms: now or later. */
  async nextAt(): Promise<number> {
    return this.#nextOf(await this.#read(), this.#clock.now());
  }

  /** Requests per window as of now, how many of them are spent, and until when none is made at all. */
  async state(): Promise<Budget & { spent: number; blockedUntil: number | null }> {
    const now = this.#clock.now();
    const state = await this.#read();
    return {
      requests: this.#requests(state, now),
      windowMs: this.#budget.windowMs,
      spent: this.#recent(state, now).length,
      blockedUntil: state.blockedUntil > now ? state.blockedUntil : null,
    };
  }

  /** Requests per window, where Poleepo has taught us of late that it takes fewer than we thought; else null. */
  async learnt(): Promise<number | null> {
    return this.#learnt(await this.#read(), this.#clock.now());
  }

  #nextOf(state: Kept, now: number): number {
    const recent = this.#recent(state, now);
    const first = recent.at(-this.#requests(state, now));
    const free = first === undefined ? now : first + this.#budget.windowMs + margin;
    return Math.max(now, state.blockedUntil, free);
  }

  #recent({ asked }: Kept, now: number): number[] {
    return asked.filter((at) => at > now - this.#budget.windowMs - margin).toSorted((a, b) => a - b);
  }

  #requests(state: Kept, now: number): number {
    return Math.min(this.#learnt(state, now) ?? this.#budget.requests, this.#budget.requests);
  }

  #learnt({ learnt, learntAt }: Kept, now: number): number | null {
    return now - (learntAt ?? 0) < learntFor ? learnt : null;
  }

  async #read(): Promise<Kept> {
    return kept.parse((await this.#memory.get(entry)) ?? {});
  }
}
