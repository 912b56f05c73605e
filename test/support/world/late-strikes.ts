import { second } from '../../../src/kit/clock.ts';
import type { LateStrike, Plan, Point } from './incarnation.ts';

/** All ways in which nobody hears of a request that the vendor gets to before its own limit. */
export const lateStrikes: readonly LateStrike[] = [
  { how: 'late', afterMs: 20 * second },
  { how: 'late', afterMs: 90 * second },
  { how: 'late', afterMs: 140 * second },
  { how: 'hang-late', afterMs: 20 * second },
  { how: 'hang-late', afterMs: 140 * second },
  { how: 'kill-late', afterMs: 20 * second },
  { how: 'kill-late', afterMs: 140 * second },
];

/** Requests to a vendor that change something there. */
export const isWriting = ({ what, write, name }: Point): boolean =>
  write && (what === 'odoo' || what === 'poleepo') && !name.endsWith('/oauth/access_token');

/** Has the n-th of such requests done late, once. */
export function lateAt(nth: number, strike: LateStrike, counts: (point: Point) => boolean = isWriting): Plan {
  let seen = 0;
  return (point) => (counts(point) && seen++ === nth ? strike : null);
}
