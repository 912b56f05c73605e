import { type Clock, minute, second } from '../kit/clock.ts';
import type { ConnectionStore } from '../store/connection-store.ts';
import { type Side, sides } from './kinds.ts';

const unreachable = [15 * second, 30 * second, minute, 2 * minute, 5 * minute];

/** A refused key heals only when somebody acts, and asking too often may lock the account. */
const refused = [2 * minute, 5 * minute, 15 * minute, 30 * minute];

interface Pausing {
  until: number;
  since: number;
  reason: string;
  pauses: number;
}

/**
 * Which sides of a tenant are down, and until when they are left alone. After that a side is on probation: one job is let
 * through, and its end decides. Kept in D1 as well, for people to see and for the next life of the object.
 */
export class SidePauses {
  readonly #store: ConnectionStore;
  readonly #clock: Clock;
  readonly #pausing = new Map<Side, Pausing>();

  constructor(store: ConnectionStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Takes up what an earlier life of this object left in D1. */
  async load(): Promise<void> {
    for (const row of await this.#store.all()) {
      const { side, pausedUntil, pausedSince, pauseReason, pauses } = row;
      if (pausedUntil === null) this.#pausing.delete(side);
      else
        this.#pausing.set(side, {
          until: pausedUntil,
          since: pausedSince ?? pausedUntil,
          reason: pauseReason ?? 'unreachable',
          pauses,
        });
    }
  }

  /** Leaves a side alone, longer each time in a row; never shorter than it asked for itself. */
  async pause(
    side: Side,
    { reason, retryAfterMs = 0 }: { reason: string; retryAfterMs?: number | undefined },
  ): Promise<void> {
    const now = this.#clock.now();
    const before = this.#pausing.get(side);
    if (before !== undefined && before.until > now) return;
    const pauses = (before?.pauses ?? 0) + 1;
    const table = reason === 'denied' || reason === 'not-configured' ? refused : unreachable;
    const wait = Math.max(table[Math.min(pauses, table.length) - 1] ?? minute, retryAfterMs);
    const pausing = { until: now + wait, since: before?.since ?? now, reason, pauses };
    this.#pausing.set(side, pausing);
    await this.#store.pause(side, pausing);
  }

  /** The side answered well. What was under way when it was paused proves nothing, so only a pause that is over ends. */
  async proven(side: Side): Promise<void> {
    if (this.onProbation().includes(side)) await this.clear(side);
  }

  /** Whatever was assumed of this side is void. */
  async clear(side: Side): Promise<void> {
    if (!this.#pausing.delete(side)) return;
    await this.#store.unpause(side);
  }

  /** Sides that must not be called now. */
  paused(): Set<Side> {
    const now = this.#clock.now();
    return new Set(sides.filter((side) => (this.#pausing.get(side)?.until ?? 0) > now));
  }

  /** Sides whose pause is over but that have not answered well since. */
  onProbation(): Side[] {
    const now = this.#clock.now();
    return sides.filter((side) => (this.#pausing.get(side)?.until ?? Infinity) <= now);
  }

  /** When the next pause ends, in ms; null where no side is paused. */
  nextEnd(): number | null {
    const ends = [...this.paused()].map((side) => this.#pausing.get(side)?.until ?? Infinity);
    return ends.length === 0 ? null : Math.min(...ends);
  }

  list(): { side: Side; until: number; since: number; reason: string }[] {
    return [...this.#pausing].map(([side, { until, since, reason }]) => ({ side, until, since, reason }));
  }
}
