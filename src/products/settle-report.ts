import type { BatchReport } from '../poleepo/batch-report.ts';
import type { BatchRow, ItemResult } from '../store/batch-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import { itemsUnderWay, type UnderWay } from './items-under-way.ts';
import { judgeReport, type Verdict } from './judge-report.ts';
import { showingNoImage } from './items-without-image.ts';
import { lookAtParents } from './look-at-parents.ts';

/** An item is sent again for a reason that may pass at most so often; then it is in error. */
const mostRepairs = 3;

/**
 * Ends a batch by Poleepo's report that is over. Items whose SKU another product has are looked for in Poleepo's list
 * before they end: until then the batch stays under way as one that is being looked for.
 */
export async function settleReport(
  context: TenantContext,
  batch: BatchRow,
  report: BatchReport,
): Promise<void> {
  const { stores, clock } = context;
  const underWay = await itemsUnderWay(context, batch.id);
  const products = new Map(underWay.map(({ item, product }) => [item.position, product]));
  const judged = judgeReport(
    report,
    underWay.map(({ item }) => item),
    batch.total,
  );
  const orphans = judged.filter(({ verdict }) => verdict.kind === 'orphan');
  await lookAtParents(
    context,
    orphans.flatMap(({ item }) => products.get(item.position) ?? []),
  );
  const duplicates = judged.flatMap(({ item, verdict }) =>
    verdict.kind === 'duplicate' ? [{ position: item.position, error: verdict.error }] : [],
  );
  const withoutImage = await showingNoImage(context, judged);
  const results = judged.flatMap(({ item, verdict }) => {
    const product = products.get(item.position);
    const readAnew = withoutImage.has(item.position);
    const of = product === undefined ? [] : resultOf({ item, product }, verdict);
    return readAnew ? of.map((result) => ({ ...result, readAnew })) : of;
  });
  const now = clock.now();
  const polledAt = now;
  if (duplicates.length === 0) {
    const state = report.status === 'failed' ? 'failed' : 'completed';
    return stores.batches.settle(batch.id, { state, results, now, polledAt });
  }
  await stores.batches.settle(batch.id, { state: null, results, now, polledAt });
  await stores.productTouch.note(batch.id, duplicates);
  await stores.batches.lost(batch.id, { dueAt: now });
}

/** One in so many is read back whatever was said of it, to find what Poleepo ignores without a word. */
const oneIn = 25;

const isSample = (position: number) => position % oneIn === 0;

function resultOf({ item, product }: UnderWay, verdict: Verdict): ItemResult[] {
  const { position, kind, odooId } = item;
  const base = { position, kind, odooId };
  switch (verdict.kind) {
    case 'completed':
      return [
        { ...base, outcome: 'completed', poleepoRef: verdict.poleepoRef, readBack: isSample(position) },
      ];
    case 'gone':
      return [{ ...base, outcome: 'completed', forget: true }];
    case 'error':
      return [{ ...base, outcome: 'error', error: verdict.error }];
    case 'duplicate':
      return [];
    case 'orphan':
    case 'again': {
      const cap = verdict.kind === 'again' ? verdict.cap : null;
      // What goes in ever smaller batches comes to an end by that.
      const blameless = cap !== null;
      if (!blameless && product.repairs >= mostRepairs)
        return [{ ...base, outcome: 'error', error: verdict.error }];
      const unsure = verdict.kind === 'again';
      return [{ ...base, outcome: 'again', cap, blameless, unsure, error: verdict.error }];
    }
  }
}
