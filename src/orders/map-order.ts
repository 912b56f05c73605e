import type { OrderDraft, OrderLineDraft } from '../odoo/client.ts';
import type { PoleepoOrder } from '../poleepo/order.ts';
import type { TenantKey } from '../trade/ids.ts';
import { decimal, zero } from '../trade/money.ts';
import type { Buyer } from './find-buyer.ts';
import type { OrderPolicy } from './policy.ts';

/** Inactive in every Odoo, and the salesperson of what machines bring. */
export const odooBot = 1;

export interface Mapping {
  lines: OrderLineDraft[];
  buyer: Buyer;
  policy: OrderPolicy;
  tenantKey: TenantKey;
  mayExist: boolean;
  sourceId: number | null;
}

/** The sale order that an order becomes. Pure: equal arguments, equal draft. */
export function mapOrder(
  order: PoleepoOrder,
  { lines, buyer, policy, tenantKey, mayExist, sourceId }: Mapping,
): OrderDraft {
  const { acceptDifference } = policy.decision;
  const { warehouseId, teamId, paymentTerms, pricelists } = policy.settings;
  const { currency, payment } = order;
  const channel = order.source.name ?? order.source.id ?? 'Poleepo';
  return {
    key: `order_${tenantKey}_${order.id}`,
    mayExist,
    confirm: policy.settings.confirm,
    ...buyer,
    reference: order.reference ?? String(order.id),
    origin: `${channel} ${order.sourceId ?? order.reference ?? order.id}`,
    orderedAt: order.orderedAt ?? 0,
    note: order.notes,
    userId: odooBot,
    lines,
    currency,
    warehouseId,
    teamId,
    paymentTermId: paymentTerms[payment.method ?? payment.name ?? ''] ?? null,
    pricelistId: pricelists[currency ?? ''] ?? null,
    sourceId,
    expectedTotal: order.total ?? zero,
    ...(acceptDifference === undefined ? {} : { acceptDifference: decimal(acceptDifference) }),
  };
}
