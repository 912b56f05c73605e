import type { PoleepoOrder } from '../poleepo/order.ts';
import type { Bilingual } from '../kit/text.ts';
import type { TenantContext } from '../tenants/context.ts';
import { orderSubject } from '../trade/subject.ts';
import { noCustomer } from './holds.ts';
import { judgeOrder } from './judge-order.ts';
import { isInOdoo } from './order-endings.ts';
import { planOrder } from './place-order.ts';
import { type OrderPolicy, policyFor } from './policy.ts';
import { readBuyer } from './read-buyer.ts';

/** What an import of an order would come to, by all that can be told without writing. */
export type Rehearsed =
  | { kind: 'import' }
  | { kind: 'there' }
  | { kind: 'held'; reason: string; title: Bilingual }
  | { kind: 'skipped'; reason: string };

/** Goes the way of an import up to where it would write. `context` is one through which nothing can be written. */
export async function rehearseOrder(context: TenantContext, order: PoleepoOrder): Promise<Rehearsed> {
  const link = await context.stores.orders.get(order.id);
  if (isInOdoo(link)) return { kind: 'there' };
  const { policy } = await policyFor(context, order, orderSubject(order.id));
  const verdict = judgeOrder(order, { link, policy, since: 0 });
  if (verdict.kind === 'skip') return { kind: 'skipped', reason: verdict.reason };
  if (verdict.kind === 'end') return { kind: 'skipped', reason: verdict.of };
  if (verdict.kind === 'hold') return { kind: 'held', ...wordsOf(verdict.hold) };
  const planned = await planOrder(context, { order, policy: withoutSource(policy) });
  if (planned.kind === 'held') return { kind: 'held', ...wordsOf(planned.hold) };
  if (!planned.told.exact) return { kind: 'held', reason: 'total-differs', title: totalWouldDiffer };
  if (await namesNobody(context, order, policy))
    return { kind: 'held', ...wordsOf(noCustomer({ order: order.id })) };
  return { kind: 'import' };
}

const totalWouldDiffer: Bilingual = {
  it: 'Il totale in Odoo non sarebbe quello di Poleepo',
  en: "Odoo's total would not be Poleepo's",
};

function wordsOf({ reason, title }: { reason: string; title: Bilingual }) {
  return { reason, title };
}

/** A channel that is none of Odoo's sources would be made one. */
function withoutSource(policy: OrderPolicy): OrderPolicy {
  return { ...policy, settings: { ...policy.settings, channelAsSource: false } };
}

async function namesNobody(
  { tenantKey }: TenantContext,
  order: PoleepoOrder,
  { decision, settings }: OrderPolicy,
): Promise<boolean> {
  if (decision.customer !== undefined || settings.anonymousCustomerId !== null) return false;
  return (await readBuyer(order, tenantKey)) === null;
}
