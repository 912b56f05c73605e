import { newId } from '../kit/ids.ts';
import type { ShipmentRow } from '../store/shipment-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { JobId } from '../trade/ids.ts';
import { shipmentSubject } from '../trade/subject.ts';
import { saidOf } from './cash-on-delivery.ts';
import { alreadyShipped } from './readiness-refusals.ts';
import { RefusedShipment } from './refused-shipment.ts';
import { requestShipment } from './request-shipment.ts';
import { nothingToRetry } from './waybill-refusals.ts';

/**
 * Goes on with a shipment that stands still, or asks for a failed one anew, from what Odoo has now: that is another
 * shipment. Of a parcel that was sent without Poleepo, Poleepo is told again. Throws RefusedShipment where there is nothing to go on with.
 */
export async function retryShipment(
  context: TenantContext,
  { id, by }: { id: string; by: string },
): Promise<{ id: string; jobId: string | null }> {
  const row = await context.stores.shipments.get(id);
  if (row === null) throw new RefusedShipment(nothingToRetry());
  if (row.origin === 'external') return tellAgain(context, row, by);
  if (row.state === 'failed') return anew(context, row, by);
  if (!isUnfinished(row)) throw new RefusedShipment(nothingToRetry());
  return { id, jobId: await enqueue(context, id, { kind: 'ship', by }) };
}

/** What failed is taken up again, unless its delivery has a shipment by now. */
async function tellAgain(
  context: TenantContext,
  { id, state, pickingId, poleepoId }: ShipmentRow,
  by: string,
) {
  const { shipments } = context.stores;
  if (poleepoId !== null || !untold.has(state)) throw new RefusedShipment(nothingToRetry());
  const refuseTaken = async () => {
    const taken = pickingId === null ? null : await shipments.ofPicking(pickingId);
    if (taken !== null && taken.id !== id) throw new RefusedShipment(alreadyShipped(taken));
  };
  await refuseTaken();
  const [from, now] = [['failed'] as const, context.clock.now()];
  const set = { error: null, submittedAt: null };
  await shipments.advance(id, { from, to: 'requested', set, now }).catch(async (thrown: unknown) => {
    await refuseTaken();
    throw thrown;
  });
  return { id, jobId: await enqueue(context, id, { kind: 'tell-external', by }) };
}

async function enqueue(
  { stores, clock, chance }: TenantContext,
  id: string,
  { kind, by }: { kind: 'ship' | 'tell-external'; by: string },
): Promise<JobId> {
  const now = clock.now();
  return stores.jobs.enqueue({
    id: newId<JobId>('job', now, chance),
    kind,
    subject: shipmentSubject(id),
    priority: 0,
    dueAt: now,
    now,
    askedBy: by,
  });
}

const untold: ReadonlySet<ShipmentRow['state']> = new Set(['requested', 'submitting', 'unknown', 'failed']);
const underWay: ReadonlySet<ShipmentRow['state']> = new Set(['requested', 'submitting', 'unknown', 'issued']);

function isUnfinished({ state, error }: ShipmentRow): boolean {
  return underWay.has(state) || (state !== 'void' && error !== null);
}

async function anew(context: TenantContext, row: ShipmentRow, by: string) {
  const { saleOrderId, pickingId, pickupAddressId, courierId, serviceId } = row;
  if (saleOrderId === null || pickupAddressId === null || courierId === null || serviceId === null)
    throw new RefusedShipment(nothingToRetry());
  const quoted = {
    courier: row.courier ?? undefined,
    service: row.service ?? undefined,
    price: row.price ?? undefined,
    currency: row.currency ?? undefined,
  };
  const cashOnDelivery = saidOf(row.cashOnDelivery);
  const goods = { saleOrderId, pickingId: pickingId ?? undefined };
  const next = { ...goods, pickupAddressId, courierId, serviceId, cashOnDelivery, ...quoted, by };
  const { id, jobId } = await requestShipment(context, next);
  return { id, jobId };
}
