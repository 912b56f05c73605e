import { newId } from '../kit/ids.ts';
import type { NewShipment, ShipmentRow } from '../store/shipment-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { JobId } from '../trade/ids.ts';
import type { WantedWaybill } from '../trade/shipment-question.ts';
import { shipmentSubject } from '../trade/subject.ts';
import { blankRow } from './blank-row.ts';
import { cashUndecided } from './cash-on-delivery.ts';
import { parcelRecords } from './parcel-record.ts';
import { type PreparedShipment, prepareShipment } from './prepare-shipment.ts';
import { alreadyShipped } from './readiness-refusals.ts';
import { RefusedShipment } from './refused-shipment.ts';

/**
 * Writes down that a delivery is to be shipped, with the work that does it: one waybill for a delivery, whoever else asks
 * at the same moment. Asks nothing of Poleepo. Throws RefusedShipment where it cannot be shipped as it is.
 */
export async function requestShipment(
  context: TenantContext,
  wanted: WantedWaybill & { by: string },
): Promise<ShipmentRow> {
  const { stores, clock, chance } = context;
  const prepared = await prepareShipment(context, wanted);
  const link = await stores.orders.get(prepared.orderId);
  const now = clock.now();
  const [id, jobId] = [newId<string>('shp', now, chance), newId<JobId>('job', now, chance)];
  const row = rowFor(prepared, wanted);
  const { by } = wanted;
  const { added, shipment } = await stores.shipments.add(
    {
      ...row,
      id,
      jobId,
      reference: referenceOf(id),
      saleOrderName: link?.saleOrderName ?? null,
      createdAt: now,
    },
    {
      events: [{ key: 'requested', at: now, kind: 'requested', detail: { by } }],
      work: {
        id: jobId,
        kind: 'ship',
        subject: shipmentSubject(id),
        priority: 0,
        dueAt: now,
        now,
        askedBy: by,
      },
    },
  );
  if (!added) throw new RefusedShipment(alreadyShipped(shipment));
  return shipment;
}

/** What Poleepo knows it by: unlike any other, and short. */
function referenceOf(id: string): string {
  return `ponte-${id.slice('shp_'.length)}`;
}

type Fresh = Omit<NewShipment, 'id' | 'jobId' | 'reference' | 'saleOrderName' | 'createdAt'>;

function rowFor(prepared: PreparedShipment, wanted: WantedWaybill & { by: string }): Fresh {
  const { orderId, saleOrderId, delivery, parcels, isLast } = prepared;
  const { pickupAddressId, courierId, serviceId, by } = wanted;
  return {
    ...blankRow,
    told: null,
    origin: 'ponte',
    state: 'requested',
    poleepoOrderId: orderId,
    saleOrderId,
    pickingId: delivery.id,
    pickingName: delivery.name,
    pickupAddressId,
    courierId,
    courier: wanted.courier ?? null,
    serviceId,
    service: wanted.service ?? null,
    price: wanted.price ?? null,
    currency: wanted.currency ?? null,
    parcels: parcelRecords(parcels),
    cashOnDelivery: cashUndecided({ isLast, said: wanted.cashOnDelivery }),
    requestedBy: by,
  };
}
