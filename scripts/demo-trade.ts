import { setTimeout as wait } from 'node:timers/promises';
import type { OrderKind } from '../sim/poleepo/order-kinds.ts';
import type { Api } from './api.ts';
import type { LocalHouse } from './local-house.ts';
import { type ListedOrder, OrderWatch } from './watch-orders.ts';

/** What arrives, over and over: mostly what goes through, and now and then what a person must decide. */
const kinds: readonly OrderKind[] = [
  'plain',
  'several-rates',
  'company',
  'plain',
  'guest',
  'separate-delivery',
  'unknown-sku',
];

const atTheStart = 4;

/** Lets orders arrive in the simulated Poleepo: a few at once, then one every `everyMs`, each told by webhook. */
export async function makeOrders({ poleepo }: Pick<LocalHouse, 'poleepo'>, everyMs: number): Promise<never> {
  for (let count = 0; ; count += 1) {
    if (count >= atTheStart) await wait(everyMs);
    const kind = kinds[count % kinds.length] ?? 'plain';
    await poleepo.sim.control.makeOrders({ kind, notify: true });
  }
}

/** Tells of each order as soon as it is confirmed or held, in one line; `failed` hears why it could not look. */
export async function tellOrders(api: Api, failed: (error: unknown) => void): Promise<never> {
  const watch = new OrderWatch(api);
  for (;;) {
    const news = await watch.look().catch((error: unknown) => {
      failed(error);
      return [];
    });
    for (const order of news) console.log(lineOf(order));
    await wait(500);
  }
}

function lineOf(order: ListedOrder): string {
  const { poleepoId, channel, poleepoTotal, currency, state, saleOrder, held } = order;
  const time = new Date(order.updatedAt).toLocaleTimeString('it-IT');
  const end = state === 'confirmed' ? `confirmed in Odoo as ${saleOrder}` : `${state}: ${held?.title ?? ''}`;
  return `${time}  order ${poleepoId} from ${channel}, ${poleepoTotal} ${currency}: ${end}`;
}
