import { minute } from '../kit/clock.ts';
import type { TenantContext } from '../tenants/context.ts';
import { batchSize } from './batch-size.ts';
import { productSettings } from './product-settings.ts';

/** What a batch takes where none was measured. */
const usualDuration = minute;

interface Batches {
  batches: number;
  /** Of Poleepo, in a window. */
  requests: number;
  windowMs: number;
  /** How often a batch is asked for. */
  pollsEach: number;
  /** What batches took lately (ms). */
  durations: readonly number[];
}

/** How long so many batches take at least, in ms: each costs some of the few requests that Poleepo allows in a window. */
export function leastTime({ batches, requests, windowMs, pollsEach, durations }: Batches): number {
  const windows = Math.ceil((batches * pollsEach) / requests);
  const lasts = durations.length === 0 ? usualDuration : Math.min(...durations);
  return Math.max((windows - 1) * windowMs + lasts, Math.ceil(batches / requests) * lasts);
}

/**
 * In how many batches so many items go, and how long they take at least, in ms: each batch costs one of the few requests
 * that Poleepo allows in a window.
 */
export async function exportTime(
  { stores, clock }: Pick<TenantContext, 'stores' | 'clock'>,
  items: number,
): Promise<{ batches: number; etaMs: number }> {
  const written = await stores.policy.settings();
  const settings = productSettings.parse(written?.['products'] ?? {});
  const size = await batchSize({ stores, clock }, settings.batchSize);
  const batches = Math.ceil(items / size);
  if (batches === 0) return { batches, etaMs: 0 };
  const durations = await stores.batches.durations(20);
  const { pollRequests: requests, pollWindowSeconds } = settings;
  const windowMs = pollWindowSeconds * 1000;
  return { batches, etaMs: leastTime({ batches, requests, windowMs, pollsEach: 1, durations }) };
}
