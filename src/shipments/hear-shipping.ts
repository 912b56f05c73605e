import type { Shipping } from '../poleepo/shipping.ts';
import { isWithCourier } from '../poleepo/shipping-status.ts';
import type { Advance, ShipmentEvent, ShipmentRow, ShipmentState } from '../store/shipment-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import { statusEvent, wordOf } from './shipping-events.ts';

/** The states in which Poleepo has the shipment, whatever became of it. */
export const known = ['issued', 'attached', 'handed-over', 'void'] as const;

/**
 * Writes down what Poleepo says of a shipment now, unless something newer is known. Answers the row as it is then, and
 * whether anything of it was new. Safe to repeat.
 */
export async function hearShipping(
  context: Pick<TenantContext, 'stores' | 'clock'>,
  row: ShipmentRow,
  shipping: Shipping,
): Promise<{ row: ShipmentRow; news: boolean }> {
  const { shipments } = context.stores;
  const now = context.clock.now();
  const at = shipping.updatedAt ?? now;
  const set = factsOf(row, shipping, at);
  const events = eventsOf(row, shipping, at);
  const isNews =
    events.length > 0 || Object.entries(set).some(([name, value]) => row[name as Fact] !== value);
  const poleepoUpdatedAt = shipping.updatedAt ?? row.poleepoUpdatedAt ?? 0;
  const taken = await shipments.hear(row.id, { set, poleepoUpdatedAt, events, now });
  const moved = taken ? await moveOn(context, row.id, shipping) : null;
  return { row: moved ?? (await shipments.get(row.id)) ?? row, news: taken && isNews };
}

/**
 * An open shipment follows Poleepo's status. One without its label stays issued until it has it, so that nobody takes
 * the label for attached.
 */
async function moveOn(
  { stores, clock }: Pick<TenantContext, 'stores' | 'clock'>,
  id: string,
  { status }: Shipping,
): Promise<ShipmentRow | null> {
  const step = stepOf(status);
  if (step === null) return null;
  const { from, to } = step;
  return stores.shipments.advance(id, { from, to, now: clock.now() });
}

function stepOf(status: Shipping['status']): { from: readonly ShipmentState[]; to: ShipmentState } | null {
  if (status === 'CANCELED') return { from: ['issued', 'attached', 'handed-over'], to: 'void' };
  return isWithCourier(status) ? { from: ['attached'], to: 'handed-over' } : null;
}

type Facts = Pick<
  NonNullable<Advance['set']>,
  'status' | 'trackingCode' | 'courier' | 'handedOverAt' | 'deliveredAt'
>;
type Fact = keyof Facts;

function factsOf(row: ShipmentRow, shipping: Shipping, at: number): Facts {
  const { status, trackingCode, carrier } = shipping;
  return {
    status: wordOf(status),
    trackingCode: trackingCode ?? row.trackingCode,
    courier: carrier ?? row.courier,
    handedOverAt: row.handedOverAt ?? (isWithCourier(status) ? at : null),
    deliveredAt: status === 'DELIVERED' ? (row.deliveredAt ?? at) : row.deliveredAt,
  };
}

function eventsOf(row: ShipmentRow, { status, trackingCode }: Shipping, at: number): ShipmentEvent[] {
  const events: ShipmentEvent[] = [];
  if (row.status !== wordOf(status)) events.push(statusEvent(status, at));
  if (row.trackingCode !== null && trackingCode !== null && row.trackingCode !== trackingCode) {
    const detail = { before: row.trackingCode, trackingCode };
    events.push({ key: `tracking:${trackingCode}`.slice(0, 200), at, kind: 'tracking', detail });
  }
  return events;
}
