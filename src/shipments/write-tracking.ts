import { SyncError } from '../kit/errors.ts';
import type { OdooDeliveries } from '../odoo/client.ts';
import type { TenantContext } from '../tenants/context.ts';

interface Books {
  odoo: { deliveries: Pick<OdooDeliveries, 'setTracking'> };
  reference: Pick<TenantContext['reference'], 'deliveryMethods'>;
}

/** Writes a tracking code on a delivery, and the delivery method that bears the courier's name, where Odoo has one. */
export async function writeTracking(
  { odoo, reference }: Books,
  pickingId: number,
  { trackingCode, courier }: { trackingCode: string; courier: string | null },
): Promise<void> {
  const write = (carrierId: number | undefined) =>
    odoo.deliveries.setTracking({
      pickingIds: [pickingId],
      trackingRef: trackingCode,
      ...(carrierId === undefined ? {} : { carrierId }),
    });
  const methodOf = async (how: { maxAge?: number }) => {
    const methods = courier === null ? [] : await reference.deliveryMethods(how);
    return methods.find(({ name }) => name === courier)?.id;
  };
  const known = await methodOf({});
  try {
    await write(known);
  } catch (thrown) {
    if (known === undefined || !(thrown instanceof SyncError) || thrown.advice !== 'give-up') throw thrown;
    // Methods are kept for a while: it may be gone.
    const now = await methodOf({ maxAge: 0 });
    if (now === known) throw thrown;
    await write(now);
  }
}

/** A delivery whose shipment is void has no code any more, or that of the shipment which it has instead. Safe to repeat. */
export async function clearTracking(context: TenantContext, pickingId: number): Promise<void> {
  const { stores, odoo } = context;
  if ((await stores.shipments.ofPicking(pickingId)) === null)
    await odoo.deliveries.setTracking({ pickingIds: [pickingId], trackingRef: '' });
  // Whoever got its code meanwhile may have written it before.
  const next = await stores.shipments.ofPicking(pickingId);
  if (next === null || next.trackingCode === null) return;
  await writeTracking(context, pickingId, { trackingCode: next.trackingCode, courier: next.courier });
}
