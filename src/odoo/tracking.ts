import { z } from 'zod';
import { SyncError } from '../kit/errors.ts';
import type { Json } from '../kit/fingerprint.ts';
import { areaRefusal } from './area-refusal.ts';
import { lacksField } from './delivery-app.ts';
import type { Session } from './session.ts';
import { recordId, requiredText } from './values.ts';

export interface Tracking {
  pickingIds: readonly number[];
  trackingRef: string;
  /** A delivery method of Odoo's; where it has none of that name the method stays as it is. */
  carrierName?: string;
  /** The same by its id, where that is known. */
  carrierId?: number;
}

export interface DeliveryMethod {
  id: number;
  name: string;
}

/** `no-field`: this Odoo has nowhere to keep a tracking code. */
export type TrackingWritten = 'written' | 'no-field';

/**
 * Writes a tracking code on transfers, done ones too. Safe to repeat. One call, two with the name of a delivery method.
 * Throws SyncError `forbidden` with the group in its hint, `not-found` where a transfer is gone, and those of any call.
 */
export async function setTracking(session: Session, tracking: Tracking): Promise<TrackingWritten> {
  const { pickingIds, trackingRef, carrierName, carrierId } = tracking;
  if (pickingIds.length === 0) return 'written';
  const carrier = carrierId ?? (carrierName === undefined ? null : await carrierNamed(session, carrierName));
  const vals = { carrier_tracking_ref: trackingRef, ...(carrier === null ? {} : { carrier_id: carrier }) };
  const call = { model: 'stock.picking', method: 'write', ids: pickingIds, args: { vals }, write: true };
  try {
    await session.ask(call, z.literal(true));
    return 'written';
  } catch (thrown) {
    if (lacksField(thrown)) return 'no-field';
    throw await areaRefusal(session, 'transfers', thrown);
  }
}

const carriers = z.array(z.object({ id: recordId, name: requiredText }));

/** The company's delivery methods and those of all companies, of the kinds that `setTracking` may give. One call. */
export async function deliveryMethods(session: Session): Promise<DeliveryMethod[]> {
  return carriersOf(session, [], {});
}

async function carrierNamed(session: Session, name: string): Promise<number | null> {
  const [found] = await carriersOf(session, [['name', '=', name]], { limit: 1 });
  return found?.id ?? null;
}

/** Only methods of a fixed or computed price: one that is connected to a courier would order a shipment by itself. */
async function carriersOf(session: Session, wanted: Json[], limited: { limit?: number }) {
  const domain = [
    ...wanted,
    ['delivery_type', 'in', ['fixed', 'base_on_rule']],
    ['company_id', 'in', [session.connection.companyId, false]],
  ];
  const kwargs = { fields: ['name'], ...limited };
  const call = { model: 'delivery.carrier', method: 'search_read', args: { domain }, kwargs };
  return session.ask(call, carriers).catch((thrown: unknown) => {
    const none = thrown instanceof SyncError && (thrown.code === 'forbidden' || thrown.code === 'refused');
    if (none) return [];
    throw thrown;
  });
}
