import { hour } from '../kit/clock.ts';
import type { UsualGaps } from '../store/watch-store.ts';

export interface Hearing {
  now: number;
  /** When the last webhook came, in ms; null where none ever did. */
  lastAt: number | null;
  /** When Poleepo was connected, in ms. */
  connectedAt: number;
  /** When polling last found something that no webhook had told of, in ms. */
  foundAt: number | null;
  usual: UsualGaps;
}

/** No silence is told of before, in ms. */
export const shortestSilence = 6 * hour;
const times = 3;

/** So many webhooks within the measured time mean that a tenant usually has them. */
const many = 20;

/**
 * Since when webhooks are silent for much longer than usual, in ms; null where they are not. A quiet shop raises no alarm:
 * either polling found orders that no webhook told of, or webhooks usually come.
 */
export function silentSince({ now, lastAt, connectedAt, foundAt, usual }: Hearing): number | null {
  const since = lastAt ?? connectedAt;
  const patience = Math.max(shortestSilence, times * (usual.p95 ?? 0));
  if (now - since <= patience) return null;
  const foundMeanwhile = foundAt !== null && foundAt > since;
  return foundMeanwhile || usual.count >= many ? since : null;
}
