import { isFatal, SyncError } from '../kit/errors.ts';
import type { Bilingual } from '../kit/text.ts';
import type { ShipmentRow } from '../store/shipment-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { SaleOrderId } from '../trade/ids.ts';
import { cashText } from './cash-on-delivery.ts';
import { keepLabel, type KeptLabel } from './keep-label.ts';
import { labelFileName } from './labels-shelf.ts';
import { errorOf } from './shipment-error.ts';
import { tellVoid } from './tell-void.ts';
import { clearTracking, writeTracking } from './write-tracking.ts';

/**
 * What became of a label: `not-issued` and `not-in-odoo` have nothing, or nowhere, to be attached; of a `void` one the
 * chatter says so.
 */
export type Attaching = 'attached' | 'not-issued' | 'not-in-odoo' | 'void';

/**
 * Puts a shipment's label into its order's chatter, with a note that is mailed to nobody, then the tracking code and the
 * courier on its delivery. Once, however often and from wherever it is repeated. Throws SyncError of either side; where
 * only the delivery cannot be written, the label is in the order and the row says why.
 */
export async function attachLabel(context: TenantContext, shipmentId: string): Promise<Attaching> {
  const row = await context.stores.shipments.get(shipmentId);
  if (row === null || row.poleepoId === null) return 'not-issued';
  if (row.state === 'void' && row.labelKey === null) return 'not-issued';
  if (row.attachmentId !== null && row.error === null) return row.state === 'void' ? 'void' : 'attached';
  const order = await orderOf(context, row);
  if (order === null) return 'not-in-odoo';
  // A run that was cut off may have put it there.
  if (row.state === 'void') return takeBack(context, row, order);
  const attachmentId =
    row.attachmentId ?? (await attach(context, { ...row, poleepoId: row.poleepoId }, order));
  if (attachmentId === null) return 'void';
  const refusal = await tellTracking(context, row).then(
    () => null,
    (thrown: unknown) => refusalOf(thrown),
  );
  const then = await finish(context, row, { attachmentId, order, refusal });
  if (then?.state === 'void') return takeBack(context, then, order);
  if (refusal !== null) throw refusal;
  return 'attached';
}

/** It became void while its label was being attached: the delivery loses its code, and whoever reads the label is told. */
async function takeBack(context: TenantContext, row: ShipmentRow, order: OrderInOdoo): Promise<'void'> {
  if (row.pickingId !== null) await clearTracking(context, row.pickingId);
  await tellVoid(context, row, order.saleOrderId);
  return 'void';
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

/** The file's id in Odoo; null where it has become void meanwhile. */
async function attach(
  context: TenantContext,
  row: ShipmentRow & { poleepoId: number },
  { saleOrderId }: OrderInOdoo,
): Promise<number | null> {
  const { tenantKey, locale, odoo, stores } = context;
  const label = await keepLabel(context, row);
  if ((await stores.shipments.get(row.id))?.state === 'void') return null;
  const { attachmentId } = await odoo.files.attach({
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

async function tellTracking(
  context: TenantContext,
  { pickingId, trackingCode, courier }: ShipmentRow,
): Promise<void> {
  if (pickingId === null || trackingCode === null) return;
  await writeTracking(context, pickingId, { trackingCode, courier });
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

/** What the courier has got meanwhile is handed over. Answers the shipment as it is then. */
async function finish(
  { stores, clock }: TenantContext,
  row: ShipmentRow,
  { attachmentId, order, refusal }: Done,
): Promise<ShipmentRow | null> {
  const now = clock.now();
  const set = { ...order, attachmentId, error: refusal && errorOf(refusal) };
  const events = [{ key: 'attached', at: now, kind: 'attached', detail: { attachmentId } }];
  const latest = await stores.shipments.get(row.id);
  const to = latest?.handedOverAt == null ? 'attached' : 'handed-over';
  const moved = await stores.shipments.advance(row.id, { from: ['issued'], to, set, events, now });
  const others = ['attached', 'handed-over', 'void'] as const;
  return moved ?? (await stores.shipments.advance(row.id, { from: others, set, events, now }));
}
