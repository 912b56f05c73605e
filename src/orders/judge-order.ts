import type { Hold } from '../jobs/outcome.ts';
import type { PoleepoOrder } from '../poleepo/order.ts';
import { meaningOf } from '../poleepo/status.ts';
import type { OrderLink } from '../store/link-store.ts';
import { noTotal } from './holds.ts';
import { paymentWithdrawn } from './news-holds.ts';
import type { OrderPolicy } from './policy.ts';
import { paymentNotAccepted, unknownStatus } from './status-holds.ts';

export type Verdict =
  /** `despite`: the end that a person wants it imported in spite of. */
  | { kind: 'import'; despite: 'cancelled' | 'refunded' | null }
  /** The shop wants it no more. */
  | { kind: 'end'; of: 'cancelled' | 'refunded' }
  | { kind: 'hold'; hold: Hold }
  | { kind: 'skip'; reason: string };

/** What is to become of an order now: by its status and payment, what Odoo has of it, and what a person decided. */
export function judgeOrder(
  order: PoleepoOrder,
  { link, policy }: { link: OrderLink | null; policy: OrderPolicy },
): Verdict {
  const { decision } = policy;
  if (decision.setAside === true && link?.saleOrderId == null) return { kind: 'skip', reason: 'set-aside' };
  const status = order.status.id ?? order.status.name;
  const saleOrder = link?.state === 'confirmed' ? link.saleOrderName : null;
  const meaning = meaningOf(order.status, { ...policy.settings.statuses, ...decision.statuses });
  const anyway = decision.importAnyway === true;
  switch (meaning) {
    case 'payable':
      return complete(order, null);
    case 'wait-for-payment':
      if (anyway) return complete(order, null);
      if (saleOrder !== null) return hold(paymentWithdrawn({ saleOrder, status }));
      return hold(paymentNotAccepted({ status }));
    case 'cancelled':
    case 'refunded':
      // Who wanted it imported all the same did not mean to keep it when it ends afterwards.
      if (anyway && link?.saleOrderId == null) return complete(order, meaning);
      return { kind: 'end', of: meaning };
    case 'unknown':
      if (anyway) return complete(order, null);
      return hold(unknownStatus({ status: order.status.id, name: order.status.name }));
  }
}

function complete(order: PoleepoOrder, despite: 'cancelled' | 'refunded' | null): Verdict {
  if (order.total === null || order.orderedAt === null || order.rows.length === 0)
    return hold(noTotal({ rows: order.rows.length }));
  return { kind: 'import', despite };
}

function hold(what: Hold): Verdict {
  return { kind: 'hold', hold: what };
}
