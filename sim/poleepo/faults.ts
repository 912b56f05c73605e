import { z } from 'zod';
import type { Call } from './calls.ts';
import type { SimState } from './state.ts';

export const faultKinds = [
  'latency',
  'hang-before',
  'hang-after',
  'drop-before',
  'drop-after',
  'status',
  'success-false-200',
  'html-502',
  'truncated-json',
  'label-as-html',
  'rate-limit',
  'silent-ignore',
  'statuses-as-strings',
  'statuses-as-objects',
  'total-missing',
  'unknown-members',
  'numbers-as-strings',
] as const;

/**
 * A fault and the calls that it strikes. `path` is a path (`/orders/918273`) or a template (`/orders/{id}`),
 * `account` a client id. It strikes every call that matches, or from the `nth` one (from 1), at most `times`
 * times (with `nth` once, unless told), each time with `probability`.
 */
export const faultSchema = z.strictObject({
  match: z
    .strictObject({
      path: z.string().optional(),
      method: z.string().toUpperCase().optional(),
      account: z.string().optional(),
      nth: z.int().min(1).optional(),
      times: z.int().min(1).optional(),
      probability: z.number().min(0).max(1).optional(),
    })
    .default({}),
  kind: z.enum(faultKinds),
  /** Of a latency, or how long a hung connection lives. */
  ms: z.int().min(0).optional(),
  /** Adds up to so many milliseconds to a latency, by the seed. */
  jitterMs: z.int().min(0).optional(),
  /** Of the kind `status`. */
  status: z.int().min(400).max(599).optional(),
  /** Seconds, or a moment that is written as an HTTP date. */
  retryAfter: z.union([z.int().min(0), z.iso.datetime()]).optional(),
});

export type FaultKind = (typeof faultKinds)[number];
export type Fault = z.infer<typeof faultSchema>;

/** A fault with the calls that it has seen and struck. */
export interface ActiveFault {
  fault: Fault;
  seen: number;
  struck: number;
}

function matches({ match }: Fault, call: Call): boolean {
  const path = call.path.replace(/\?.*$/, '');
  if (match.path !== undefined && match.path !== path && match.path !== call.template) return false;
  if (match.method !== undefined && match.method !== call.method) return false;
  return match.account === undefined || match.account === call.account;
}

function strikes(state: SimState, active: ActiveFault, call: Call): boolean {
  const { match } = active.fault;
  if (!matches(active.fault, call)) return false;
  active.seen += 1;
  if (match.nth !== undefined && active.seen < match.nth) return false;
  const times = match.times ?? (match.nth === undefined ? Number.POSITIVE_INFINITY : 1);
  if (active.struck >= times) return false;
  if (match.probability !== undefined && !state.faultRandom.chance(match.probability)) return false;
  active.struck += 1;
  return true;
}

/** The faults that strike a call, in the order of the list. Each is counted as used. */
export function faultsFor(state: SimState, call: Call): Fault[] {
  const striking = state.faults.filter((active) => strikes(state, active, call));
  return striking.map(({ fault }) => fault);
}
