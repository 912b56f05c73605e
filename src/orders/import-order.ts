import type { Outcome } from '../jobs/outcome.ts';
import { SyncError } from '../kit/errors.ts';
import { fingerprint } from '../kit/fingerprint.ts';
import type { PoleepoOrder } from '../poleepo/order.ts';
import type { JobRow } from '../store/job-claims.ts';
import type { OrderLink } from '../store/link-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import { orderOfSubject } from '../trade/subject.ts';
import { judgeOrder } from './judge-order.ts';
import { keepOrder } from './keep-order.ts';
import { orderFacts } from './order-facts.ts';
import { placeOrder } from './place-order.ts';
import { policyFor } from './policy.ts';

/**
 * Makes a Poleepo order the sale order that it is to be in Odoo: fetched fresh, judged, mapped, written by keys, confirmed
 * if its total is equal to the cent, linked. Safe to run any number of times, from any point, in any order of news.
 *
 * Answers `created`, `updated`, `unchanged` (no call to Odoo), `held` with what a person must decide, or `skipped`.
 * Throws SyncError of either side.
 */
export async function importOrder(
  context: TenantContext,
  job: Pick<JobRow, 'id' | 'subject' | 'runs'>,
): Promise<Outcome> {
  const id = orderOfSubject(job.subject);
  if (id === null)
    throw new SyncError(`no order in subject ${job.subject}`, { code: 'internal', advice: 'give-up' });
  const [order, link] = await Promise.all([context.poleepo.orders.get(id), context.stores.orders.get(id)]);
  const policy = await policyFor(context, order, job.subject);
  const print = await fingerprint(orderFacts(order, policy.decision));
  const keep = { context, jobId: job.id, order, link, print };
  const verdict = judgeOrder(order, { link, policy });
  if (verdict.kind === 'skip') return { kind: 'skipped', reason: verdict.reason };
  if (verdict.kind === 'hold') return keepOrder(keep, { kind: 'held', hold: verdict.hold });
  if (link?.state === 'confirmed') return keepOrder(keep, afterConfirmation(link, { order, print }));
  return keepOrder(
    keep,
    await placeOrder(context, { order, policy, mayExist: link !== null || job.runs > 1 }),
  );
}

/** A confirmed order is not written again: the same facts change nothing, others are for a person to carry over. */
function afterConfirmation(link: OrderLink, { order, print }: { order: PoleepoOrder; print: string }) {
  const older = order.updatedAt !== null && order.updatedAt < link.poleepoUpdatedAt;
  return older || link.fingerprint === print
    ? ({ kind: 'unchanged' } as const)
    : ({ kind: 'changed' } as const);
}
