import type { Hold } from '../jobs/outcome.ts';
import type { PoleepoOrder } from '../poleepo/order.ts';
import { meaningOf } from '../poleepo/status.ts';
import type { OrderLink } from '../store/link-store.ts';
import { noTotal } from './holds.ts';
import type { OrderPolicy } from './policy.ts';
import { cancelledInPoleepo, paymentNotAccepted, unknownStatus } from './status-holds.ts';

export type Verdict = { kind: 'import' } | { kind: 'hold'; hold: Hold } | { kind: 'skip'; reason: string };

/** Whether an order is to become a sale order now: by its status and payment, what Odoo has of it, and what a person decided. */
export function judgeOrder(
  order: PoleepoOrder,
  { link, policy }: { link: OrderLink | null; policy: OrderPolicy },
): Verdict {
  const status = order.status.id ?? order.status.name;
  switch (
    policy.decision.importAnyway === true ? 'payable' : meaningOf(order.status, policy.settings.statuses)
  ) {
    case 'payable':
      return complete(order);
    case 'wait-for-payment':
      return hold(paymentNotAccepted({ status }));
    case 'cancelled':
    case 'refunded':
      if (link === null || link.saleOrderName === null)
        return { kind: 'skip', reason: 'cancelled-before-import' };
      return hold(cancelledInPoleepo({ saleOrder: link.saleOrderName, status }));
    case 'unknown':
      return hold(unknownStatus({ status: order.status.id, name: order.status.name }));
  }
}

function complete(order: PoleepoOrder): Verdict {
  if (order.total === null || order.orderedAt === null || order.rows.length === 0)
    return hold(noTotal({ rows: order.rows.length }));
  return { kind: 'import' };
}

function hold(what: Hold): Verdict {
  return { kind: 'hold', hold: what };
}
