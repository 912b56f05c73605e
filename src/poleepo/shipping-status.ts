import type { UnknownStatus } from './batch-status.ts';
import { statusAmong } from './batch-status.ts';
import { statusWord } from './status.ts';

// assumed: ids and names
const names = {
  CREATED: ['Created', 'Creata', 'Creato'],
  HANDED_TO_COURIER: ['Handed to courier', 'Consegnato al corriere', 'Consegnata al corriere'],
  IN_TRANSIT: ['In transit', 'In transito'],
  OUT_FOR_DELIVERY: ['Out for delivery', 'In consegna'],
  DELIVERED: ['Delivered', 'Consegnato', 'Consegnata'],
  EXCEPTION: ['Exception', 'In giacenza', 'Anomalia'],
  RETURNED: ['Returned', 'Reso', 'Restituito'],
  CANCELED: ['Canceled', 'Cancelled', 'Annullato', 'Annullata'],
} as const;

/** Poleepo's own words for how far a shipping is. */
export type KnownShippingStatus = keyof typeof names;

/** A word that we do not know is kept as Poleepo wrote it; empty where there is none. */
export type ShippingStatus = KnownShippingStatus | UnknownStatus;

export const shippingStatuses = Object.keys(names) as KnownShippingStatus[];

const known = new Map(
  shippingStatuses.flatMap((status) =>
    [status, ...names[status]].map((word) => [statusWord(word), status] as const),
  ),
);

/** The status of a shipping out of a word or an object of id and name; case does not matter. */
export function shippingStatusOf(value: unknown): ShippingStatus {
  return statusAmong(known, value);
}

/** Whether a courier has, or had, the parcels. Not known of a status that we do not know. */
export function isWithCourier(status: ShippingStatus): boolean {
  return typeof status === 'string' && status !== 'CREATED' && status !== 'CANCELED';
}
