import { z } from 'zod';
import { day } from '../kit/clock.ts';
import { utf8 } from '../kit/encoding.ts';
import type { SendableProduct } from '../store/batch-store.ts';
import type { TenantContext } from '../tenants/context.ts';

const cursor = 'batch-size';

/** What was learnt is forgotten after a while: perhaps it was a bad day of Poleepo's. */
const learntFor = 7 * day;

const learnt = z.object({ size: z.int().min(1) });

/** Of the entries of one batch as text, in bytes: well below the 2 MB that D1 takes as one value. */
const mostText = 700_000;

/** How many entries a batch may have: as the tenant chose, unless Poleepo takes fewer. */
export async function batchSize(
  { stores, clock }: Pick<TenantContext, 'stores' | 'clock'>,
  chosen: number,
): Promise<number> {
  const row = await stores.cursors.get(cursor);
  if (row === null || row.at < clock.now() - learntFor) return chosen;
  return Math.min(chosen, learnt.safeParse(row.place).data?.size ?? chosen);
}

/** A batch of so many was too large: from now on they are half as large. */
export async function learnSize(
  { stores, clock }: Pick<TenantContext, 'stores' | 'clock'>,
  refused: number,
): Promise<void> {
  const now = clock.now();
  const size = Math.max(1, Math.floor(refused / 2));
  await stores.cursors.save(cursor, { at: now, place: { size }, foundAt: null }, now);
}

/**
 * The next batch out of what waits, in its order. What was in a batch that failed whole goes only with its like, and in no
 * larger one than it may.
 */
export function fillBatch(waiting: readonly SendableProduct[], size: number): SendableProduct[] {
  const capped = waiting[0]?.batchCap != null;
  const batch: SendableProduct[] = [];
  let room = size;
  let text = 0;
  for (const product of waiting) {
    if ((product.batchCap !== null) !== capped) continue;
    const most = Math.min(room, product.batchCap ?? size);
    const length = utf8(JSON.stringify(product.entry)).length;
    if (batch.length >= most || (batch.length > 0 && text + length > mostText)) continue;
    batch.push(product);
    room = most;
    text += length;
  }
  return batch;
}
