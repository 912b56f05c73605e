import type { Hold } from '../jobs/outcome.ts';
import { statusWord } from '../poleepo/status.ts';
import type { Rule, RuleKind } from '../store/policy-store.ts';
import { decimal, decimalText } from '../trade/money.ts';
import type { OrderDecision } from './decision.ts';
import type { OrderSettings } from './order-settings.ts';

/** The reasons for which an order may wait that a rule of this kind can answer. */
const answered: Record<RuleKind, readonly string[]> = {
  sku: ['unknown-sku', 'ambiguous-sku', 'archived-product', 'other-company-product', 'decision-refused'],
  tax: ['no-tax', 'total-differs', 'decision-refused'],
  status: ['unknown-status', 'payment-not-accepted', 'payment-withdrawn'],
  payment: ['decision-refused'],
  customer: ['no-customer', 'decision-refused'],
};

/** A rule's key as it is kept: two spellings of one thing are one key. */
export function ruleKey(kind: RuleKind, key: string): string {
  if (kind === 'status') return statusWord(key);
  return kind === 'tax' ? decimalText(decimal(key)) : key;
}

/** What of a decision on one order can be a rule for all orders to come; `buyer` is the key of the order's buyer. */
export function rulesOf(decision: OrderDecision, buyer: string | null): Rule[] {
  const { products, taxes, statuses, payments, customer } = decision;
  const ofKind = (kind: RuleKind, chosen: Record<string, string | number> = {}): Rule[] =>
    Object.entries(chosen).map(([key, value]) => ({
      kind,
      key: ruleKey(kind, key),
      value: String(value),
    }));
  return [
    ...ofKind('sku', products),
    ...ofKind('tax', taxes),
    ...ofKind('status', statuses),
    ...ofKind('payment', payments),
    ...(customer === undefined || buyer === null ? [] : ofKind('customer', { [buyer]: customer })),
  ];
}

/** The reasons that a rule of one of these kinds may answer. */
export function reasonsFor(rules: readonly Pick<Rule, 'kind'>[]): string[] {
  return [...new Set(rules.flatMap((rule) => answered[rule.kind]))];
}

/** Whether an order that waits like this is worth another try now that the rule is another one. */
export function answersHold(
  rule: Pick<Rule, 'kind' | 'key'>,
  hold: Pick<Hold, 'reason' | 'detail'>,
): boolean {
  if (!answered[rule.kind].includes(hold.reason)) return false;
  if (hold.reason === 'decision-refused' || hold.reason === 'total-differs') return true;
  const { sku, rate, status, name } = hold.detail;
  switch (rule.kind) {
    case 'sku':
      return sku === rule.key;
    case 'tax':
      return typeof rate === 'string' && ruleKey('tax', rate) === rule.key;
    case 'status':
      return [status, name].some((word) => typeof word === 'string' && statusWord(word) === rule.key);
    case 'payment':
    case 'customer':
      return true;
  }
}

const bySetting: Partial<Record<keyof OrderSettings, readonly string[]>> = {
  statuses: ['unknown-status', 'payment-not-accepted', 'payment-withdrawn'],
  shippingProductId: ['no-shipping-product'],
  cashOnDeliveryProductId: ['no-shipping-product'],
  discountProductId: ['no-discount-product'],
  roundingProductId: ['total-differs', 'total-differs-after-change'],
  roundingCents: ['total-differs', 'total-differs-after-change'],
  taxes: ['no-tax', 'total-differs'],
  pricelists: ['other-currency', 'wrong-currency'],
};

/** The reasons that may be gone when these settings have changed. */
export function reasonsForSettings(changed: readonly (keyof OrderSettings)[]): string[] {
  return [...new Set(changed.flatMap((name) => bySetting[name] ?? []))];
}
