import { day } from '../kit/clock.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { Outcome } from './outcome.ts';

/** How long what is done with is kept. */
const retention = { apiLog: 30 * day, completedMessages: 90 * day, refusedMessages: 30 * day };

/** Deletes what is older than its retention: API log, messages whose work is completed, samples of refused messages. */
export async function cleanUp({ stores, clock }: Pick<TenantContext, 'stores' | 'clock'>): Promise<Outcome> {
  const now = clock.now();
  const calls = await stores.apiLog.removeBefore(now - retention.apiLog);
  const messages = await stores.messages.remove('completed', now - retention.completedMessages);
  await stores.messages.removeRefused(now - retention.refusedMessages);
  return { kind: 'updated', detail: { calls, messages } };
}
