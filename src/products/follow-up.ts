import { newId } from '../kit/ids.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { JobId } from '../trade/ids.ts';

/** What may have to be done next, and how urgent it is. */
const priorities = {
  'send-batches': 2,
  'poll-product-batches': 2,
  'read-back': 2,
  'tell-odoo': 3,
} as const;

export type FollowUp = keyof typeof priorities;

/** Puts work behind this one into the ledger, due now unless told (ms). What waits already is joined. */
export async function followUp(context: TenantContext, kind: FollowUp, dueAt?: number): Promise<void> {
  const { stores, clock, chance } = context;
  const now = clock.now();
  const id = newId<JobId>('job', now, chance);
  const priority = priorities[kind];
  await stores.jobs.enqueue({ id, kind, subject: kind, priority, dueAt: dueAt ?? now, now });
}
