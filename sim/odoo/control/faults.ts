import { z } from 'zod';
import { seededRandom } from '../seed/random.ts';

export const faultSchema = z.strictObject({
  match: z
    .strictObject({
      model: z.string().optional(),
      method: z.string().optional(),
      service: z.string().optional(),
      /** The n-th matching call, counted from 1; with `times`, so many from it on. */
      nth: z.int().positive().optional(),
      /** How often; without it and without `nth`, for ever. */
      times: z.int().positive().optional(),
      /** From 0 to 1, drawn from the seeded generator. */
      probability: z.number().min(0).max(1).optional(),
    })
    .default({}),
  kind: z.enum([
    'latency',
    'hang-before',
    'hang-after',
    'drop-before',
    'drop-after',
    'http-status',
    'html-502',
    'truncated-json',
    'serialization-failure',
    'access-denied',
    'odoo-error',
    'load-conflict',
  ]),
  ms: z.number().nonnegative().optional(),
  status: z.int().min(100).max(599).optional(),
  errorName: z.string().optional(),
});

export type Fault = z.infer<typeof faultSchema>;
/** A fault as it is written down: `match` may be left out. */
export type FaultInput = z.input<typeof faultSchema>;

export interface Subject {
  service: string;
  method: string;
  model?: string;
}

interface Armed {
  fault: Fault;
  seen: number;
  fired: number;
}

/** What is to go wrong, and when. */
export class Faults {
  private armed: Armed[] = [];
  private readonly random: () => number;

  constructor(seed: number) {
    this.random = seededRandom(seed);
  }

  set(faults: readonly FaultInput[]): void {
    this.armed = faults.map((fault) => ({ fault: faultSchema.parse(fault), seen: 0, fired: 0 }));
  }

  /** The first fault that strikes this call. */
  strike(subject: Subject): Fault | undefined {
    return this.armed.find((armed) => this.strikes(armed, subject))?.fault;
  }

  private strikes(armed: Armed, subject: Subject): boolean {
    const { match } = armed.fault;
    const fits =
      (match.service ?? subject.service) === subject.service &&
      (match.method ?? subject.method) === subject.method &&
      (match.model === undefined || match.model === subject.model);
    if (!fits) return false;
    armed.seen += 1;
    if (armed.seen < (match.nth ?? 1)) return false;
    if (match.nth !== undefined && match.times === undefined && armed.fired > 0) return false;
    if (match.times !== undefined && armed.fired >= match.times) return false;
    if (match.probability !== undefined && this.random() >= match.probability) return false;
    armed.fired += 1;
    return true;
  }
}
