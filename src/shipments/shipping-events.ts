import type { KnownShippingStatus, ShippingStatus } from '../poleepo/shipping-status.ts';
import type { ShipmentEvent } from '../store/shipment-store.ts';

const kinds: Record<KnownShippingStatus, string> = {
  CREATED: 'created',
  HANDED_TO_COURIER: 'handed-over',
  IN_TRANSIT: 'in-transit',
  OUT_FOR_DELIVERY: 'out-for-delivery',
  DELIVERED: 'delivered',
  EXCEPTION: 'exception',
  RETURNED: 'returned',
  CANCELED: 'void',
};

/** Of what happened people are told in Odoo, once each. */
const noted: ReadonlySet<string> = new Set(['delivered', 'exception', 'returned', 'void']);

/** Poleepo's word for a status. */
export function wordOf(status: ShippingStatus): string {
  return typeof status === 'string' ? status : status.unknown;
}

/** That a shipping came to be in a status, at a time in ms: the same event however often it is read. */
export function statusEvent(status: ShippingStatus, at: number): ShipmentEvent {
  const word = wordOf(status);
  const kind = typeof status === 'string' ? kinds[status] : 'status';
  return { key: `status:${word}:${at}`.slice(0, 200), at, kind, detail: { status: word } };
}

/** The events that a note in the chatter tells of, oldest first. */
export function notedOf(events: readonly ShipmentEvent[]): ShipmentEvent[] {
  return events.filter(({ kind }) => noted.has(kind));
}
