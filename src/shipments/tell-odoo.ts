import { z } from 'zod';
import type { ShipmentEvent, ShipmentRow } from '../store/shipment-store.ts';
import { shipmentStates } from '../store/shipment-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { SaleOrderId } from '../trade/ids.ts';
import { findDelivery } from './find-delivery.ts';
import { noteOf } from './shipment-words.ts';
import { notedOf } from './shipping-events.ts';
import { tellVoid } from './tell-void.ts';
import { clearTracking, writeTracking } from './write-tracking.ts';

/** What Odoo was told last, as the row's column keeps it. */
const toldText = z.object({
  tracking: z.string().nullable(),
  courier: z.string().nullable(),
  status: z.string().nullable(),
  notes: z.int(),
});

type Told = z.output<typeof toldText>;

/** A row whose order is in Odoo. */
type InOdoo = ShipmentRow & { saleOrderId: SaleOrderId };

/**
 * Tells Odoo what is new of a shipment: tracking code and courier on its delivery, the order's own fields where there are
 * any, and a note for what people must know, each once. Calls nothing where all is told. Safe to repeat from anywhere.
 */
export async function tellOdoo(
  context: TenantContext,
  given: ShipmentRow,
): Promise<'told' | 'nothing-new' | 'not-in-odoo'> {
  const row = await withOrder(context, given);
  if (row === null) return 'not-in-odoo';
  const all = await context.stores.shipments.eventsOf(row.id);
  const events = notedOf(all);
  const before = toldOf(row, all);
  const isVoid = row.state === 'void';
  const want: Told = {
    tracking: isVoid ? null : row.trackingCode,
    courier: isVoid ? null : row.courier,
    status: row.status,
    notes: Math.max(before.notes, events.length),
  };
  if (JSON.stringify(want) === JSON.stringify(before)) return 'nothing-new';
  const tracked = await tellTracking(context, row, { before, want });
  await tellFields(context, row, { before, want });
  for (const event of events.slice(before.notes)) {
    if (event.kind === 'void') {
      await tellVoid(context, row, row.saleOrderId);
      continue;
    }
    const key = `note_${context.tenantKey}_${row.id}_${event.key.replaceAll(/[^A-Za-z0-9_-]/g, '-')}`;
    const text = noteOf(event.kind, row)[context.locale];
    await context.odoo.notes.put({ key, saleOrderId: row.saleOrderId, text });
  }
  const told: Told = tracked ? want : { ...want, tracking: before.tracking };
  const then = await change(context, row.id, { told: toldAs(told) });
  // What was written of it meanwhile does not hold for one that has become void.
  if (then?.state === 'void' && !isVoid) await tellOdoo(context, then);
  return 'told';
}

/** The column's text for what Odoo has heard already. */
export function toldAs(told: Told): string {
  return JSON.stringify(told);
}

/** Whoever buys a waybill here writes its first code on the delivery itself. */
function toldOf({ told, origin, trackingCode }: ShipmentRow, events: readonly ShipmentEvent[]): Told {
  const known = toldText.safeParse(parsed(told)).data;
  if (known !== undefined) {
    const { tracking, courier, status, notes } = known;
    return { tracking, courier, status, notes };
  }
  const first = events.find(({ kind }) => kind === 'tracking')?.detail['before'] ?? trackingCode;
  const tracking = origin === 'ponte' && typeof first === 'string' ? first : null;
  return { tracking, courier: null, status: null, notes: 0 };
}

interface Change {
  before: Told;
  want: Told;
}

/** Whether the delivery has its code now; false where it has no delivery yet. */
async function tellTracking(context: TenantContext, row: InOdoo, { before, want }: Change): Promise<boolean> {
  if (want.tracking === before.tracking && !(row.state === 'void' && before.status !== want.status))
    return true;
  if (row.state === 'void') {
    const taken = row.pickingId === null ? null : await context.stores.shipments.ofPicking(row.pickingId);
    if (row.pickingId === null || taken !== null) return true;
    await clearTracking(context, row.pickingId);
    return true;
  }
  if (want.tracking === null) return true;
  const delivery = row.pickingId ?? (await findDelivery(context, row));
  if (delivery === null) return false;
  await writeTracking(context, delivery, { trackingCode: want.tracking, courier: row.courier });
  return true;
}

/** A void one says nothing about an order that has another. */
async function tellFields(context: TenantContext, row: InOdoo, { before, want }: Change): Promise<void> {
  const { tracking, courier, status } = want;
  if (tracking === before.tracking && courier === before.courier && status === before.status) return;
  if (row.state === 'void') {
    const all = await context.stores.shipments.ofOrder(row.poleepoOrderId);
    if (all.some(({ state }) => state !== 'void' && state !== 'failed')) return;
  }
  const fields = await context.reference.shipmentFields();
  const order = { id: row.saleOrderId, news: { status, tracking, courier } };
  await context.odoo.deliveries.tellShipment(order, fields);
}

async function withOrder(context: TenantContext, row: ShipmentRow): Promise<InOdoo | null> {
  const { saleOrderId } = row;
  if (saleOrderId !== null) return { ...row, saleOrderId };
  const link = await context.stores.orders.get(row.poleepoOrderId);
  if (link === null || link.saleOrderId === null) return null;
  const { saleOrderId: its, saleOrderName } = link;
  const changed = await change(context, row.id, { saleOrderId: its, saleOrderName });
  return { ...(changed ?? row), saleOrderId: its };
}

async function change(
  { stores, clock }: TenantContext,
  id: string,
  set: Partial<Pick<ShipmentRow, 'told' | 'saleOrderId' | 'saleOrderName'>>,
): Promise<ShipmentRow | null> {
  return stores.shipments.advance(id, { from: shipmentStates, set, now: clock.now() });
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
