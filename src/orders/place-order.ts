import type { Hold } from '../jobs/outcome.ts';
import { SyncError } from '../kit/errors.ts';
import type { OrderDraft, UpsertedOrder } from '../odoo/client.ts';
import { tellsOfUnknownContact } from '../odoo/client.ts';
import type { PoleepoOrder } from '../poleepo/order.ts';
import type { TenantContext } from '../tenants/context.ts';
import { zero } from '../trade/money.ts';
import { findBuyer } from './find-buyer.ts';
import { noCustomer } from './holds.ts';
import { otherCurrency } from './line-holds.ts';
import { type Adjustment, mapLines, type MappedLines } from './map-lines.ts';
import { mapOrder } from './map-order.ts';
import type { OrderPolicy } from './policy.ts';
import { type Resolved, resolve } from './resolve.ts';
import { suggestProduct } from './suggest-product.ts';
import { type Suspect, suspectLine } from './suspect-line.ts';
import { mostTellings, tellAgain, type Telling } from './tell-again.ts';

export type Drafted =
  | { kind: 'held'; hold: Hold }
  | { kind: 'drafted'; draft: OrderDraft; adjustments: Adjustment[]; suspect: Suspect | null };

export type Placed =
  | { kind: 'held'; hold: Hold }
  | {
      kind: 'placed';
      order: UpsertedOrder;
      draft: OrderDraft;
      /** What Odoo was told otherwise than the shop has it. */
      adjustments: Adjustment[];
      /** The line that most likely makes the total differ, where it differs. */
      suspect: Suspect | null;
    };

export interface Placing {
  order: PoleepoOrder;
  policy: OrderPolicy;
  /** Whether an earlier run may have written it. */
  mayExist: boolean;
  /** Writes down what is about to be written, where a run after this one must know it. */
  intend?: (draft: OrderDraft) => Promise<void>;
  /** Whether what is remembered of the buyer has proven wrong. */
  afresh?: boolean;
}

/**
 * Writes an order into Odoo: customer, then order and lines, each by its key. Nothing is written while anything must be
 * decided. Where Odoo rounds otherwise than we foresaw, the lines are told again, in view of what it made of them.
 */
export async function placeOrder(context: TenantContext, placing: Placing): Promise<Placed> {
  return orAfresh(placing, (how) => place(context, how));
}

/** The contact that we remembered may have been deleted or merged in Odoo: who the buyer is there is then found out anew. */
async function orAfresh<T>(placing: Placing, work: (placing: Placing) => Promise<T>): Promise<T> {
  try {
    return await work(placing);
  } catch (thrown) {
    if (placing.afresh === true || !(thrown instanceof SyncError) || !tellsOfUnknownContact(thrown))
      throw thrown;
    return work({ ...placing, afresh: true });
  }
}

async function place(context: TenantContext, placing: Placing): Promise<Placed> {
  const prepared = await prepare(context, placing);
  if (prepared.kind === 'held') return prepared;
  const { suspect } = prepared;
  let { draft, telling } = prepared;
  for (let tellings = 1; ; tellings += 1) {
    await placing.intend?.(draft);
    const order = await context.odoo.orders.upsert(draft);
    const placed: Placed = {
      kind: 'placed',
      order,
      draft,
      adjustments: telling.told.adjustments,
      suspect,
    };
    if (order.outcome !== 'total-differs') {
      const { rounding } = telling.resolved.company;
      if (rounding !== prepared.telling.resolved.company.rounding)
        await context.reference.learnRounding(rounding);
      return placed;
    }
    if (tellings >= mostTellings) return placed;
    const next = tellAgain(telling, { order: placing.order, found: order.total });
    if (next === null) return placed;
    telling = next;
    draft = { ...draft, lines: next.told.lines, mayExist: true };
  }
}

/** The sale order that an order is to be, its customer brought into Odoo; or what must be decided before. */
export async function draftOrder(context: TenantContext, placing: Placing): Promise<Drafted> {
  const prepared = await orAfresh(placing, (how) => prepare(context, how));
  if (prepared.kind === 'held') return prepared;
  const { draft, telling, suspect } = prepared;
  return { kind: 'drafted', draft, adjustments: telling.told.adjustments, suspect };
}

interface Prepared {
  kind: 'prepared';
  draft: OrderDraft;
  telling: Telling;
  suspect: Suspect | null;
}

export type Planned =
  | { kind: 'held'; hold: Hold }
  | { kind: 'planned'; resolved: Resolved; told: Extract<MappedLines, { ok: true }> };

/** An order's lines as Odoo would hear them, or what must be decided before. Writes nothing of the order. */
export async function planOrder(
  context: TenantContext,
  { order, policy }: Pick<Placing, 'order' | 'policy'>,
): Promise<Planned> {
  const resolved = await resolve(context, { order, policy });
  const { company } = resolved;
  const { currency } = order;
  if (
    currency !== null &&
    currency !== company.currency &&
    policy.settings.pricelists[currency] === undefined
  )
    return { kind: 'held', hold: otherCurrency({ currency, company: company.currency }) };
  const told = mapLines(order, resolved);
  return told.ok ? { kind: 'planned', resolved, told } : { kind: 'held', hold: told.hold };
}

async function prepare(
  context: TenantContext,
  placing: Placing,
): Promise<Prepared | { kind: 'held'; hold: Hold }> {
  const { order, policy, mayExist, afresh } = placing;
  const planned = await planOrder(context, placing);
  if (planned.kind === 'held') return { kind: 'held', hold: await suggestProduct(context, planned.hold) };
  const { resolved, told: mapped } = planned;
  const buyer = await findBuyer(context, { order, policy, afresh });
  if (buyer === null) return { kind: 'held', hold: noCustomer({ order: order.id }) };
  const { tenantKey, sourceId } = resolved;
  const draft = mapOrder(order, { lines: mapped.lines, buyer, policy, tenantKey, mayExist, sourceId });
  const telling = { told: mapped, resolved, target: order.total ?? zero, seen: [] };
  return { kind: 'prepared', draft, telling, suspect: suspectLine(order, mapped.wanted) };
}
