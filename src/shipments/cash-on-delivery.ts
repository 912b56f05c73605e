import { z } from 'zod';
import { SyncError } from '../kit/errors.ts';
import type { ShipmentRow } from '../store/shipment-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import { amountText, type Decimal, decimal } from '../trade/money.ts';
import { RefusedShipment } from './refused-shipment.ts';
import { cashInParts, cashNotKnown, cashTooMuch, notPaidOnDelivery } from './cash-refusals.ts';
import { orderGone } from './waybill-refusals.ts';

/** What a courier collects from whoever receives the parcels. */
export interface Cash {
  amount: Decimal;
  currency: string;
}

const amountOf = z.string().transform((text) => decimal(text));

/** What a person said that the courier collects; left out where nobody did. */
const said = amountOf.optional();

const kept = z.union([
  z.object({ amount: amountOf, currency: z.string(), said }),
  /** How much is not known yet. `last`: nothing of the order goes after it. */
  z.object({ undecided: z.enum(['last', 'part']), said }),
]);

/** What is kept of cash before Poleepo was asked for the order. */
export function cashUndecided({
  isLast,
  said: told,
}: {
  isLast: boolean;
  said: string | undefined;
}): Record<string, unknown> {
  return { undecided: isLast ? 'last' : 'part', ...(told === undefined ? {} : { said: told }) };
}

/** The same once it is known; null where the order is not paid on delivery. */
export function cashRecord(cash: Cash | null, before: unknown): Record<string, unknown> | null {
  const told = saidOf(before);
  if (cash === null) return null;
  const { amount, currency } = cash;
  return { amount: amountText(amount), currency, ...(told === undefined ? {} : { said: told }) };
}

/** What a person said that is collected, as a decimal text. */
export function saidOf(record: unknown): string | undefined {
  const read = kept.safeParse(record).data?.said;
  return read && amountText(read);
}

/** What is collected, for people: `45.90 EUR`; null where nothing is, or nobody knows yet. */
export function cashText(record: unknown): string | null {
  const read = kept.safeParse(record).data;
  const known = read !== undefined && 'amount' in read && read.amount.gt(0);
  return known ? `${amountText(read.amount)} ${read.currency}` : null;
}

/**
 * What the courier is to collect for a shipment where Poleepo says that the order is paid on delivery: what a person said,
 * else what is left of the order's total if nothing goes after it; never more than that. Null where it is not paid on
 * delivery. Throws RefusedShipment where that cannot be known or is too much, SyncError while another shipment of the order
 * that was asked for before has not settled what it takes.
 */
export async function cashOf(
  { poleepo, stores }: TenantContext,
  row: Pick<ShipmentRow, 'id' | 'poleepoOrderId' | 'cashOnDelivery'>,
): Promise<Cash | null> {
  if (row.cashOnDelivery === null) return null;
  const read = kept.parse(row.cashOnDelivery);
  if ('amount' in read) return { amount: read.amount, currency: read.currency };
  const order = await poleepo.orders.get(row.poleepoOrderId).catch(orderMissing);
  const { payment, total, currency } = order;
  const wanted = read.said ?? null;
  if (!payment.cashOnDelivery) {
    if (wanted?.gt(0) === true) throw new RefusedShipment(notPaidOnDelivery());
    return null;
  }
  if (wanted === null && read.undecided === 'part') throw new RefusedShipment(cashInParts());
  if (total === null || currency === null) throw new RefusedShipment(cashNotKnown());
  const others = takenBy(await stores.shipments.ofOrder(row.poleepoOrderId), row.id);
  if (wanted === null && !others.isKnown) throw new RefusedShipment(cashInParts());
  const left = total.minus(others.amount);
  if (wanted?.gt(left) === true) throw new RefusedShipment(cashTooMuch(amountText(left), currency));
  const amount = wanted ?? left;
  return { amount: amount.gt(0) ? amount : decimal('0'), currency };
}

/**
 * What other shipments of the order collect. Of two that have not settled it, the one that was asked for first does so
 * first. Not known of one that was made in Poleepo's own pages or sent without it.
 */
function takenBy(shipments: readonly ShipmentRow[], id: string): { amount: Decimal; isKnown: boolean } {
  let amount = decimal('0');
  let isKnown = true;
  for (const other of shipments) {
    if (other.id === id || other.state === 'void' || other.state === 'failed') continue;
    if (other.origin !== 'ponte') isKnown = false;
    const cash = kept.nullable().parse(other.cashOnDelivery);
    if (cash === null) continue;
    if ('amount' in cash) amount = amount.plus(cash.amount);
    else if (other.id < id) {
      if (cash.said === undefined) throw otherFirst();
      amount = amount.plus(cash.said);
    }
  }
  return { amount, isKnown };
}

function otherFirst(): SyncError {
  return new SyncError('another shipment of the order settles first what it collects', {
    code: 'conflict',
    vendorCode: 'CASH_UNDECIDED',
    hint: {
      it: 'Un’altra spedizione dello stesso ordine in contrassegno è ancora in corso: si riprova da sé. Se quella resta ferma, annullala.',
      en: 'Another shipment of the same order paid on delivery is still under way: this is tried again by itself. If that one stands still, void it.',
    },
  });
}

/** For a catch. */
function orderMissing(thrown: unknown): never {
  throw thrown instanceof SyncError && thrown.code === 'not-found'
    ? new RefusedShipment(orderGone())
    : thrown;
}
