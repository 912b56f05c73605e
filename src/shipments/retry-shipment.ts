import { newId } from '../kit/ids.ts';
import type { ShipmentRow } from '../store/shipment-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { JobId } from '../trade/ids.ts';
import { shipmentSubject } from '../trade/subject.ts';
import { saidOf } from './cash-on-delivery.ts';
import { RefusedShipment } from './refused-shipment.ts';
import { requestShipment } from './request-shipment.ts';
import { nothingToRetry } from './waybill-refusals.ts';

/**
 * Goes on with a shipment that stands still, or asks for a failed one anew, from what Odoo has now: that is another
 * shipment. Throws RefusedShipment where there is nothing to go on with.
 */
export async function retryShipment(
  context: TenantContext,
  { id, by }: { id: string; by: string },
): Promise<{ id: string; jobId: string | null }> {
  const row = await context.stores.shipments.get(id);
  if (row === null || row.origin === 'external') throw new RefusedShipment(nothingToRetry());
  if (row.state === 'failed') return anew(context, row, by);
  if (!isUnfinished(row)) throw new RefusedShipment(nothingToRetry());
  const now = context.clock.now();
  const jobId = await context.stores.jobs.enqueue({
    id: newId<JobId>('job', now, context.chance),
    kind: 'ship',
    subject: shipmentSubject(id),
    priority: 0,
    dueAt: now,
    now,
    askedBy: by,
  });
  return { id, jobId };
}

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
