import type { BatchRow } from '../store/batch-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import { followUp } from './follow-up.ts';
import { nextLook } from './when-to-poll.ts';

/**
 * The batches under way. One that has been on its way for longer than `sendingFor` (ms) was left by a run that was killed:
 * whether Poleepo took it is not known.
 */
export async function openBatches(
  { stores, clock }: TenantContext,
  { sendingFor }: { sendingFor: number },
): Promise<BatchRow[]> {
  const open = await stores.batches.open();
  const now = clock.now();
  const left = open.filter(({ state, createdAt }) => state === 'sending' && createdAt + sendingFor <= now);
  for (const { id, createdAt } of left)
    await stores.batches.lost(id, { dueAt: nextLook({ sentAt: createdAt, now }) });
  return left.length === 0 ? open : stores.batches.open();
}

/** When the next of these batches is to be asked for, or its items looked for, in ms; null where none is. */
export async function nextDue(
  { pollBudget, clock }: Pick<TenantContext, 'pollBudget' | 'clock'>,
  open: readonly BatchRow[],
): Promise<number | null> {
  const dueOf = (state: BatchRow['state']) =>
    open.filter((batch) => batch.state === state).map(({ dueAt }) => dueAt ?? clock.now());
  const polls = Math.max(Math.min(...dueOf('sent')), await pollBudget.nextAt());
  const next = Math.min(polls, ...dueOf('unknown'));
  return Number.isFinite(next) ? next : null;
}

/** Has the next open batch asked for when its time has come, not before `earliest` (ms). */
export async function pollWhenDue(context: TenantContext, earliest = 0): Promise<void> {
  const next = await nextDue(context, await context.stores.batches.open());
  if (next !== null) await followUp(context, 'poll-product-batches', Math.max(next, earliest));
}
