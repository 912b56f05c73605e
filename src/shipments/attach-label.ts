import { isFatal, SyncError } from '../kit/errors.ts';
import type { Bilingual } from '../kit/text.ts';
import type { ShipmentRow } from '../store/shipment-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { SaleOrderId } from '../trade/ids.ts';
import { cashText } from './cash-on-delivery.ts';
import { keepLabel, type KeptLabel } from './keep-label.ts';
import { labelFileName } from './labels-shelf.ts';
import { errorOf } from './shipment-error.ts';

/** What became of a label: `not-issued` and `not-in-odoo` have nothing, or nowhere, to be attached. */
export type Attaching = 'attached' | 'not-issued' | 'not-in-odoo';

/**
 * Puts a shipment's label into its order's chatter, with a note that is mailed to nobody, then the tracking code and the
 * courier on its delivery. Once, however often and from wherever it is repeated. Throws SyncError of either side; where
 * only the delivery cannot be written, the label is in the order and the row says why.
 */
export async function attachLabel(context: TenantContext, shipmentId: string): Promise<Attaching> {
  const row = await context.stores.shipments.get(shipmentId);
  if (row === null || row.poleepoId === null || row.state === 'void') return 'not-issued';
  if (row.attachmentId !== null && row.error === null) return 'attached';
  const order = await orderOf(context, row);
  if (order === null) return 'not-in-odoo';
  const attachmentId =
    row.attachmentId ?? (await attach(context, { ...row, poleepoId: row.poleepoId }, order));
  const refusal = await tellTracking(context, row).then(
    () => null,
    (thrown: unknown) => refusalOf(thrown),
  );
  await finish(context, row, { attachmentId, order, refusal });
  if (refusal !== null) throw refusal;
  return 'attached';
}

interface OrderInOdoo {
  saleOrderId: SaleOrderId;
  saleOrderName: string | null;
}

async function orderOf({ stores }: TenantContext, row: ShipmentRow): Promise<OrderInOdoo | null> {
  const { saleOrderId, saleOrderName } = row;
  if (saleOrderId !== null) return { saleOrderId, saleOrderName };
  const link = await stores.orders.get(row.poleepoOrderId);
  if (link === null || link.saleOrderId === null) return null;
  return { saleOrderId: link.saleOrderId, saleOrderName: link.saleOrderName };
}

async function attach(
  context: TenantContext,
  row: ShipmentRow & { poleepoId: number },
  { saleOrderId }: OrderInOdoo,
): Promise<number> {
  const { tenantKey, locale, odoo } = context;
  const label = await keepLabel(context, row);
  const { attachmentId } = await odoo.labels.attach({
    saleOrderId,
    key: `label_${tenantKey}_${row.id}`,
    name: labelFileName(row, { format: label.format, locale }),
    bytes: label.bytes,
    mimetype: mimetypeOf(label),
    note: noteOf(row)[locale],
  });
  return attachmentId;
}

const mimetypeOf = ({ format }: KeptLabel) => (format === 'PDF' ? 'application/pdf' : 'text/plain');

function noteOf(row: ShipmentRow): Bilingual {
  const { courier, trackingCode, parcels } = row;
  const which = [courier, trackingCode].filter((part) => part !== null && part !== '').join(' ');
  const shown = which === '' ? '' : ` ${which}`;
  const count = parcels.length;
  const [colli, pieces] = [
    count === 1 ? '1 collo' : `${count} colli`,
    count === 1 ? '1 parcel' : `${count} parcels`,
  ];
  const many = { it: count === 0 ? '' : `, ${colli}`, en: count === 0 ? '' : `, ${pieces}` };
  const cash = cashText(row.cashOnDelivery);
  const collects = { it: `, contrassegno ${cash}`, en: `, cash on delivery ${cash}` };
  return {
    it: `Etichetta di spedizione${shown}${many.it}${cash === null ? '' : collects.it}.`,
    en: `Shipping label${shown}${many.en}${cash === null ? '' : collects.en}.`,
  };
}

async function tellTracking({ odoo, reference }: TenantContext, row: ShipmentRow): Promise<void> {
  const { pickingId, trackingCode, courier } = row;
  if (pickingId === null || trackingCode === null) return;
  const methods = courier === null ? [] : await reference.deliveryMethods();
  const method = methods.find(({ name }) => name === courier);
  const carrier = method === undefined ? {} : { carrierId: method.id };
  await odoo.deliveries.setTracking({ pickingIds: [pickingId], trackingRef: trackingCode, ...carrier });
}

/** That the delivery may not be written must not keep the label from counting as attached. */
function refusalOf(thrown: unknown): SyncError {
  if (!isFatal(thrown) && thrown instanceof SyncError && thrown.advice === 'give-up') return thrown;
  throw thrown;
}

interface Done {
  attachmentId: number;
  order: OrderInOdoo;
  refusal: SyncError | null;
}

/** What the courier has got meanwhile is handed over. */
async function finish(
  { stores, clock }: TenantContext,
  row: ShipmentRow,
  { attachmentId, order, refusal }: Done,
): Promise<void> {
  const now = clock.now();
  const set = { ...order, attachmentId, error: refusal && errorOf(refusal) };
  const events = [{ key: 'attached', at: now, kind: 'attached', detail: { attachmentId } }];
  const latest = await stores.shipments.get(row.id);
  const to = latest?.handedOverAt == null ? 'attached' : 'handed-over';
  const moved = await stores.shipments.advance(row.id, { from: ['issued'], to, set, events, now });
  if (moved !== null) return;
  await stores.shipments.advance(row.id, { from: ['attached', 'handed-over', 'void'], set, events, now });
}
