import { z } from 'zod';
import type { Outcome } from '../jobs/outcome.ts';
import { day, hour } from '../kit/clock.ts';
import { newId } from '../kit/ids.ts';
import type { JobRow } from '../store/job-claims.ts';
import type { ComparisonRow, NewComparisonItem } from '../store/comparison-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { JobId } from '../trade/ids.ts';
import { addTo, comparisonSummary, type ComparisonSummary } from './comparison-summary.ts';
import { comparePage } from './compare-page.ts';
import { comparisonIn } from './comparison-settings.ts';
import { findVanished } from './find-vanished.ts';
import { beginWalk, walkOrders, walkPlace } from './walk-orders.ts';

const placeOfComparison = z.object({ walk: walkPlace, seen: z.array(z.number()) });
type Place = z.output<typeof placeOfComparison>;

type Comparison = Pick<ComparisonRow, 'id' | 'since' | 'place' | 'summary'>;

/** A comparison that was left this long ago is not taken up again. */
const stale = 6 * hour;

/**
 * Compares Poleepo's orders of the last days with the links and with Odoo, and keeps each difference with its cause: as far
 * back as the connection, or the furthest history import.
 * Goes on where an earlier job of the same comparison stopped.
 */
export async function compareOrders(
  context: TenantContext,
  job: Pick<JobRow, 'kind' | 'subject' | 'priority'>,
): Promise<Outcome> {
  const { stores, clock } = context;
  const comparison = (await stores.comparisons.running(clock.now() - stale)) ?? (await begin(context));
  const begun = placeOfComparison.parse(comparison.place);
  const seen = new Set(begun.seen);
  const summary = comparisonSummary.parse(comparison.summary);
  const pending: NewComparisonItem[] = [];
  const walked = await walkOrders(context, begun.walk, async (page, next) => {
    const fresh = page.orders.filter(({ id }) => !seen.has(id));
    const items = await comparePage(context, fresh, { comparisonId: comparison.id, summary });
    for (const { id } of page.orders) seen.add(id);
    for (const { id } of page.unreadable) if (id !== null) seen.add(id);
    addTo(summary, items);
    if (next === null) {
      pending.push(...items);
      return;
    }
    const place: Place = { walk: next, seen: [...seen] };
    await stores.comparisons.save(
      comparison.id,
      { state: 'running', place, summary, finishedAt: null },
      items,
    );
  });
  if (!walked.ended) {
    await enqueueRest(context, job);
    return { kind: 'updated', detail: { comparison: comparison.id, ended: 0 } };
  }
  return finish(context, { comparison, summary, seen: [...seen], pending });
}

async function begin({ stores, clock, chance }: TenantContext): Promise<Comparison> {
  const now = clock.now();
  const settings = await stores.policy.settings();
  const { days } = comparisonIn(settings);
  const [connection, asked] = await Promise.all([
    stores.connections.get('poleepo'),
    stores.history.earliest(),
  ]);
  const connectedAt = connection?.connectedAt ?? 0;
  const since = Math.max(now - days * day, Math.min(connectedAt, asked ?? connectedAt));
  const place: Place = { walk: beginWalk(since, now), seen: [] };
  const id = newId<string>('comp', now, chance);
  const row = { id, since, place, summary: comparisonSummary.parse({}), createdAt: now };
  await stores.comparisons.add(row);
  return row;
}

interface Finishing {
  comparison: Comparison;
  summary: ComparisonSummary;
  /** The orders that were listed. */
  seen: number[];
  /** What the last page has shown. */
  pending: NewComparisonItem[];
}

async function finish(
  context: TenantContext,
  { comparison, summary, seen, pending }: Finishing,
): Promise<Outcome> {
  const { stores, clock, chance } = context;
  const { items, unverified } = await findVanished(context, { comparison, seen });
  addTo(summary, items);
  summary.unverified = unverified;
  const now = clock.now();
  await stores.comparisons.save(
    comparison.id,
    { state: 'completed', place: null, summary, finishedAt: now },
    [...pending, ...items],
  );
  const count = Object.values(summary.differences).reduce((total, one) => total + one, 0);
  const kind = 'orders-differ';
  await stores.notices.closeExcept(kind, count === 0 ? [] : [comparison.id], now);
  if (count > 0)
    await stores.notices.raiseOnce({
      id: newId<string>('alert', now, chance),
      kind,
      subject: comparison.id,
      detail: { count },
      now,
    });
  const { poleepo, odoo } = summary;
  return {
    kind: count === 0 ? 'unchanged' : 'updated',
    detail: {
      comparison: comparison.id,
      poleepo: poleepo.orders,
      odoo: odoo.orders,
      differences: count,
      ended: 1,
    },
  };
}

async function enqueueRest(
  { stores, clock, chance }: TenantContext,
  { kind, subject, priority }: Pick<JobRow, 'kind' | 'subject' | 'priority'>,
): Promise<void> {
  const now = clock.now();
  const id = newId<JobId>('job', now, chance);
  await stores.jobs.enqueue({ id, kind, subject, priority, dueAt: now, now });
}
