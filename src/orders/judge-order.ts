import type { Hold } from '../jobs/outcome.ts';
import type { PoleepoOrder } from '../poleepo/order.ts';
import { meaningOf } from '../poleepo/status.ts';
import type { OrderLink } from '../store/link-store.ts';
import { noTotal } from './holds.ts';
import { tooOld } from './import-since.ts';
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

/**
 * What is to become of an order now: by its age, its status and payment, what Odoo has of it, and what a person decided.
 * `since`: when an order must have been placed, in ms, to be imported without being asked for.
 */
export function judgeOrder(
  order: PoleepoOrder,
  { link, policy, since }: { link: OrderLink | null; policy: OrderPolicy; since: number },
): Verdict {
  const { decision } = policy;
  const isNew = link?.saleOrderId == null;
  if (decision.setAside === true && isNew) return { kind: 'skip', reason: 'set-aside' };
  if (isNew && !isWanted(decision) && order.orderedAt !== null && order.orderedAt < since)
    return { kind: 'skip', reason: tooOld };
  const status = order.status.id ?? order.status.name;
  const stands = link?.state === 'confirmed' || link?.state === 'cancelled-in-poleepo';
  const saleOrder = stands ? link.saleOrderName : null;
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

function isWanted({ importAnyway, evenOld }: OrderPolicy['decision']): boolean {
  return importAnyway === true || evenOld === true;
}

function complete(order: PoleepoOrder, despite: 'cancelled' | 'refunded' | null): Verdict {
  if (order.total === null || order.orderedAt === null || order.rows.length === 0)
    return hold(noTotal({ rows: order.rows.length }));
  return { kind: 'import', despite };
}

function hold(what: Hold): Verdict {
  return { kind: 'hold', hold: what };
}
