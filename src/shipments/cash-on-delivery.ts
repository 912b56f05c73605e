import { z } from 'zod';
import { SyncError } from '../kit/errors.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { PoleepoOrderId } from '../trade/ids.ts';
import { amountText, type Decimal, decimal } from '../trade/money.ts';
import { RefusedShipment } from './refused-shipment.ts';
import { cashInParts, cashNotKnown, orderGone } from './waybill-refusals.ts';

/** What a courier collects from whoever receives the parcels. */
export interface Cash {
  amount: Decimal;
  currency: string;
}

const kept = z.union([
  z.object({ amount: z.string().transform((text) => decimal(text)), currency: z.string() }),
  /** Whether anything is to be collected is not known yet. */
  z.object({ undecided: z.enum(['whole', 'part']) }),
]);

/** What is kept of cash before Poleepo was asked for the order. */
export function cashUndecided(isWhole: boolean): Record<string, unknown> {
  return { undecided: isWhole ? 'whole' : 'part' };
}

/** The same once it is known. */
export function cashRecord(cash: Cash | null): Record<string, unknown> | null {
  return cash && { amount: amountText(cash.amount), currency: cash.currency };
}

/** What is collected, for people: `45.90 EUR`; null where nothing is, or nobody knows yet. */
export function cashText(record: unknown): string | null {
  const read = kept.safeParse(record).data;
  return read !== undefined && 'amount' in read ? `${amountText(read.amount)} ${read.currency}` : null;
}

/**
 * What the courier is to collect for a shipment: the order's total where Poleepo says that it is paid on delivery. Throws
 * RefusedShipment where the amount is not known, or where only a part of the order is in the parcels.
 */
export async function cashOf(
  { poleepo }: TenantContext,
  { poleepoOrderId, cashOnDelivery }: { poleepoOrderId: PoleepoOrderId; cashOnDelivery: unknown },
): Promise<Cash | null> {
  if (cashOnDelivery === null) return null;
  const read = kept.parse(cashOnDelivery);
  if ('amount' in read) return read;
  const order = await poleepo.orders.get(poleepoOrderId).catch(orderMissing);
  const { payment, total, currency } = order;
  if (!payment.cashOnDelivery) return null;
  if (read.undecided === 'part') throw new RefusedShipment(cashInParts());
  if (total === null || currency === null) throw new RefusedShipment(cashNotKnown());
  return { amount: total, currency };
}

/** For a catch. */
function orderMissing(thrown: unknown): never {
  throw thrown instanceof SyncError && thrown.code === 'not-found'
    ? new RefusedShipment(orderGone())
    : thrown;
}
