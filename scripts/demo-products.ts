import { setTimeout as wait } from 'node:timers/promises';
import { demoClientId } from '../sim/poleepo/app.ts';
import type { Api } from './api.ts';
import type { LocalHouse } from './local-house.ts';
import { latestBatches, type ListedBatch, productsIn, publishAll } from './product-views.ts';

/** How long a batch takes in the simulated Poleepo. */
const batchDelayMs = 3000;

type Act = (house: LocalHouse, count: number) => string;

const first = 'CAPPELLO-PESC-1';

/** What people do to products, over and over. */
const acts: readonly Act[] = [
  ({ odoo }, count) => {
    const quantity = (count * 7) % 40;
    odoo.sim.control.setStock({ sku: 'MOKA-3' }, { quantity });
    return `in Odoo, ${quantity} pieces of MOKA-3 are counted`;
  },
  ({ odoo }, count) => {
    const price = 39.9 + (count % 5);
    odoo.sim.control.changeProduct({ sku: 'MOKA-6' }, { list_price: price });
    return `in Odoo, MOKA-6 costs ${price.toFixed(2)} now`;
  },
  ({ odoo }) => {
    odoo.sim.control.setStock({ sku: 'SNEAKER-42' }, { quantity: 0 });
    return 'in Odoo, SNEAKER-42 is sold out';
  },
  ({ odoo, poleepo }, count) => {
    const parentSku = poleepo.sim.control.product(first)?.parent_sku ?? '';
    if (poleepo.sim.control.product(parentSku) !== undefined)
      poleepo.sim.control.removeProduct({ sku: parentSku });
    odoo.sim.control.changeProduct({ sku: first }, { weight: 0.12 + count / 100 });
    return `at Poleepo, somebody deletes the parent of ${first}, which then changes in Odoo`;
  },
];

/** Publishes the whole catalogue, then lets something change every `everyMs`. */
export async function changeProducts(house: LocalHouse, api: Api, everyMs: number): Promise<never> {
  house.poleepo.sim.control.changeAccount(demoClientId, { batches: { delayMs: batchDelayMs } });
  await publishAll(api);
  for (let count = 0; ; count += 1) {
    await wait(everyMs);
    const told = acts[count % acts.length]?.(house, count);
    console.log(`${now()}  ${told}`);
  }
}

/** Tells of each batch once it is sent and once it is over, with what is in error; `failed` hears why it could not look. */
export async function tellBatches(api: Api, failed: (error: unknown) => void): Promise<never> {
  const told = new Map<string, string>();
  for (;;) {
    try {
      for (const batch of (await latestBatches(api)).toReversed()) {
        if (told.get(batch.id) === batch.state) continue;
        told.set(batch.id, batch.state);
        console.log(`${now()}  ${lineOf(batch)}`);
        if (batch.failed > 0) await tellErrors(api);
      }
    } catch (error) {
      failed(error);
    }
    await wait(1000);
  }
}

async function tellErrors(api: Api): Promise<void> {
  for (const { sku, name, error } of await productsIn(api, 'error'))
    console.log(`${now()}  ${sku ?? name}: ${error?.title} (${error?.code})`);
}

function lineOf({ poleepoId, total, state, completed, failed }: ListedBatch): string {
  const name = poleepoId === null ? 'a batch' : `batch ${poleepoId}`;
  if (state === 'completed')
    return `${name} is settled: ${completed} of ${total} products at Poleepo, ${failed} in error`;
  return `${name} of ${total} products is ${state}`;
}

const now = () => new Date().toLocaleTimeString('it-IT');
