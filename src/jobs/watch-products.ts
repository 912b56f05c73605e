import { toIso } from '../kit/clock.ts';
import type { TenantContext } from '../tenants/context.ts';

const what = 'products-in-error';

/**
 * The episode of products being in error, from the first that is until none is any more; null where none is. When it began
 * is remembered, so that one episode is one alert however its products change.
 */
export async function productsInError({ stores, clock }: Pick<TenantContext, 'stores' | 'clock'>): Promise<{
  subject: string;
  detail: Record<string, unknown>;
} | null> {
  const now = clock.now();
  const [{ error: count = 0 }, cursor] = await Promise.all([
    stores.products.counts(),
    stores.cursors.get(what),
  ]);
  const before = cursor?.foundAt ?? null;
  const since = count === 0 ? null : (before ?? now);
  if (since !== before) await stores.cursors.save(what, { at: now, place: null, foundAt: since }, now);
  return since === null ? null : { subject: `since:${since}`, detail: { count, since: toIso(since) } };
}
