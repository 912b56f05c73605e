import { z } from 'zod';
import type { TenantContext } from '../tenants/context.ts';
import { type Snapshot, snapshot, snapshotOf } from './snapshot.ts';

const cursor = 'find-by-sku';
const pageSize = 100;

/** So many products are read again with the next page: as many may vanish from the list in between. */
const overlap = 5;

const place = z.object({
  /** What the walk is for. */
  name: z.string(),
  offset: z.int().min(0),
  found: z.array(snapshot),
});

/**
 * Poleepo's products with these SKUs, which it has no filter for: its whole list is walked. Null where that is not done by
 * `until` (ms): the next call under the same name goes on there.
 */
export async function findBySku(
  { stores, poleepo, clock }: TenantContext,
  { name, skus, until }: { name: string; skus: ReadonlySet<string>; until: number },
): Promise<Map<string, Snapshot[]> | null> {
  const before = place.nullable().safeParse((await stores.cursors.get(cursor))?.place ?? null).data;
  const start = before?.name === name ? before : { offset: 0, found: [] };
  const found = new Map(start.found.map((one) => [one.id, one]));
  let offset: number | null = start.offset;
  while (offset !== null) {
    if (clock.now() >= until) {
      await keep({ name, offset, found: [...found.values()] });
      return null;
    }
    const page = await poleepo.products.list({ offset, max: pageSize });
    for (const product of page.products)
      if (product.sku !== null && skus.has(product.sku)) found.set(product.id, snapshotOf(product));
    offset = page.next === null ? null : Math.max(offset + 1, page.next - overlap);
  }
  await keep(null);
  return bySku([...found.values()]);

  async function keep(at: z.output<typeof place> | null): Promise<void> {
    const now = clock.now();
    await stores.cursors.save(cursor, { at: now, place: at, foundAt: null }, now);
  }
}

function bySku(found: readonly Snapshot[]): Map<string, Snapshot[]> {
  const skus = new Map<string, Snapshot[]>();
  for (const one of found) skus.set(one.sku ?? '', [...(skus.get(one.sku ?? '') ?? []), one]);
  return skus;
}
