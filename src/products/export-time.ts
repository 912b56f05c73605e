import { minute } from '../kit/clock.ts';
import type { TenantContext } from '../tenants/context.ts';
import { batchSize } from './batch-size.ts';
import { productSettings } from './product-settings.ts';

/** What a batch takes where none was measured. */
const usualDuration = minute;

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
  const lasts = durations.length === 0 ? usualDuration : Math.min(...durations);
  const rounds = Math.ceil(batches / settings.pollRequests);
  const etaMs = Math.max((rounds - 1) * settings.pollWindowSeconds * 1000 + lasts, rounds * lasts);
  return { batches, etaMs };
}
