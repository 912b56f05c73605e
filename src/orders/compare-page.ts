import { fingerprint } from '../kit/fingerprint.ts';
import type { OrderGlance } from '../odoo/client.ts';
import type { PoleepoOrder } from '../poleepo/order.ts';
import { meaningOf } from '../poleepo/status.ts';
import type { ComparedLink, NewComparisonItem } from '../store/comparison-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { PoleepoOrderId } from '../trade/ids.ts';
import { type ComparisonSummary, countOrder } from './comparison-summary.ts';
import { importedSince } from './import-since.ts';
import { type Difference, differenceOf } from './order-differences.ts';
import { orderSettings } from './order-settings.ts';

/** What differs among the orders of one page. A few reads of ours and one call to Odoo. */
export async function comparePage(
  context: TenantContext,
  orders: readonly PoleepoOrder[],
  { comparisonId, summary }: { comparisonId: string; summary: ComparisonSummary },
): Promise<NewComparisonItem[]> {
  const { stores, odoo, clock } = context;
  if (orders.length === 0) return [];
  const ids = orders.map(({ id }) => id);
  const [links, works, settings] = await Promise.all([
    stores.comparisons.links(ids),
    stores.comparisons.latestWork(ids),
    stores.policy.settings(),
  ]);
  const { statuses, importSince } = orderSettings.parse(settings?.orders ?? {});
  const since = await importedSince(context, { importSince });
  const saleOrderIds = [...links.values()].flatMap(({ saleOrderId }) =>
    saleOrderId === null ? [] : [saleOrderId],
  );
  const glances = new Map((await odoo.orders.states(saleOrderIds)).map((glance) => [glance.id, glance]));
  const items: NewComparisonItem[] = [];
  for (const order of orders) {
    const link = links.get(order.id) ?? null;
    const glance = link?.saleOrderId == null ? null : (glances.get(link.saleOrderId) ?? null);
    const meaning = meaningOf(order.status, statuses);
    count(summary, order, glance);
    const job = works.get(order.id) ?? null;
    const wanted = order.orderedAt === null || order.orderedAt >= since;
    const difference = differenceOf({ order, meaning, link, job, odoo: glance, wanted, now: clock.now() });
    if (difference === null) continue;
    const about = { id: order.id, link, reference: order.reference };
    items.push(await comparisonItem(about, difference, { comparisonId, now: clock.now() }));
  }
  return items;
}

function count(summary: ComparisonSummary, order: PoleepoOrder, glance: OrderGlance | null): void {
  const { currency, total } = order;
  countOrder(summary, 'poleepo', { currency, total });
  if (glance !== null) countOrder(summary, 'odoo', { currency, total: glance.total });
}

/** A difference as it is kept. Its id tells of what it is, so that found twice it is found once. */
export async function comparisonItem(
  about: { id: PoleepoOrderId; link: ComparedLink | null; reference: string | null },
  { kind, cause, mend, poleepo, odoo }: Difference,
  { comparisonId, now }: { comparisonId: string; now: number },
): Promise<NewComparisonItem> {
  const { id, link, reference } = about;
  return {
    id: `diff_${await fingerprint({ comparisonId, id, kind })}`,
    comparisonId,
    poleepoOrderId: id,
    saleOrderId: link?.saleOrderId ?? null,
    saleOrderName: link?.saleOrderName ?? null,
    reference: reference ?? link?.reference ?? null,
    kind,
    poleepo,
    odoo,
    cause,
    mend,
    createdAt: now,
  };
}
