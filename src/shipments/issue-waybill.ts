import { isFatal, SyncError } from '../kit/errors.ts';
import { second } from '../kit/clock.ts';
import type { Shipping } from '../poleepo/client.ts';
import type { ShipmentRow } from '../store/shipment-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { CourierId, CourierServiceId, PickupAddressId } from '../trade/ids.ts';
import { cashOf, cashRecord } from './cash-on-delivery.ts';
import { parcelDrafts } from './parcel-record.ts';
import { RefusedShipment } from './refused-shipment.ts';
import { errorOf, errorOfRefusal, type ShipmentError } from './shipment-error.ts';
import { shipmentSettingsOf } from './shipment-settings.ts';
import { wordOf } from './shipping-events.ts';

/**
 * Has Poleepo issue a waybill, once: what is perhaps there already is looked for by our reference, and asked for again only
 * after Poleepo must have given up on it. Answers the shipment as it is then: issued, or failed where Poleepo says no.
 * Throws SyncError where it is to be tried again.
 */
export async function issueWaybill(context: TenantContext, row: ShipmentRow): Promise<ShipmentRow> {
  switch (row.state) {
    case 'requested':
      return submit(context, row);
    case 'submitting':
    case 'unknown':
      return lookFor(context, row);
    default:
      return row;
  }
}

async function submit(context: TenantContext, row: ShipmentRow): Promise<ShipmentRow> {
  const { stores, poleepo, clock } = context;
  let draft: Awaited<ReturnType<typeof draftOf>>;
  try {
    draft = await draftOf(context, row);
  } catch (thrown) {
    if (!(thrown instanceof RefusedShipment)) throw thrown;
    return fail(context, row, errorOfRefusal(thrown.refusal));
  }
  const { cash } = draft;
  const now = clock.now();
  const begun = await stores.shipments.advance(row.id, {
    from: [row.state],
    to: 'submitting',
    set: { submittedAt: now, cashOnDelivery: cashRecord(cash, row.cashOnDelivery), error: null },
    events: [{ key: `submitting:${now}`, at: now, kind: 'submitting', detail: {} }],
    now,
  });
  if (begun === null) return latest(context, row);
  try {
    return await issued(context, begun, await poleepo.shippings.create(draft.shipping));
  } catch (thrown) {
    if (isFatal(thrown) || !(thrown instanceof SyncError)) throw thrown;
    return afterFailure(context, begun, thrown);
  }
}

async function draftOf(context: TenantContext, row: ShipmentRow) {
  const cash = await cashOf(context, row);
  const shipping = {
    orderId: row.poleepoOrderId,
    pickupAddressId: row.pickupAddressId as PickupAddressId,
    courierId: row.courierId as CourierId,
    serviceId: row.serviceId as CourierServiceId,
    parcels: parcelDrafts(row.parcels),
    cashOnDelivery: cash?.amount.gt(0) === true ? cash : null,
    reference: row.reference,
  };
  return { cash, shipping };
}

/** What may have happened is looked for; what Poleepo refuses frees the delivery; what never reached it is asked for again. */
async function afterFailure(
  context: TenantContext,
  row: ShipmentRow,
  error: SyncError,
): Promise<ShipmentRow> {
  if (error.mayHaveHappened) {
    const found = await find(context, await becomeUnknown(context, row));
    if (found !== null) return found;
    throw error;
  }
  if (error.advice === 'give-up') return fail(context, row, errorOf(error));
  const { stores, clock } = context;
  const [from, set] = [['submitting'] as const, { submittedAt: null }];
  await stores.shipments.advance(row.id, { from, to: 'requested', set, now: clock.now() });
  throw error;
}

/** Looks for what was perhaps issued; once Poleepo's own limit has passed in vain, asks for it again. */
async function lookFor(context: TenantContext, given: ShipmentRow): Promise<ShipmentRow> {
  const row = await becomeUnknown(context, given);
  const { poleepoLimitSeconds } = await shipmentSettingsOf(context);
  const until = (row.submittedAt ?? row.updatedAt) + poleepoLimitSeconds * second;
  const asked = context.clock.now();
  const found = await find(context, row);
  if (found !== null) return found;
  if (asked < until) throw stillUnknown();
  return submit(context, row);
}

/** The request left by now at the latest: whatever it waited for before, a token say, Poleepo's limit runs from here. */
async function becomeUnknown(context: TenantContext, row: ShipmentRow): Promise<ShipmentRow> {
  if (row.state === 'unknown') return row;
  const now = context.clock.now();
  const events = [{ key: `unknown:${row.submittedAt ?? now}`, at: now, kind: 'unknown', detail: {} }];
  const [from, set] = [['submitting'] as const, { submittedAt: now }];
  const next = await context.stores.shipments.advance(row.id, { from, to: 'unknown', set, events, now });
  return next ?? latest(context, row);
}

/** The waybill that Poleepo has under our reference, written down; null where it has none. A void one counts only alone. */
async function find(context: TenantContext, row: ShipmentRow): Promise<ShipmentRow | null> {
  const all = await context.poleepo.shippings.ofOrder(row.poleepoOrderId);
  const ours = all.filter(({ reference }) => reference === row.reference);
  const shipping = ours.find(({ status }) => status !== 'CANCELED') ?? ours[0];
  return shipping === undefined ? null : issued(context, row, shipping);
}

async function issued(context: TenantContext, row: ShipmentRow, shipping: Shipping): Promise<ShipmentRow> {
  const { stores, clock } = context;
  const now = clock.now();
  const { id: poleepoId, trackingCode, carrier, status } = shipping;
  const next = await stores.shipments.advance(row.id, {
    from: ['submitting', 'unknown'],
    to: status === 'CANCELED' ? 'void' : 'issued',
    set: { poleepoId, trackingCode, courier: carrier ?? row.courier, status: wordOf(status), error: null },
    events: [{ key: 'issued', at: now, kind: 'issued', detail: { poleepoId, trackingCode } }],
    now,
  });
  return next ?? latest(context, row);
}

async function fail(context: TenantContext, row: ShipmentRow, error: ShipmentError): Promise<ShipmentRow> {
  const now = context.clock.now();
  const next = await context.stores.shipments.advance(row.id, {
    from: ['requested', 'submitting', 'unknown'],
    to: 'failed',
    set: { error },
    events: [{ key: `failed:${now}`, at: now, kind: 'failed', detail: { code: error.code } }],
    now,
  });
  return next ?? latest(context, row);
}

async function latest({ stores }: TenantContext, row: ShipmentRow): Promise<ShipmentRow> {
  const found = await stores.shipments.get(row.id);
  if (found !== null) return found;
  throw new SyncError(`shipment ${row.id} is gone`, { code: 'internal', advice: 'give-up' });
}

function stillUnknown(): SyncError {
  return new SyncError('whether poleepo has the waybill is not known yet', {
    code: 'struggling',
    side: 'poleepo',
    advice: 'retry',
    vendorCode: 'WAYBILL_UNKNOWN',
    hint: {
      it: 'Poleepo non ha risposto alla richiesta della lettera di vettura. La cerchiamo lì: solo se non c’è viene chiesta di nuovo, così non se ne pagano due. Non serve fare nulla.',
      en: 'Poleepo did not answer when it was asked for the waybill. It is looked for there, and asked for again only if it is not: so that none is paid twice. Nothing needs to be done.',
    },
  });
}
