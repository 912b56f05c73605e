import { hour, minute, second } from '../kit/clock.ts';
import type { ErrorCode } from '../kit/errors.ts';

const usual = [30 * second, 2 * minute, 10 * minute, 30 * minute, 2 * hour, 6 * hour];

/** Somebody else wrote at the same moment: soon over, so the first attempts come quickly. */
const quick = [2 * second, 10 * second, 30 * second, 2 * minute, 10 * minute, 30 * minute];

const tables: Partial<Record<ErrorCode, readonly number[]>> = { conflict: quick };

/** Milliseconds until the attempt after `attempts` failed ones, with up to a fifth more by chance; null when none is left. */
export function nextDelay(code: ErrorCode, attempts: number, fraction: number): number | null {
  const delay = (tables[code] ?? usual)[attempts - 1];
  return delay === undefined ? null : Math.round(delay * (1 + fraction / 5));
}
