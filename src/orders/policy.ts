import type { PoleepoOrder } from '../poleepo/order.ts';
import type { Rule } from '../store/policy-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import { decimalText } from '../trade/money.ts';
import { type OrderDecision, orderDecision } from './decision.ts';
import { type OrderSettings, orderSettings } from './order-settings.ts';

/** What people have decided that bears on one order. */
export interface OrderPolicy {
  settings: OrderSettings;
  /** The tenant's rules with this order's own decision over them. */
  decision: OrderDecision;
}

/** Settings, rules and the decision on this order, read afresh. */
export async function policyFor(
  context: TenantContext,
  order: PoleepoOrder,
  subject: string,
): Promise<OrderPolicy> {
  const { policy, jobs } = context.stores;
  const [written, decided, rules] = await Promise.all([
    policy.settings(),
    jobs.decisionOn(subject),
    policy.rulesFor(keysOf(order)),
  ]);
  const settings = orderSettings.parse(written?.orders ?? {});
  return { settings, decision: overRules(rules, orderDecision.parse(decided ?? {})) };
}

function keysOf(order: PoleepoOrder) {
  return {
    sku: [...new Set(order.rows.flatMap((row) => (row.sku === null ? [] : [row.sku])))],
    tax: [...new Set(order.rows.flatMap((row) => (row.vatRate === null ? [] : [decimalText(row.vatRate)])))],
  };
}

function overRules(rules: readonly Rule[], decision: OrderDecision): OrderDecision {
  const idsOf = (kind: Rule['kind']) =>
    Object.fromEntries(
      rules.filter((rule) => rule.kind === kind).map((rule) => [rule.key, Number(rule.value)]),
    );
  return {
    ...decision,
    products: { ...idsOf('sku'), ...decision.products },
    taxes: { ...idsOf('tax'), ...decision.taxes },
  };
}
