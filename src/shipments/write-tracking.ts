import type { TenantContext } from '../tenants/context.ts';

/** Writes a tracking code on a delivery, and the delivery method that bears the courier's name, where Odoo has one. */
export async function writeTracking(
  { odoo, reference }: TenantContext,
  pickingId: number,
  { trackingCode, courier }: { trackingCode: string; courier: string | null },
): Promise<void> {
  const methods = courier === null ? [] : await reference.deliveryMethods();
  const method = methods.find(({ name }) => name === courier);
  const carrier = method === undefined ? {} : { carrierId: method.id };
  await odoo.deliveries.setTracking({ pickingIds: [pickingId], trackingRef: trackingCode, ...carrier });
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
