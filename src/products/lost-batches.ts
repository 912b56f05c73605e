import type { BatchRow, ItemResult } from '../store/batch-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { PoleepoProductId } from '../trade/ids.ts';
import { failsAlone } from './fails-alone.ts';
import { findBySku } from './find-by-sku.ts';
import { itemsUnderWay, type UnderWay } from './items-under-way.ts';
import { type Snapshot, snapshotOf } from './snapshot.ts';
import { showsWhatWasSent } from './shows-what-was-sent.ts';
import { nextLook } from './when-to-poll.ts';

export interface Looking {
  /** No call is begun after this (ms). */
  until: number;
  /** A product at Poleepo with the SKU of one that is new to us is taken as the same. */
  adopt: boolean;
  /** What is not there so long after it was sent goes back to those that wait (ms). */
  lostAfterMs: number;
}

/** `ended`: all of it is decided. `waiting`: it is looked for again at its time. `unfinished`: the look itself is to go on. */
export type Looked = 'ended' | 'waiting' | 'unfinished';

interface Found {
  candidates: readonly Snapshot[];
  tied: ReadonlySet<PoleepoProductId>;
}

/**
 * Looks at Poleepo for what a batch was to bring about, whose outcome nobody will tell. What is there is completed; what
 * is not there by the time that the tenant chose goes back to those that wait. Nothing is sent.
 */
export async function lookForBatch(
  context: TenantContext,
  batch: BatchRow,
  looking: Looking,
): Promise<Looked> {
  const { stores, clock } = context;
  const underWay = await itemsUnderWay(context, batch.id);
  const sentAt = batch.sentAt ?? batch.createdAt;
  const late = clock.now() >= sentAt + looking.lostAfterMs;
  const results: ItemResult[] = [];
  const known = underWay.filter(({ item }) => item.poleepoRef !== null);
  for (const one of known) {
    if (clock.now() >= looking.until) return part('unfinished');
    const there = await shownOf(context, one.item.poleepoRef);
    if (there !== null && showsWhatWasSent(there, { ...one, sentAt })) results.push(completed(one, there.id));
    else if (late) results.push({ ...again(one), unsure: true });
  }
  const fresh = underWay.filter(({ item }) => item.poleepoRef === null);
  const found = fresh.length === 0 ? new Map<string, Snapshot[]>() : await find(fresh);
  if (found === null) return part('unfinished');
  const tied = await stores.productTouch.tied([...found.values()].flat().map(({ id }) => id));
  for (const one of fresh) {
    const candidates = found.get(one.item.sku) ?? [];
    const result = resultOfNew(one, { candidates, tied }, { sentAt, late, adopt: looking.adopt });
    if (result !== null) results.push(result);
  }
  return part(results.length === underWay.length ? 'ended' : 'waiting');

  async function find(items: readonly UnderWay[]) {
    const skus = new Set(items.map(({ item }) => item.sku));
    return findBySku(context, { name: batch.id, skus, until: looking.until });
  }

  async function part(looked: Looked): Promise<Looked> {
    const now = clock.now();
    // What a report has settled before counts: only the rest of it was looked for.
    const taken = batch.completed + batch.failed > 0 || results.some(isCompleted);
    const state = looked !== 'ended' ? null : taken ? 'completed' : 'refused';
    await stores.batches.settle(batch.id, { state, results, now });
    if (looked === 'unfinished') await stores.batches.lost(batch.id, { dueAt: now });
    const next = { sentAt, now, lostAfterMs: looking.lostAfterMs };
    if (looked === 'waiting') await stores.batches.asked(batch.id, { now, dueAt: nextLook(next) });
    return looked;
  }
}

const isCompleted = ({ outcome }: ItemResult) => outcome === 'completed';

async function shownOf({ poleepo }: TenantContext, ref: PoleepoProductId | null): Promise<Snapshot | null> {
  const product = ref === null ? null : await poleepo.products.get(ref).catch(nullIfAlone);
  return product === null ? null : snapshotOf(product);
}

/** Null: not decided yet. */
function resultOfNew(
  one: UnderWay,
  { candidates, tied }: Found,
  { sentAt, late, adopt }: { sentAt: number; late: boolean; adopt: boolean },
): ItemResult | null {
  const refused = one.item.error;
  const [only, ...others] = candidates;
  if (only !== undefined && others.length === 0 && !tied.has(only.id)) {
    if (refused === null && showsWhatWasSent(only, { ...one, sentAt })) return completed(one, only.id);
    if (adopt) return { ...again(one), poleepoRef: only.id };
  }
  if (refused !== null) return { ...keyOf(one), outcome: 'error', error: refused };
  return late ? again(one) : null;
}

/** What cannot be read is not shown, this time. */
function nullIfAlone(thrown: unknown): null {
  if (failsAlone(thrown)) return null;
  throw thrown;
}

const keyOf = ({ item: { position, kind, odooId } }: UnderWay) => ({ position, kind, odooId });

function completed(one: UnderWay, poleepoRef: PoleepoProductId): ItemResult {
  return { ...keyOf(one), outcome: 'completed', poleepoRef };
}

function again(one: UnderWay): ItemResult {
  return { ...keyOf(one), outcome: 'again', blameless: true };
}
