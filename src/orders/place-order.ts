import type { Hold } from '../jobs/outcome.ts';
import { SyncError } from '../kit/errors.ts';
import type { OrderDraft, UpsertedOrder } from '../odoo/client.ts';
import { tellsOfUnknownContact } from '../odoo/client.ts';
import type { PoleepoOrder } from '../poleepo/order.ts';
import type { TenantContext } from '../tenants/context.ts';
import { decimal, type Decimal, zero } from '../trade/money.ts';
import { findBuyer } from './find-buyer.ts';
import { noCustomer } from './holds.ts';
import { otherCurrency } from './line-holds.ts';
import { type Adjustment, mapLines } from './map-lines.ts';
import { mapOrder } from './map-order.ts';
import type { OrderPolicy } from './policy.ts';
import { type Resolved, resolve } from './resolve.ts';
import { suggestProduct } from './suggest-product.ts';
import { type Suspect, suspectLine } from './suspect-line.ts';

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
  /** Whether what is remembered of the buyer has proven wrong. */
  afresh?: boolean;
}

/**
 * Writes an order into Odoo: customer, then order and lines, each by its key. Nothing is written while anything must be
 * decided. Where Odoo rounds otherwise than we foresaw, the lines are told once more, aimed at what is missing.
 */
export async function placeOrder(context: TenantContext, placing: Placing): Promise<Placed> {
  try {
    return await place(context, placing);
  } catch (thrown) {
    // The contact that we remembered was deleted or merged in Odoo: who the buyer is there is found out anew.
    if (placing.afresh === true || !(thrown instanceof SyncError) || !tellsOfUnknownContact(thrown))
      throw thrown;
    return place(context, { ...placing, afresh: true });
  }
}

async function place(context: TenantContext, placing: Placing): Promise<Placed> {
  const prepared = await prepare(context, placing);
  if (prepared.kind === 'held') return prepared;
  const { draft, adjustments, suspect } = prepared;
  const order = await context.odoo.orders.upsert(draft);
  const placed: Placed = { kind: 'placed', order, draft, adjustments, suspect };
  if (order.outcome !== 'total-differs' || !prepared.exact) return placed;
  const gap = order.expected.minus(order.total);
  const again = gap.abs().gt(mostRounded(draft)) ? null : aimed(prepared, { placing, gap });
  if (again === null) return placed;
  const second = await context.odoo.orders.upsert(again.draft);
  return { kind: 'placed', order: second, suspect, ...again };
}

/** The sale order that an order is to be, its customer brought into Odoo; or what must be decided before. */
export async function draftOrder(context: TenantContext, placing: Placing): Promise<Drafted> {
  const prepared = await prepare(context, placing);
  if (prepared.kind === 'held') return prepared;
  const { draft, adjustments, suspect } = prepared;
  return { kind: 'drafted', draft, adjustments, suspect };
}

interface Prepared {
  kind: 'prepared';
  draft: OrderDraft;
  adjustments: Adjustment[];
  suspect: Suspect | null;
  /** Whether the total will be right by all that we know. */
  exact: boolean;
  resolved: Resolved;
}

async function prepare(
  context: TenantContext,
  placing: Placing,
): Promise<Prepared | { kind: 'held'; hold: Hold }> {
  const { order, policy, mayExist, afresh } = placing;
  const resolved = await resolve(context, placing);
  const { company } = resolved;
  const { currency } = order;
  if (
    currency !== null &&
    currency !== company.currency &&
    policy.settings.pricelists[currency] === undefined
  )
    return { kind: 'held', hold: otherCurrency({ currency, company: company.currency }) };
  const mapped = mapLines(order, resolved);
  if (!mapped.ok) return { kind: 'held', hold: await suggestProduct(context, mapped.hold) };
  const buyer = await findBuyer(context, { order, policy, afresh });
  if (buyer === null) return { kind: 'held', hold: noCustomer({ order: order.id }) };
  const { tenantKey, sourceId } = resolved;
  const { lines, adjustments, exact, wanted } = mapped;
  const draft = mapOrder(order, { lines, buyer, policy, tenantKey, mayExist, sourceId });
  return { kind: 'prepared', draft, adjustments, suspect: suspectLine(order, wanted), exact, resolved };
}

/** A cent for each line and one more: beyond that it is not rounding. */
function mostRounded({ lines }: OrderDraft): Decimal {
  return decimal(lines.length + 1).div(100);
}

/** The same order with lines that make up for what Odoo's total lacks; null where no lines do. */
function aimed(
  { draft, resolved }: Prepared,
  { placing, gap }: { placing: Placing; gap: Decimal },
): { draft: OrderDraft; adjustments: Adjustment[] } | null {
  const target = (placing.order.total ?? zero).plus(gap);
  const mapped = mapLines(placing.order, resolved, target);
  if (!mapped.ok || !mapped.exact) return null;
  return { draft: { ...draft, lines: mapped.lines, mayExist: true }, adjustments: mapped.adjustments };
}
