import { SyncError } from '../kit/errors.ts';
import { FailedAnswer } from '../poleepo/errors.ts';
import type { EntryDraft } from '../poleepo/product-entry.ts';
import type { BatchItemRow, ItemResult } from '../store/batch-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import { learnSize } from './batch-size.ts';
import type { Drafted } from './draft-batch.ts';
import { batchRefused, type KeptError, tooLarge } from './item-errors.ts';
import { firstPoll, isPlenty, nextLook } from './when-to-poll.ts';

export interface Sending {
  id: string;
  drafted: readonly Drafted[];
  /** How many other batches are under way. */
  others: number;
}

interface Sent {
  id: string;
  items: readonly BatchItemRow[];
}

const keyOf = ({ kind, odooId }: Pick<BatchItemRow, 'kind' | 'odooId'>) => `${kind}:${odooId}`;

/**
 * Writes a batch down, then sends it. `open`: Poleepo has it. Throws what Poleepo's side throws, after writing down that
 * the batch may have arrived, or that it has not.
 */
export async function sendBatch(
  context: TenantContext,
  { id, drafted, others }: Sending,
): Promise<{ open: boolean; items: number }> {
  const { stores, clock, poleepo } = context;
  const sentAt = clock.now();
  const items = await stores.batches.prepare(
    { id, now: sentAt },
    drafted.map(({ product }) => product),
  );
  const drafts = draftsOf(items, drafted);
  if (drafts.length === 0) {
    await stores.batches.settle(id, { state: 'refused', results: [], now: sentAt });
    return { open: false, items: 0 };
  }
  try {
    const sending = await poleepo.batches.send(drafts);
    if (sending.kind === 'too-large') {
      await refusedAsTooLarge(context, { id, items });
      return { open: false, items: items.length };
    }
    const dueAt = await firstDue(context, { sentAt, others });
    await stores.batches.accepted(id, { poleepoId: sending.id, dueAt });
    return { open: true, items: items.length };
  } catch (thrown) {
    if (!(thrown instanceof SyncError) || thrown.side !== 'poleepo') throw thrown;
    if (!thrown.mayHaveHappened && isAboutEntries(thrown)) {
      await refusedForEntries(context, { id, items }, thrown);
      return { open: false, items: items.length };
    }
    const now = clock.now();
    if (thrown.mayHaveHappened) await stores.batches.lost(id, { dueAt: nextLook({ sentAt, now }) });
    else await letGo(context, { id, items }, { cap: null, error: factsOf(thrown) });
    throw thrown;
  }
}

async function firstDue(
  { stores, pollBudget }: TenantContext,
  { sentAt, others }: { sentAt: number; others: number },
): Promise<number> {
  const { items } = await stores.batches.list({ state: 'completed', limit: 20 });
  const ended = items.flatMap(({ sentAt: from, settledAt: to, polls }) =>
    from === null || to === null ? [] : { ms: to - from, polls },
  );
  const plenty = isPlenty({ ...(await pollBudget.state()), others });
  return firstPoll(sentAt, { ended, idle: others === 0, plenty });
}

/** In the order of the items, which is that of the batch as it was written down. */
function draftsOf(items: readonly BatchItemRow[], drafted: readonly Drafted[]): EntryDraft[] {
  const byKey = new Map(drafted.map(({ product, draft }) => [keyOf(product), draft]));
  return items.flatMap((item) => byKey.get(keyOf(item)) ?? []);
}

/** Poleepo has read the batch and does not take it as it is; which entry is to blame, smaller batches will show. */
function isAboutEntries(thrown: SyncError): boolean {
  return thrown instanceof FailedAnswer && (thrown.status === 400 || thrown.status === 422);
}

async function refusedAsTooLarge(context: TenantContext, sent: Sent): Promise<void> {
  await learnSize(context, sent.items.length);
  if (sent.items.length === 1) await fail(context, sent, tooLarge);
  else await letGo(context, sent, { cap: null, error: { code: 'too-large' } });
}

async function refusedForEntries(context: TenantContext, sent: Sent, thrown: SyncError): Promise<void> {
  if (sent.items.length === 1) return fail(context, sent, batchRefused(thrown.message, thrown.vendorCode));
  const cap = Math.floor(sent.items.length / 2);
  await letGo(context, sent, { cap, error: factsOf(thrown) });
}

function factsOf({ code, vendorCode, message }: SyncError): Record<string, unknown> {
  return { code, vendorCode: vendorCode ?? null, message: message.slice(0, 1000) };
}

async function letGo(
  { stores, clock }: TenantContext,
  { id, items }: Sent,
  { cap, error }: { cap: number | null; error: Record<string, unknown> },
): Promise<void> {
  const results = items.map(({ position, kind, odooId }): ItemResult => {
    return { position, kind, odooId, outcome: 'again', blameless: true, cap };
  });
  await stores.batches.settle(id, { state: 'refused', results, now: clock.now(), error });
}

async function fail({ stores, clock }: TenantContext, { id, items }: Sent, error: KeptError): Promise<void> {
  const results = items.map(({ position, kind, odooId }): ItemResult => {
    return { position, kind, odooId, outcome: 'error', error };
  });
  await stores.batches.settle(id, { state: 'refused', results, now: clock.now(), error });
}
