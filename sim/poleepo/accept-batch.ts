import type { Account } from './account.ts';
import type { Batch } from './batch.ts';
import { faultsOfBatch } from './batch-faults.ts';
import { unreachableOf } from './image-check.ts';
import { draftItem } from './process-batches.ts';
import type { SimState } from './state.ts';

/** The part of its time for which a batch is queued. */
const queuedPart = 0.25;

/** Takes a batch in; its effects happen later. `ignore` answers for all items that they were done, and does none. */
export function acceptBatch(
  state: SimState,
  { account, entries, ignore }: { account: Account; entries: readonly unknown[]; ignore: boolean },
): Batch {
  const acceptedAt = state.options.now();
  const faults = faultsOfBatch(state, account.clientId);
  const delay = faults.find((fault) => fault.kind === 'delay')?.ms ?? account.batchSettings.delayMs;
  const startsAt = acceptedAt + Math.round(delay * queuedPart);
  const held = faults.find((fault) => fault.kind === 'hold');
  const failed = faults.find((fault) => fault.kind === 'fail-whole');
  const checked = account.checkImages && failed === undefined;
  const batch: Batch = {
    id: account.nextId('batch'),
    entries,
    acceptedAt,
    startsAt,
    dueAt: held ? startsAt + (held.ms ?? Number.POSITIVE_INFINITY) : acceptedAt + delay,
    fate: failed ? 'fail' : ignore ? 'ignore' : 'process',
    showsItems: failed?.items ?? true,
    outcome: 'pending',
    items: entries.map(draftItem),
    unreachable: checked ? null : new Set(),
  };
  account.batches.set(batch.id, batch);
  account.pending.push(batch);
  if (checked) lookAtImages(state, batch);
  return batch;
}

function lookAtImages(state: SimState, batch: Batch): void {
  const looking = unreachableOf(state, batch.entries).then((unreachable) => {
    batch.unreachable = unreachable;
  });
  state.underway.add(looking);
  void looking.finally(() => state.underway.delete(looking));
}
