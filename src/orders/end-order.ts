import type { Bilingual } from '../kit/text.ts';
import type { OrderStanding } from '../odoo/client.ts';
import type { PoleepoOrder } from '../poleepo/order.ts';
import type { OrderLink } from '../store/link-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { SaleOrderId } from '../trade/ids.ts';
import type { Obstacle } from './change-words.ts';
import type { OrderFacts } from './order-facts.ts';
import { newRecord, type OrderRecord } from './order-record.ts';
import type { OrderPolicy } from './policy.ts';
import { tellPeople } from './tell-people.ts';

export interface Ending {
  of: 'cancelled' | 'refunded';
  order: PoleepoOrder;
  policy: OrderPolicy;
  link: OrderLink | null;
  record: OrderRecord | null;
  facts: OrderFacts;
  print: string;
}

/** What became of an order that the shop wants no more. */
export type Ended =
  /** As it was left the last time. */
  | { kind: 'ended-before' }
  /** Odoo never had it, or has it no more. */
  | { kind: 'never-imported'; reason: string }
  | { kind: 'cancelled'; saleOrderId: SaleOrderId; saleOrder: string; record: OrderRecord }
  /** A person was told on the order. */
  | {
      kind: 'end-told';
      of: 'cancelled' | 'refunded';
      obstacle: Obstacle | null;
      saleOrderId: SaleOrderId;
      saleOrder: string;
      record: OrderRecord;
    };

/**
 * Cancels the sale order of a cancelled order if nothing has left and nothing is invoiced, else tells a person on it.
 * A refund changes nothing in Odoo: a person is told. Safe to run again from any point.
 */
export async function endOrder(context: TenantContext, ending: Ending): Promise<Ended> {
  const { of, link, record, order } = ending;
  if (record?.toldOf === of || link?.state === 'cancelled') return { kind: 'ended-before' };
  const standing = await standingOf(context, ending);
  if (standing === null) return { kind: 'never-imported', reason: `${of}-before-import` };
  const ids = { saleOrderId: standing.id, saleOrder: standing.name };
  const after = { ...newRecord(ending.facts, record), toldOf: of };
  if (of === 'cancelled') {
    const obstacle = cancelObstacle(standing);
    if (obstacle === null && (standing.state === 'cancel' || (await context.odoo.orders.cancel(standing.id))))
      return { kind: 'cancelled', ...ids, record: after };
    await tell(context, { ending, standing, note: cancelNote(order, obstacle ?? 'refused') });
    const told = { ...after, told: after.told + 1 };
    return { kind: 'end-told', of, obstacle: obstacle ?? 'refused', ...ids, record: told };
  }
  if (standing.state === 'cancel') return { kind: 'cancelled', ...ids, record: after };
  await tell(context, { ending, standing, note: refundNote(order) });
  return { kind: 'end-told', of, obstacle: null, ...ids, record: { ...after, told: after.told + 1 } };
}

/** An interrupted import may have left an order that no link knows: its key tells. */
async function standingOf(
  { odoo, tenantKey }: TenantContext,
  { link, order }: Ending,
): Promise<OrderStanding | null> {
  const id = link?.saleOrderId ?? (await odoo.orders.byKey(`order_${tenantKey}_${order.id}`))?.id ?? null;
  return id === null ? null : odoo.orders.standing(id);
}

function cancelObstacle({ locked, delivery, invoiced, state }: OrderStanding): Obstacle | null {
  if (state === 'cancel') return null;
  if (delivery === 'done') return 'delivered';
  if (invoiced) return 'invoiced';
  return locked ? 'locked' : null;
}

async function tell(
  context: TenantContext,
  { ending, standing, note }: { ending: Ending; standing: OrderStanding; note: Bilingual },
): Promise<void> {
  const { locale } = context;
  await tellPeople(context, {
    orderId: ending.order.id,
    standing,
    record: ending.record,
    policy: ending.policy,
    summary: summaries[ending.of][locale],
    note: note[locale],
    print: ending.of,
  });
}

const summaries: Record<Ending['of'], Bilingual> = {
  cancelled: { it: 'Poleepo: ordine annullato', en: 'Poleepo: order cancelled' },
  refunded: { it: 'Poleepo: ordine rimborsato', en: 'Poleepo: order refunded' },
};

const whyNot: Partial<Record<Obstacle, Bilingual>> = {
  delivered: { it: 'la merce è già partita', en: 'goods have left already' },
  invoiced: { it: 'una fattura è già confermata', en: 'an invoice is already posted' },
  locked: { it: "l'ordine è bloccato", en: 'the order is locked' },
};

function cancelNote(order: PoleepoOrder, obstacle: Obstacle): Bilingual {
  const reference = order.reference ?? String(order.id);
  const why = whyNot[obstacle] ?? { it: 'Odoo non lo permette', en: 'Odoo does not allow it' };
  return {
    it: `L'ordine ${reference} è stato annullato in Poleepo, ma qui non si può annullare da solo: ${why.it}. Decidi che cosa fare: reso, nota di credito o annullamento a mano.`,
    en: `Order ${reference} was cancelled in Poleepo, but cannot be cancelled here by itself: ${why.en}. Decide what to do: a return, a credit note, or cancelling by hand.`,
  };
}

function refundNote(order: PoleepoOrder): Bilingual {
  const reference = order.reference ?? String(order.id);
  return {
    it: `L'ordine ${reference} è stato rimborsato in Poleepo. In Odoo non è cambiato nulla: se serve, crea il reso e la nota di credito.`,
    en: `Order ${reference} was refunded in Poleepo. Nothing was changed in Odoo: make the return and the credit note if they are needed.`,
  };
}
