import type { PoleepoOrder } from '../poleepo/order.ts';
import { wordsOf } from '../poleepo/status.ts';
import type { Rule } from '../store/policy-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import { decimalText } from '../trade/money.ts';
import { type OrderDecision, orderDecision, statusMeaning } from './decision.ts';
import { type OrderSettings, orderSettings } from './order-settings.ts';
import { readBuyer } from './read-buyer.ts';

/** What people have decided that bears on one order. */
export interface OrderPolicy {
  settings: OrderSettings;
  /** The tenant's rules with this order's own decision over them. */
  decision: OrderDecision;
}

/** Settings, rules and the decision on this order, read afresh; and under which key its buyer's rules stand. */
export async function policyFor(
  context: TenantContext,
  order: PoleepoOrder,
  subject: string,
): Promise<{ policy: OrderPolicy; buyer: string | null }> {
  const { policy, jobs } = context.stores;
  const buyer = (await readBuyer(order, context.tenantKey))?.key ?? null;
  const [written, decided, rules] = await Promise.all([
    policy.settings(),
    jobs.decisionOn(subject),
    policy.rulesFor(keysOf(order, buyer)),
  ]);
  const settings = orderSettings.parse(written?.['orders'] ?? {});
  const decision = overRules(rules, orderDecision.parse(decided ?? {}));
  const paymentTerms = { ...settings.paymentTerms, ...decision.payments };
  return { policy: { settings: { ...settings, paymentTerms }, decision }, buyer };
}

function keysOf(order: PoleepoOrder, buyer: string | null) {
  const method = order.payment.method ?? order.payment.name;
  return {
    sku: [...new Set(order.rows.flatMap((row) => (row.sku === null ? [] : [row.sku])))],
    tax: [...new Set(order.rows.flatMap((row) => (row.vatRate === null ? [] : [decimalText(row.vatRate)])))],
    status: [...new Set(wordsOf(order.status))],
    payment: method === null ? [] : [method],
    customer: buyer === null ? [] : [buyer],
  };
}

function overRules(rules: readonly Rule[], decision: OrderDecision): OrderDecision {
  const ofKind = (kind: Rule['kind']) => rules.filter((rule) => rule.kind === kind);
  const idsOf = (kind: Rule['kind']) =>
    Object.fromEntries(ofKind(kind).map((rule) => [rule.key, Number(rule.value)]));
  const meanings = ofKind('status').flatMap(({ key, value }) => {
    const meaning = statusMeaning.safeParse(value);
    return meaning.success ? [[key, meaning.data] as const] : [];
  });
  const [customer] = Object.values(idsOf('customer'));
  return {
    ...(customer === undefined ? {} : { customer }),
    ...decision,
    products: { ...idsOf('sku'), ...decision.products },
    taxes: { ...idsOf('tax'), ...decision.taxes },
    statuses: { ...Object.fromEntries(meanings), ...decision.statuses },
    payments: { ...idsOf('payment'), ...decision.payments },
  };
}
