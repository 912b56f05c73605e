import { hour } from '../kit/clock.ts';
import { SyncError } from '../kit/errors.ts';
import type { ComparisonRow, NewComparisonItem } from '../store/comparison-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { PoleepoOrderId } from '../trade/ids.ts';
import { comparisonItem } from './compare-page.ts';

/** Each costs a call, so that a list which lacks many is not asked for all of them. */
const mostAsked = 50;

/** At the edge of the list Poleepo's clock and ours decide what is in it. */
const edge = hour;

/**
 * Orders that we know and that Poleepo's list lacked, as far as Poleepo does not have them any more. Answers also how many
 * were left unasked.
 */
export async function findVanished(
  context: TenantContext,
  { comparison, seen }: { comparison: Pick<ComparisonRow, 'id' | 'since'>; seen: readonly number[] },
): Promise<{ items: NewComparisonItem[]; unverified: number }> {
  const { stores, clock } = context;
  const lacking = await stores.comparisons.linksBeside(seen as PoleepoOrderId[], {
    since: comparison.since + edge,
    limit: mostAsked + 1,
  });
  const items: NewComparisonItem[] = [];
  for (const link of lacking.slice(0, mostAsked)) {
    if (await isThere(context, link.poleepoOrderId)) continue;
    const difference = {
      kind: 'missing-in-poleepo',
      cause: 'deleted-in-poleepo',
      mend: 'person',
      poleepo: null,
      odoo: link.saleOrderName,
    } as const;
    const about = { id: link.poleepoOrderId, link, reference: link.reference };
    items.push(await comparisonItem(about, difference, { comparisonId: comparison.id, now: clock.now() }));
  }
  return { items, unverified: Math.max(0, lacking.length - mostAsked) };
}

/** An order that cannot be read is there all the same. */
async function isThere({ poleepo }: TenantContext, id: PoleepoOrderId): Promise<boolean> {
  try {
    await poleepo.orders.get(id);
    return true;
  } catch (thrown) {
    if (!(thrown instanceof SyncError)) throw thrown;
    if (thrown.code === 'not-found') return false;
    if (thrown.code === 'unreadable' && thrown.advice === 'give-up') return true;
    throw thrown;
  }
}
