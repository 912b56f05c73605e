import type { Outcome } from '../jobs/outcome.ts';
import { asSyncError, isFatal, SyncError } from '../kit/errors.ts';
import type { JobRow } from '../store/job-claims.ts';
import { type ShipmentRow, shipmentStates } from '../store/shipment-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { PoleepoShippingId } from '../trade/ids.ts';
import { shipmentOfWish } from '../trade/subject.ts';
import { hearShipping } from './hear-shipping.ts';
import { errorOf, errorOfRefusal } from './shipment-error.ts';
import { tellOdoo } from './tell-odoo.ts';
import { tooLate } from './wish-refusals.ts';

/**
 * Has Poleepo take a waybill back that no courier has yet; its delivery is free for another then, and the chatter says so.
 * Safe to repeat. Throws SyncError of either side; the row tells why as well.
 */
export async function voidShipment(
  context: TenantContext,
  { subject }: Pick<JobRow, 'subject'>,
): Promise<Outcome> {
  const id = shipmentOfWish(subject);
  const row = id === null ? null : await context.stores.shipments.get(id);
  if (row === null || row.poleepoId === null) return { kind: 'skipped', reason: 'no-waybill' };
  if (row.state === 'void') {
    await tellOdoo(context, row);
    return outcomeOf(row, 'unchanged');
  }
  const poleepoId = row.poleepoId as PoleepoShippingId;
  const { kind } = await context.poleepo.shippings.void(poleepoId).catch(async (thrown: unknown) => {
    if (!isFatal(thrown)) await keepError(context, row.id, errorOf(asSyncError(thrown)));
    throw thrown;
  });
  const then = await hear(context, row, poleepoId);
  if (kind === 'too-late') {
    await keepError(context, row.id, errorOfRefusal(tooLate(then.status)));
    await tellOdoo(context, then);
    return outcomeOf(then, 'unchanged');
  }
  await tellOdoo(context, then);
  return outcomeOf(then, 'updated');
}

/** What Poleepo says of it now; nothing more of what it does not show any more. */
async function hear(context: TenantContext, row: ShipmentRow, id: PoleepoShippingId): Promise<ShipmentRow> {
  const shipping = await context.poleepo.shippings.get(id);
  if (shipping !== null) return (await hearShipping(context, row, shipping)).row;
  const { stores, clock } = context;
  const now = clock.now();
  const gone = await stores.shipments.advance(row.id, {
    from: shipmentStates,
    to: 'void',
    set: { status: 'CANCELED' },
    events: [{ key: 'void', at: now, kind: 'void', detail: {} }],
    now,
  });
  if (gone !== null) return gone;
  throw new SyncError(`shipment ${row.id} is gone`, { code: 'internal', advice: 'give-up' });
}

async function keepError(
  { stores, clock }: TenantContext,
  id: string,
  error: ReturnType<typeof errorOf>,
): Promise<void> {
  await stores.shipments.advance(id, { from: shipmentStates, set: { error }, now: clock.now() });
}

function outcomeOf(
  { id: shipment, poleepoOrderId: order, trackingCode, state }: ShipmentRow,
  kind: 'updated' | 'unchanged',
): Outcome {
  return { kind, detail: { shipment, order, trackingCode, state } };
}
