import type { Hold, Outcome } from '../jobs/outcome.ts';
import { newId } from '../kit/ids.ts';
import type { UpsertedOrder } from '../odoo/client.ts';
import type { PoleepoOrder } from '../poleepo/order.ts';
import type { NewOrderLink, OrderLink } from '../store/link-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { JobId } from '../trade/ids.ts';
import { amountText } from '../trade/money.ts';
import { totalDiffers } from './holds.ts';
import { wrongCurrency } from './line-holds.ts';
import type { Placed } from './place-order.ts';
import { cancelledInOdoo, changedAfterConfirmation } from './status-holds.ts';
import type { Suspect } from './suspect-line.ts';

export interface Keeping {
  context: TenantContext;
  jobId: JobId;
  order: PoleepoOrder;
  link: OrderLink | null;
  /** Fingerprint of the order's facts. */
  print: string;
}

export type Ended = Placed | { kind: 'unchanged' } | { kind: 'changed' };

interface Ending {
  outcome: Outcome;
  link: Partial<NewOrderLink>;
}

/** Writes down what became of an order: its link, and an event where something happened. Answers the job's outcome. */
export async function keepOrder(keeping: Keeping, ended: Ended): Promise<Outcome> {
  const { context, order, link, jobId } = keeping;
  const ending = endingOf(keeping, ended);
  const status = order.status.id ?? order.status.name;
  if (ending.outcome.kind === 'unchanged' && link?.status === status) return ending.outcome;
  const now = context.clock.now();
  const event = {
    id: newId<string>('event', now, context.chance),
    at: now,
    kind: ending.outcome.kind === 'held' ? `held:${ending.outcome.hold.reason}` : ending.outcome.kind,
    jobId,
    detail: {
      status,
      saleOrder: ending.link.saleOrderName ?? link?.saleOrderName ?? null,
      ...adjusted(ended),
    },
  };
  await context.stores.orders.save({ ...describe(keeping), ...ending.link }, { now, events: [event] });
  return ending.outcome;
}

function endingOf({ link, print, order }: Keeping, ended: Ended): Ending {
  if (ended.kind === 'unchanged') return { outcome: { kind: 'unchanged', detail: detailOf(link) }, link: {} };
  if (ended.kind === 'changed')
    return held(changedAfterConfirmation({ saleOrder: link?.saleOrderName ?? '' }), { link });
  if (ended.kind === 'held') return held(ended.hold, { link });
  return placedEnding(ended.order, { link, print, suspect: ended.suspect, currency: order.currency });
}

interface PlacedKeeping {
  link: OrderLink | null;
  print: string;
  suspect: Suspect | null;
  currency: string | null;
}

/** What Odoo was told otherwise than the shop has it: the trace that every adjustment leaves. */
function adjusted(ended: Ended): { adjustments?: readonly object[] } {
  if (ended.kind !== 'placed' || ended.adjustments.length === 0) return {};
  return { adjustments: ended.adjustments };
}

function placedEnding(placed: UpsertedOrder, { link, print, suspect, currency }: PlacedKeeping): Ending {
  const ids = { saleOrderId: placed.id, saleOrderName: placed.name };
  switch (placed.outcome) {
    case 'confirmed':
      return {
        outcome: {
          kind: placed.already ? 'updated' : 'created',
          detail: { saleOrderId: placed.id, saleOrder: placed.name },
        },
        link: {
          ...ids,
          state: 'confirmed',
          odooTotal: amountText(placed.total),
          fingerprint: print,
          held: null,
        },
      };
    case 'quotation':
      return {
        outcome: { kind: 'created', detail: { saleOrderId: placed.id, saleOrder: placed.name } },
        link: {
          ...ids,
          state: 'quotation',
          odooTotal: amountText(placed.total),
          fingerprint: print,
          held: null,
        },
      };
    case 'total-differs': {
      const hold = totalDiffers({
        expected: amountText(placed.expected),
        odoo: amountText(placed.total),
        saleOrder: placed.name,
        row: suspect?.row ?? null,
        suspect: suspect?.words ?? null,
      });
      return held(hold, { link, more: { ...ids, odooTotal: amountText(placed.total) } });
    }
    case 'other-currency': {
      const detail = { currency: currency ?? '', odoo: placed.currency, saleOrder: placed.name };
      return held(wrongCurrency(detail), { link, more: ids });
    }
    case 'cancelled':
      return held(cancelledInOdoo({ saleOrder: placed.name }), { link, more: ids });
  }
}

/** A confirmed order stays confirmed while a person decides about news of it. */
function held(
  hold: Hold,
  { link, more = {} }: { link: OrderLink | null; more?: Partial<NewOrderLink> },
): Ending {
  const state = link?.state === 'confirmed' ? 'confirmed' : 'held';
  return { outcome: { kind: 'held', hold }, link: { ...more, state, held: { ...hold } } };
}

function describe({ order, link, context }: Keeping): NewOrderLink {
  return {
    poleepoOrderId: order.id,
    state: link?.state ?? 'held',
    saleOrderId: link?.saleOrderId ?? null,
    saleOrderName: link?.saleOrderName ?? null,
    odooTotal: link?.odooTotal ?? null,
    fingerprint: link?.fingerprint ?? null,
    facts: link?.facts ?? null,
    held: link?.held ?? null,
    reference: order.reference,
    channel: order.source.name ?? order.source.id,
    status: order.status.id ?? order.status.name,
    currency: order.currency,
    poleepoTotal: order.total === null ? null : amountText(order.total),
    poleepoUpdatedAt: order.updatedAt ?? context.clock.now(),
    orderedAt: order.orderedAt,
  };
}

function detailOf(link: OrderLink | null): Record<string, string | number | null> {
  return { saleOrderId: link?.saleOrderId ?? null, saleOrder: link?.saleOrderName ?? null };
}
