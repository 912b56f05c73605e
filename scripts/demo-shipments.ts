import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { demoClientId } from '../sim/poleepo/app.ts';
import type { Api } from './api.ts';
import { askInvoice } from './invoice-views.ts';
import type { LocalHouse } from './local-house.ts';
import {
  answeredQuotes,
  cheapestOf,
  type ListedShipment,
  listedShipment,
  listedShipments,
  mapBox,
  pickupAddressOf,
  shipmentOf,
} from './shipment-views.ts';
import { latestOrders } from './watch-orders.ts';

/** A courier of the simulated Poleepo takes this long from one status to the next. */
const courierStepMs = 8000;

/** Ships and invoices the oldest confirmed order that was not shipped yet, every `everyMs`, as people there would. */
export async function shipOrders(
  house: LocalHouse,
  api: Api,
  { everyMs, failed }: { everyMs: number; failed: (error: unknown) => void },
): Promise<never> {
  house.poleepo.sim.control.changeAccount(demoClientId, { shipments: { stepMs: courierStepMs } });
  const begun = new Set<number>();
  for (;;) {
    await wait(everyMs);
    try {
      const next = (await latestOrders(api)).findLast(
        ({ poleepoId, state }) => state === 'confirmed' && !begun.has(poleepoId),
      );
      if (next?.saleOrderId == null) continue;
      begun.add(next.poleepoId);
      await ship(house, api, next.saleOrderId);
    } catch (error) {
      failed(error);
    }
  }
}

async function ship(house: LocalHouse, api: Api, saleOrderId: number): Promise<void> {
  const pickupAddressId = await pickupAddressOf(api);
  const typeId = await mapBox(house, api);
  house.odoo.sim.control.ship(saleOrderId, { packages: [{ typeId, weight: 2.5 }] });
  const wanted = { saleOrderId, pickupAddressId };
  const quotes = await api.post('/v1/shipments/quotes', { body: wanted, answer: answeredQuotes });
  const { courierId, serviceId, courier, price } = cheapestOf(quotes);
  console.log(
    `${now()}  ${quotes.quotes.length} couriers would carry it; ${courier} costs least: ${price} EUR`,
  );
  const body = { ...wanted, courierId, serviceId };
  const { id } = await api.post('/v1/shipments', { body, answer: listedShipment });
  await reaches(api, id, 'attached');
  await api.post(`/v1/shipments/${id}/handover`, { answer: z.unknown() });
  await askInvoice(api, saleOrderId);
}

async function reaches(api: Api, id: string, state: string): Promise<void> {
  for (let look = 0; look < 120; look += 1) {
    const now = await shipmentOf(api, id);
    if (now.state === state) return;
    if (now.state === 'failed') throw new Error(`shipment ${id} failed: ${now.error?.title}`);
    await wait(250);
  }
  throw new Error(`shipment ${id} is not ${state} after half a minute`);
}

/** Tells of each shipment whenever its state or Poleepo's status changes; `failed` hears why it could not look. */
export async function tellShipments(
  { poleepo }: Pick<LocalHouse, 'poleepo'>,
  api: Api,
  failed: (error: unknown) => void,
): Promise<never> {
  const told = new Map<string, string>();
  for (;;) {
    try {
      // The simulated couriers go on when somebody looks.
      poleepo.sim.control.shippings();
      for (const one of (await listedShipments(api)).toReversed()) {
        const standing = `${one.state} ${one.status}`;
        if (told.get(one.id) === standing) continue;
        told.set(one.id, standing);
        console.log(`${now()}  ${lineOf(one)}`);
      }
    } catch (error) {
      failed(error);
    }
    await wait(1000);
  }
}

function lineOf({ poleepoOrderId, courier, trackingCode, state, status }: ListedShipment): string {
  const parcel = trackingCode === null ? 'no tracking code yet' : `${courier} ${trackingCode}`;
  return `shipment of order ${poleepoOrderId}, ${parcel}: ${state}${status === null ? '' : ` (${status})`}`;
}

const now = () => new Date().toLocaleTimeString('it-IT');
