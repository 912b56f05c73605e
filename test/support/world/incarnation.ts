import type { DatabaseSync } from 'node:sqlite';
import { type Fetch } from '../../../src/kit/http.ts';
import { d1Over } from '../d1-over-sqlite.ts';
import type { LateRequests } from './late-requests.ts';
import type { VirtualTime } from './virtual-time.ts';

/** One place where a process touches the outside: a fetch to a side, a round trip to the database, a message to the queue. */
export interface Point {
  what: 'odoo' | 'poleepo' | 'd1' | 'queue';
  /** `sale.order.load`, `GET /orders/1`, or the first words of the SQL. */
  name: string;
  write: boolean;
}

/** What strikes at a point. `drop` and `hang` are of the network; `kill` ends the whole process; `fail` is an error of the platform. */
export type Strike =
  | 'kill-before'
  | 'kill-after'
  | 'hang-before'
  | 'hang-after'
  | 'drop-before'
  | 'drop-after'
  | 'fail-before'
  | 'fail-after';

/**
 * A request whose answer nobody hears although the vendor gets to it, so many milliseconds later, whatever has become of
 * whoever asked: our end sees its connection drop at once, hangs until it gives up, or is killed.
 */
export interface LateStrike {
  how: 'late' | 'hang-late' | 'kill-late';
  afterMs: number;
}

export type Plan = (point: Point) => Strike | LateStrike | null;

function isLate(strike: ReturnType<Plan>): strike is LateStrike {
  return typeof strike === 'object' && strike !== null;
}

/** Ends a process: nobody may catch and outlive it. */
export class Killed extends Error {
  readonly fatal = true;
}

/** An error of the platform that a plan has caused; whoever calls us is the platform, and tries again. */
class PlatformFailure extends Error {}

/** Whether an error, or what caused it, was made by a plan: no defect of ours. */
export function isStruck(thrown: unknown): boolean {
  if (thrown instanceof Killed || thrown instanceof PlatformFailure) return true;
  return thrown instanceof Error && thrown.cause !== undefined && isStruck(thrown.cause);
}

interface Surroundings {
  time: VirtualTime;
  plan: Plan;
  heard: (point: Point, answer: unknown) => void;
  late: LateRequests;
}

/**
 * One life of one process: everything that it does to the outside goes through here, and after a kill nothing more does,
 * however much of its code still runs.
 */
export class Incarnation {
  dead = false;
  readonly #around: Surroundings;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** `unheard` is the effect of a request that left, where nobody waits for the answer. */
  async pass<T>(point: Point, effect: () => Promise<T> | T, unheard?: () => Promise<unknown>): Promise<T> {
    this.#alive();
    const strike = this.#around.plan(point);
    if (isLate(strike)) {
      if (unheard === undefined) throw new Error(`${point.what} is never late`);
      this.#around.late.add(strike.afterMs, unheard);
      if (strike.how === 'kill-late') this.#die(point);
      if (strike.how === 'hang-late') return this.#hang();
      throw new TypeError('network connection lost');
    }
    if (strike === 'kill-before') this.#die(point);
    if (strike === 'drop-before') throw new TypeError('network connection lost');
    if (strike === 'fail-before') throw new PlatformFailure('D1_ERROR: Network connection lost.');
    if (strike === 'hang-before') return this.#hang();
    const result = await effect();
    this.#around.heard(point, result);
    this.#alive();
    if (strike === 'kill-after') this.#die(point);
    if (strike === 'drop-after') throw new TypeError('network connection lost');
    if (strike === 'fail-after') throw new PlatformFailure('D1_ERROR: Network connection lost.');
    if (strike === 'hang-after') return this.#hang();
    return result;
  }

  /** A fetch that leaves from this process. */
  fetch(effect: Fetch, describe: (request: Request) => Promise<Point>): Fetch {
    return async (request) => {
      const point = await describe(request.clone());
      const unheard = () => effect(new Request(request, { signal: null }));
      return this.pass(point, () => effect(request), unheard);
    };
  }

  /** The database as this process sees it. */
  d1(sqlite: DatabaseSync): D1Database {
    return d1Over(sqlite, (statements, run) => {
      const name = (statements[0] ?? '').slice(0, 60);
      return this.pass({ what: 'd1', name, write: !/^\s*(select|with)/i.test(name) }, run);
    });
  }

  async #hang(): Promise<never> {
    await this.#around.time.sleep(60 * 60 * 1000);
    this.#alive();
    throw new TypeError('network connection lost');
  }

  #die(point: Point): never {
    this.dead = true;
    throw new Killed(`killed at ${point.what} ${point.name}`);
  }

  #alive(): void {
    if (this.dead) throw new Killed('this process is dead');
  }
}
