import { z } from 'zod';
import type { Json } from '../kit/fingerprint.ts';
import type { SaleOrderId } from '../trade/ids.ts';
import { areaRefusal } from './area-refusal.ts';
import { deliveryAppRefusal } from './delivery-app.ts';
import type { DeliveryState } from './delivery.ts';
import type { Session } from './session.ts';
import { instant, many2one, odooInstant, recordId, requiredText, text } from './values.ts';

/** A delivery that has left with a tracking code. */
export interface ShippedDelivery {
  pickingId: number;
  name: string;
  state: DeliveryState;
  saleOrderId: SaleOrderId;
  trackingRef: string;
  /** The delivery method, as Odoo shows it. */
  carrier: string | null;
  /** Milliseconds. */
  doneAt: number | null;
  /** Milliseconds, cut to the second: when the transaction began that wrote it last. */
  writtenAt: number | null;
}

export interface ShippedPage {
  /** Milliseconds. */
  since: number;
  /** The last transfer of the page before. */
  after: number;
  limit: number;
}

const named = z
  .union([z.tuple([recordId, z.string()]), z.literal(false)])
  .transform((value) => (value === false ? null : value[1]));

const rows = z.array(
  z
    .object({
      id: recordId,
      name: requiredText,
      state: z.enum(['draft', 'waiting', 'confirmed', 'assigned', 'done', 'cancel']),
      sale_id: many2one,
      carrier_id: named,
      carrier_tracking_ref: text,
      date_done: instant,
      write_date: instant,
    })
    .transform((row) => ({
      pickingId: row.id,
      name: row.name,
      state: row.state,
      saleOrderId: row.sale_id as SaleOrderId | null,
      trackingRef: row.carrier_tracking_ref,
      carrier: row.carrier_id,
      doneAt: row.date_done,
      writtenAt: row.write_date,
    })),
);

const fields = ['name', 'state', 'sale_id', 'carrier_id', 'carrier_tracking_ref', 'date_done', 'write_date'];

/**
 * Deliveries of sale orders that are done, have a tracking code and were written since, by id. One call.
 * A `write_date` is when its transaction began: ask with an overlap of minutes.
 */
export async function shippedSince(
  session: Session,
  { since, after, limit }: ShippedPage,
): Promise<ShippedDelivery[]> {
  const domain = [
    ['id', '>', after],
    ['write_date', '>=', odooInstant(since)],
    ['state', '=', 'done'],
    ['picking_type_code', '=', 'outgoing'],
    ['sale_id', '!=', false],
    ['carrier_tracking_ref', '!=', false],
  ];
  return deliveriesIn(session, domain, limit);
}

/** The transfers of sale orders with that tracking code, by id; 20 at most. One call. */
export async function byTracking(session: Session, code: string): Promise<ShippedDelivery[]> {
  const domain = [
    ['carrier_tracking_ref', '=', code],
    ['sale_id', '!=', false],
  ];
  return deliveriesIn(session, domain, 20);
}

async function deliveriesIn(session: Session, domain: Json[], limit: number): Promise<ShippedDelivery[]> {
  const kwargs = { fields, order: 'id', limit };
  const call = { model: 'stock.picking', method: 'search_read', args: { domain }, kwargs };
  const found = await session.ask(call, rows).catch(async (thrown: unknown) => {
    throw await areaRefusal(session, 'transfers', deliveryAppRefusal(thrown));
  });
  return found.flatMap(({ saleOrderId, trackingRef, ...delivery }) =>
    saleOrderId === null || trackingRef === null ? [] : [{ ...delivery, saleOrderId, trackingRef }],
  );
}
