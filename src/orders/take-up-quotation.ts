import type { OrderFinish, OrderParties, OrderStanding } from '../odoo/client.ts';
import type { PoleepoOrder } from '../poleepo/order.ts';
import type { OrderLink } from '../store/link-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import { amountText, decimal, zero } from '../trade/money.ts';
import { wrongCurrency } from './line-holds.ts';
import { odooBot } from './map-order.ts';
import { quotationEdited } from './news-holds.ts';
import type { RunEnd } from './order-endings.ts';
import type { OrderRecord } from './order-record.ts';
import { linesOfBoth, sameLines } from './plan-change.ts';
import type { OrderPolicy } from './policy.ts';
import { cancelledInOdoo } from './status-holds.ts';

export interface TakingUp {
  order: PoleepoOrder;
  policy: OrderPolicy;
  link: OrderLink;
  record: OrderRecord | null;
  /** Writes the order into Odoo, over the quotation that is there. */
  write: () => Promise<RunEnd>;
}

/**
 * Goes on with a quotation that waits in Odoo. As we left it, it is written again; as people have made it, nothing of
 * theirs is written over: it is confirmed as it stands where its total is Poleepo's, else held again. A person may decide
 * to have it written anew, which counts once.
 */
export async function takeUpQuotation(context: TenantContext, taking: TakingUp): Promise<RunEnd> {
  const { order, policy, link, record, write } = taking;
  const { rewrite } = policy.decision;
  const anew = rewrite !== undefined && rewrite !== record?.rewritten;
  const standing =
    anew || link.saleOrderId === null ? null : await context.odoo.orders.standing(link.saleOrderId);
  if (standing === null || !isQuotation(standing) || !isEdited(standing, taking)) return write();
  const finished = await context.odoo.orders.finish(standing.id, finishOf(order, policy));
  const saleOrder = standing.name;
  switch (finished?.outcome) {
    case undefined:
      return write();
    case 'confirmed':
    case 'quotation':
      return { kind: 'taken', order: finished };
    case 'total-differs': {
      const [expected, odoo] = [amountText(finished.expected), amountText(finished.total)];
      return { kind: 'held', hold: quotationEdited({ saleOrder, expected, odoo }) };
    }
    case 'other-currency':
      return {
        kind: 'held',
        hold: wrongCurrency({ currency: order.currency ?? '', odoo: finished.currency, saleOrder }),
      };
    case 'cancelled':
      return { kind: 'held', hold: cancelledInOdoo({ saleOrder }) };
  }
}

function isQuotation({ state }: OrderStanding): boolean {
  return state === 'draft' || state === 'sent';
}

/** Whether people have changed lines, amounts or contacts of a quotation since we left it. */
function isEdited(standing: OrderStanding, { link, record }: TakingUp): boolean {
  const { left = null, intended = null, theirs = false } = record ?? {};
  if (theirs) return true;
  // A run that was cut short may have left it as it was meant to be, with or without the lines of before.
  if (intended !== null && linesOfBoth(standing, intended.lines, left?.lines ?? [])) return false;
  if (link.odooTotal !== null && amountText(standing.total) !== link.odooTotal) return true;
  if (left === null) return false;
  return !sameLines(standing, left.lines) || !sameParties(standing.parties, left.parties);
}

function sameParties(now: OrderParties, left: OrderParties | null): boolean {
  if (left === null) return true;
  return now.customer === left.customer && now.invoice === left.invoice && now.delivery === left.delivery;
}

/** How an order's import ends. */
export function finishOf(order: PoleepoOrder, { settings, decision }: OrderPolicy): OrderFinish {
  const { acceptDifference } = decision;
  return {
    confirm: settings.confirm,
    orderedAt: order.orderedAt ?? 0,
    userId: odooBot,
    currency: order.currency,
    expectedTotal: order.total ?? zero,
    ...(acceptDifference === undefined ? {} : { acceptDifference: decimal(acceptDifference) }),
  };
}
