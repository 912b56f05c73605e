import { z } from 'zod';
import type { SaleOrderId } from '../trade/ids.ts';
import { areaRefusal } from './area-refusal.ts';
import { deliveryAppRefusal } from './delivery-app.ts';
import type { OrderDeliveries, OrderToShip } from './delivery.ts';
import { flatDeliveries, flatDeliveriesToShip } from './flat-deliveries.ts';
import { nestedDeliveries } from './nested-deliveries.ts';
import { orderedLines } from './ordered-lines.ts';
import type { Session } from './session.ts';
import { many2one } from './values.ts';

/**
 * How the order stands in the warehouse: what of it is delivered, its transfers and their packages. Null where there is
 * no such order, or nothing in it. Two calls; 16 takes three, four with packages.
 * Throws SyncError `forbidden` with the group in its hint where the user may not read transfers, `refused` where the
 * app of delivery methods is missing, and those of any call.
 */
export async function deliveriesOf(session: Session, id: SaleOrderId): Promise<OrderDeliveries | null> {
  return standing(session, id, session.dialect.nestedReading ? nestedDeliveries : flatDeliveries);
}

/**
 * The same as far as it bears on what can be shipped: transfers with nothing in them may be missing. Two calls; on 16
 * three with packages. Throws as `deliveriesOf` does.
 */
export async function deliveriesToShip(session: Session, id: SaleOrderId): Promise<OrderToShip | null> {
  const read: Reading<OrderToShip['pickings'][number]> = session.dialect.nestedReading
    ? nestedDeliveries
    : flatDeliveriesToShip;
  return standing(session, id, read);
}

type Reading<Transfer> = (session: Session, id: SaleOrderId) => Promise<Transfer[]>;

async function standing<Transfer>(session: Session, id: SaleOrderId, pickingsOf: Reading<Transfer>) {
  const [orders, pickings] = await Promise.all([
    orderedLines(session, [id]),
    pickingsOf(session, id).catch(async (thrown: unknown) => {
      throw await areaRefusal(session, 'transfers', deliveryAppRefusal(thrown));
    }),
  ]);
  const order = orders.get(id);
  return order === undefined ? null : { saleOrderId: id, ...order, pickings };
}

const origins = z.array(z.object({ sale_id: many2one }));

/** The order that a transfer is of; null where there is none, or no such transfer. One call. */
export async function orderOfPicking(session: Session, pickingId: number): Promise<SaleOrderId | null> {
  const call = { model: 'stock.picking', method: 'read', ids: [pickingId], args: { fields: ['sale_id'] } };
  const found = await session.ask(call, origins).catch(async (thrown: unknown) => {
    throw await areaRefusal(session, 'transfers', thrown);
  });
  return (found[0]?.sale_id ?? null) as SaleOrderId | null;
}
