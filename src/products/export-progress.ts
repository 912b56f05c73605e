import type { TenantContext } from '../tenants/context.ts';
import { batchSize } from './batch-size.ts';
import { leastTime } from './export-time.ts';
import { productSettings } from './product-settings.ts';

export interface ExportProgress {
  waiting: number;
  sending: number;
  completed: number;
  error: number;
  batchesOpen: number;
  /** How long until all that waits has ended, in ms; null where nothing waits. */
  etaMs: number | null;
}

/**
 * How far the products are, and how long the rest takes: each batch costs at least one of the few requests that Poleepo
 * allows in a window, as many as batches have needed lately. `learnt` is how many requests Poleepo takes, where
 * it has taught us that these are fewer than the tenant chose.
 */
export async function exportProgress(
  { stores, clock }: Pick<TenantContext, 'stores' | 'clock'>,
  { learnt = null }: { learnt?: number | null } = {},
): Promise<ExportProgress> {
  const written = await stores.policy.settings();
  const settings = productSettings.parse(written?.['products'] ?? {});
  const [counts, open, durations, latest, size] = await Promise.all([
    stores.products.counts(),
    stores.batches.open(),
    stores.batches.durations(20),
    stores.batches.list({ state: 'completed', limit: 20 }),
    batchSize({ stores, clock }, settings.batchSize),
  ]);
  const { waiting = 0, sending = 0, completed = 0, error = 0 } = counts;
  const known = { waiting, sending, completed, error, batchesOpen: open.length };
  const batches = Math.ceil(waiting / size) + open.length;
  if (batches === 0) return { ...known, etaMs: null };
  const requests = Math.min(learnt ?? settings.pollRequests, settings.pollRequests);
  const pollsEach = Math.max(1, mean(latest.items.map(({ polls }) => polls)));
  const windowMs = settings.pollWindowSeconds * 1000;
  return { ...known, etaMs: leastTime({ batches, requests, windowMs, pollsEach, durations }) };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
