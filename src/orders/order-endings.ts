import type { Hold, Outcome } from '../jobs/outcome.ts';
import type { UpsertedOrder } from '../odoo/client.ts';
import type { PoleepoOrder } from '../poleepo/order.ts';
import type { NewOrderLink, OrderLink } from '../store/link-store.ts';
import { amountText, equalToTheCent, zero } from '../trade/money.ts';
import type { Carried } from './change-order.ts';
import { compareFacts } from './compare-facts.ts';
import type { Ended } from './end-order.ts';
import { totalDiffers } from './holds.ts';
import { wrongCurrency } from './line-holds.ts';
import { payableAgain, totalDiffersAfterChange } from './news-holds.ts';
import type { OrderFacts } from './order-facts.ts';
import { keptRecord, leftBy, newRecord, type OrderRecord } from './order-record.ts';
import type { Placed } from './place-order.ts';
import { cancelledInOdoo } from './status-holds.ts';

/** What became of an order in one run. */
export type RunEnd =
  | (Placed & { despite?: Despite })
  | Carried
  | Ended
  /** A quotation that was taken as people have made it. */
  | { kind: 'taken'; order: Extract<UpsertedOrder, { outcome: 'confirmed' | 'quotation' }> }
  | { kind: 'unchanged' }
  | { kind: 'skipped'; reason: string };

export interface Known {
  order: PoleepoOrder;
  link: OrderLink | null;
  record: OrderRecord | null;
  facts: OrderFacts;
  buyer: string | null;
  print: string;
  /** The latest decision to have it written anew; null where there is none. */
  rewrite: number | null;
}

/** An end of the order that a person wants it imported in spite of. */
export type Despite = OrderRecord['toldOf'];

/** The job's outcome, what the link is to say, and the event that people read; no event where nothing happened. */
export interface OrderEnding {
  outcome: Outcome;
  link: Partial<NewOrderLink>;
  event: { kind: string; detail: Record<string, unknown> } | null;
}

export function endingOf(known: Known, end: RunEnd): OrderEnding {
  switch (end.kind) {
    case 'unchanged':
    case 'same':
      return unchanged(known, null);
    case 'ended-before':
      return unchanged(known, known.record?.toldOf ?? null);
    case 'held':
      return held(known, end.hold, heldLink(known, end));
    case 'placed':
      return placed(known, end);
    case 'taken':
      return taken(known, end.order);
    case 'skipped':
      return skipped(end.reason, { state: 'skipped', held: null });
    case 'never-imported':
      return skipped(end.reason, { state: 'cancelled', held: null, facts: endedFacts(known, end.reason) });
    case 'changed':
    case 'told':
      return carried(known, end);
    case 'cancelled':
    case 'end-told':
      return ended(known, end);
  }
}

function unchanged({ link, print, record }: Known, toldOf: OrderRecord['toldOf']): OrderEnding {
  const outcome = { kind: 'unchanged', detail: idsOf(link) } as const;
  const facts = record === null ? (link?.facts ?? null) : keptRecord({ ...record, intended: null, toldOf });
  return { outcome, link: { held: null, fingerprint: print, facts }, event: null };
}

function heldLink(known: Known, end: Extract<RunEnd, { kind: 'held' }>): Partial<NewOrderLink> {
  const intended = known.record?.intended ?? null;
  const before = isInOdoo(known.link) ? known.record : { ...firstRecord(known), intended };
  const kept = ('record' in end ? end.record : undefined) ?? before;
  const total = 'total' in end ? end.total : undefined;
  return {
    ...(kept === null ? {} : { facts: keptRecord(kept) }),
    ...(total === undefined ? {} : { odooTotal: total }),
  };
}

/** An order that is in Odoo stays what it is there while a person decides about news of it. */
function held({ link }: Known, hold: Hold, more: Partial<NewOrderLink>): OrderEnding {
  const { raw: _raw, ...shown } = hold;
  const waiting = hold.reason === 'payment-not-accepted' ? 'waiting-for-payment' : 'held';
  const state = isInOdoo(link) ? (link?.state ?? waiting) : waiting;
  return {
    outcome: { kind: 'held', hold },
    link: { ...more, state, held: { ...shown } },
    event: { kind: `held:${hold.reason}`, detail: {} },
  };
}

function placed(known: Known, end: Extract<RunEnd, { kind: 'placed' }>): OrderEnding {
  const { order, draft, adjustments, suspect, despite = null } = end;
  const ids = { saleOrderId: order.id, saleOrderName: order.name };
  const first = firstRecord(known);
  const base = { ...first, rewritten: known.rewrite ?? first.rewritten };
  switch (order.outcome) {
    case 'confirmed':
    case 'quotation': {
      const overtaken = confirmedBefore(known, order);
      if (overtaken !== null) return overtaken;
      const record = { ...base, left: leftBy(draft, order.parties), theirs: false, toldOf: despite };
      const kind = order.outcome === 'confirmed' && order.already ? 'updated' : 'created';
      const changed = adjustments.length === 0 ? {} : { adjustments };
      return {
        outcome: { kind, detail: { saleOrderId: order.id, saleOrder: order.name } },
        link: {
          ...ids,
          state: order.outcome,
          odooTotal: amountText(order.total),
          fingerprint: known.print,
          held: null,
          facts: keptRecord(record),
        },
        event: { kind: order.outcome === 'quotation' ? 'left-as-quotation' : kind, detail: changed },
      };
    }
    case 'total-differs':
    case 'other-currency':
    case 'cancelled': {
      const total = 'total' in order ? { odooTotal: amountText(order.total) } : {};
      const parties = 'parties' in order ? order.parties : null;
      const written = { left: leftBy(draft, parties), theirs: false };
      const facts = keptRecord({ ...base, ...(order.outcome === 'cancelled' ? {} : written) });
      return held(known, placedHold(known, order, suspect), { ...ids, ...total, facts });
    }
  }
}

/**
 * A person confirmed the quotation in Odoo, and meanwhile it became another order in Poleepo: what they confirmed stands,
 * and the news are told, to be carried over as news of a confirmed order at the next run. Null where it is nothing of that.
 */
function confirmedBefore(known: Known, order: UpsertedOrder): OrderEnding | null {
  const { record, facts } = known;
  if (order.outcome !== 'confirmed' || !order.already || record === null) return null;
  const expected = known.order.total ?? zero;
  if (equalToTheCent(order.total, expected) || compareFacts(record.order, facts).length === 0) return null;
  const [saleOrder, odoo] = [order.name, amountText(order.total)];
  const ending = held(
    known,
    totalDiffersAfterChange({ expected: amountText(expected), odoo, saleOrder }),
    {},
  );
  const link = { state: 'confirmed', saleOrderId: order.id, saleOrderName: saleOrder } as const;
  const kept = { ...record, left: record.left === null ? null : { ...record.left, parties: order.parties } };
  return { ...ending, link: { ...ending.link, ...link, odooTotal: odoo, facts: keptRecord(kept) } };
}

/** What we last wrote stays what we left: where people have made it another one, later changes are theirs to make. */
function taken(
  known: Known,
  { outcome, id, name, total }: Extract<RunEnd, { kind: 'taken' }>['order'],
): OrderEnding {
  return {
    outcome: { kind: 'updated', detail: { saleOrderId: id, saleOrder: name } },
    link: {
      saleOrderId: id,
      saleOrderName: name,
      state: outcome,
      odooTotal: amountText(total),
      fingerprint: known.print,
      held: null,
      facts: keptRecord({ ...firstRecord(known), theirs: true }),
    },
    event: { kind: outcome === 'confirmed' ? 'confirmed-as-edited' : 'left-as-edited', detail: {} },
  };
}

type Unplaced = Exclude<UpsertedOrder, { outcome: 'confirmed' | 'quotation' }>;

function placedHold(
  { order, link }: Known,
  unplaced: Unplaced,
  suspect: Extract<Placed, { kind: 'placed' }>['suspect'],
): Hold {
  const saleOrder = unplaced.name;
  switch (unplaced.outcome) {
    case 'total-differs':
      return totalDiffers({
        expected: amountText(unplaced.expected),
        odoo: amountText(unplaced.total),
        saleOrder,
        row: suspect?.row ?? null,
        suspect: suspect?.words ?? null,
      });
    case 'other-currency':
      return wrongCurrency({ currency: order.currency ?? '', odoo: unplaced.currency, saleOrder });
    case 'cancelled':
      return link?.state === 'cancelled' || link?.state === 'cancelled-in-poleepo'
        ? payableAgain({ saleOrder, status: order.status.id ?? order.status.name })
        : cancelledInOdoo({ saleOrder });
  }
}

function carried({ link, print }: Known, end: Extract<RunEnd, { kind: 'changed' | 'told' }>): OrderEnding {
  const what = [...new Set(end.changes.map((change) => change.kind))];
  const told = end.kind === 'told' ? { obstacle: end.obstacle } : {};
  // It is again as people know it.
  const isSilent = end.kind === 'changed' && what.length === 0;
  return {
    outcome: { kind: 'updated', detail: { ...idsOf(link), changes: what.join(', '), ...told } },
    link: { odooTotal: end.total, fingerprint: print, held: null, facts: keptRecord(end.record) },
    event: isSilent ? null : { kind: end.kind, detail: { changes: what, ...told } },
  };
}

function ended({ print }: Known, end: Extract<RunEnd, { kind: 'cancelled' | 'end-told' }>): OrderEnding {
  const { saleOrderId, saleOrder, record } = end;
  const told = end.kind === 'end-told' ? { told: end.of, obstacle: end.obstacle } : {};
  return {
    outcome: { kind: 'updated', detail: { saleOrderId, saleOrder, ...told } },
    link: {
      saleOrderId,
      saleOrderName: saleOrder,
      ...stateAfter(end),
      fingerprint: print,
      held: null,
      facts: keptRecord(record),
    },
    event: { kind: end.kind === 'cancelled' ? 'cancelled' : `${end.of}:told`, detail: told },
  };
}

/** A sale order that a refund leaves as it is stays what it was. */
function stateAfter(
  end: Extract<RunEnd, { kind: 'cancelled' | 'end-told' }>,
): Pick<OrderLink, 'state'> | null {
  if (end.kind === 'cancelled') return { state: 'cancelled' };
  return end.of === 'cancelled' ? { state: 'cancelled-in-poleepo' } : null;
}

function skipped(reason: string, link: Partial<NewOrderLink>): OrderEnding {
  return { outcome: { kind: 'skipped', reason }, link, event: { kind: `skipped:${reason}`, detail: {} } };
}

function endedFacts(known: Known, reason: string): Record<string, unknown> {
  const toldOf = reason.startsWith('refunded') ? 'refunded' : 'cancelled';
  return keptRecord({ ...firstRecord(known), toldOf });
}

function firstRecord({ facts, record, buyer }: Known): OrderRecord {
  return { ...newRecord(facts, record), buyer };
}

/** Whether its sale order stands in Odoo as far as we know. */
export function isInOdoo(link: OrderLink | null): boolean {
  const { state } = link ?? {};
  return state === 'confirmed' || state === 'quotation' || state === 'cancelled-in-poleepo';
}

function idsOf(link: OrderLink | null): Record<string, string | number | null> {
  return { saleOrderId: link?.saleOrderId ?? null, saleOrder: link?.saleOrderName ?? null };
}
