import type { TenantContext } from '../tenants/context.ts';
import { followUp } from './follow-up.ts';

/** Has what waits sent, now unless told (ms), where anything does: in a batch, or at once and beside the batches. */
export async function sendWhatWaits(context: TenantContext, dueAt?: number): Promise<void> {
  const { batches, productTouch } = context.stores;
  const [waiting] = await batches.sendable(1);
  const [first] = waiting === undefined ? await productTouch.hot(1) : [waiting];
  if (first !== undefined) await followUp(context, 'send-batches', dueAt);
}
