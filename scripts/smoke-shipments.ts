import { z } from 'zod';
import { demoClientId } from '../sim/poleepo/app.ts';
import type { Api } from './api.ts';
import type { LocalHouse } from './local-house.ts';
import {
  answeredQuotes,
  cheapestOf,
  listedShipment,
  mapBox,
  type ListedShipment,
  pickupAddressOf,
  shipmentOf,
} from './shipment-views.ts';
import { stopWatch } from './stop-watch.ts';
import { until } from './until.ts';

const patience = { withinMs: 30_000, everyMs: 25 };

/** A courier of the simulated Poleepo takes this long from one status to the next. */
const courierStepMs = 300;

export const shipmentLegNames = [
  'couriers and prices asked',
  'waybill bought',
  'label in the chatter of the order',
  'handed over to the courier',
  'delivered, and Odoo knows',
] as const;

export interface ShipmentLegs {
  legs: Record<(typeof shipmentLegNames)[number], number>;
  courier: string;
  price: string;
  tracking: string;
}

/**
 * Sends an order of the simulated Odoo in a box, buys its waybill, hands it over, and waits until its delivery is known.
 * Throws where a label, a tracking code or a note is missing or there twice.
 */
export async function shipOrder(
  house: LocalHouse,
  api: Api,
  order: { id: number; saleOrderId: number },
): Promise<ShipmentLegs> {
  const { odoo, poleepo } = house;
  poleepo.sim.control.changeAccount(demoClientId, { shipments: { stepMs: courierStepMs } });
  const pickupAddressId = await pickupAddressOf(api);
  const typeId = await mapBox(house, api);
  odoo.sim.control.ship(order.saleOrderId, { packages: [{ typeId, weight: 2.5 }] });

  const clock = stopWatch();
  const wanted = { saleOrderId: order.saleOrderId, pickupAddressId };
  const quote = cheapestOf(await api.post('/v1/shipments/quotes', { body: wanted, answer: answeredQuotes }));
  const quoted = clock();
  const { courierId, serviceId } = quote;
  const { id } = await api.post('/v1/shipments', {
    body: { ...wanted, courierId, serviceId },
    answer: listedShipment,
  });
  await untilIs(api, id, { has: 'a waybill', test: ({ poleepoId }) => poleepoId !== null });
  const bought = clock();
  const labelled = await untilIs(api, id, { has: 'its label', test: ({ state }) => state === 'attached' });
  const attached = clock();
  await checkLabel(api, id);
  clock();
  await api.post(`/v1/shipments/${id}/handover`, { answer: z.unknown() });
  await untilIs(api, id, { has: 'its courier', test: ({ state }) => state === 'handed-over' });
  const handedOver = clock();
  const delivered = await untilIs(api, id, {
    has: 'arrived',
    // The simulated couriers go on when somebody looks.
    test: ({ deliveredAt }) => poleepo.sim.control.shippings().length > 0 && deliveredAt !== null,
  });
  const back = clock();
  checkSides(house, order, delivered);
  return {
    courier: labelled.courier ?? '',
    price: quote.price,
    tracking: labelled.trackingCode ?? '',
    legs: {
      'couriers and prices asked': quoted,
      'waybill bought': bought,
      'label in the chatter of the order': attached,
      'handed over to the courier': handedOver,
      'delivered, and Odoo knows': back,
    },
  };
}

interface Reached {
  has: string;
  test: (shipment: ListedShipment) => boolean;
}

function untilIs(api: Api, id: string, { has, test }: Reached): Promise<ListedShipment> {
  return until(`shipment ${id} has ${has}`, patience, async () => {
    const now = await shipmentOf(api, id);
    if (now.state === 'failed') throw new Error(`shipment ${id} failed: ${now.error?.title}`);
    return test(now) ? now : null;
  });
}

async function checkLabel(api: Api, id: string): Promise<void> {
  const answer = await api.raw('GET', `/v1/shipments/${id}/label`);
  const start = new TextDecoder().decode((await answer.arrayBuffer()).slice(0, 5));
  if (answer.status !== 200 || start !== '%PDF-')
    throw new Error(`the label of ${id} is answered ${answer.status} and begins with ${start}`);
}

function checkSides(
  { odoo, poleepo }: LocalHouse,
  order: { id: number; saleOrderId: number },
  told: ListedShipment,
): void {
  const there = poleepo.sim.control.shippings().filter((one) => one.order_id === order.id);
  if (there.length !== 1) throw new Error(`order ${order.id} has ${there.length} waybills at Poleepo`);
  const { db } = odoo.sim;
  const mine = [
    ['res_model', '=', 'sale.order'],
    ['res_id', '=', order.saleOrderId],
  ];
  const labels = db.count('ir.attachment', mine);
  if (labels !== 1) throw new Error(`order ${order.id} has ${labels} labels in Odoo`);
  const sent = db.count('stock.picking', [['carrier_tracking_ref', '=', told.trackingCode]]);
  if (sent !== 1) throw new Error(`the tracking code ${told.trackingCode} is on ${sent} deliveries in Odoo`);
}
