import { z } from 'zod';
import { demoClientId } from '../sim/poleepo/app.ts';
import type { Api } from './api.ts';
import type { LocalHouse } from './local-house.ts';
import {
  hint,
  latestBatches,
  type ListedProduct,
  productOf,
  productsIn,
  progress,
  publishAll,
} from './product-views.ts';
import { until } from './until.ts';

const patience = { withinMs: 120_000, everyMs: 50 };

/** A batch takes this long in the simulated Poleepo. */
const batchDelayMs = 1000;

/** The shortest window that there is, so that nobody has to wait for a free request for minutes; its rule is the same. */
const windowSeconds = 10;

export interface Exported {
  completed: number;
  /** SKU and code. */
  errors: string[];
  batches: number;
  ms: number;
}

/** Tells Poleepo the whole catalogue for the first time. */
export async function exportCatalogue({ poleepo }: LocalHouse, api: Api): Promise<Exported> {
  const pollWindowMs = windowSeconds * 1000;
  poleepo.sim.control.changeAccount(demoClientId, { batches: { delayMs: batchDelayMs, pollWindowMs } });
  await api.put('/v1/settings/products', { body: { pollWindowSeconds: windowSeconds }, answer: z.unknown() });
  const startedAt = Date.now();
  await publishAll(api);
  await until('the catalogue is at Poleepo', patience, async () => {
    const now = await api.get('/v1/products/progress', progress);
    return now.completed > 0 && now.waiting + now.sending + now.batchesOpen === 0 ? now : null;
  });
  const errors = (await productsIn(api, 'error')).map(({ sku, error }) => `${sku}: ${error?.code}`);
  const { completed } = await api.get('/v1/products/progress', progress);
  const batches = (await latestBatches(api)).length;
  return { completed, errors, batches, ms: Date.now() - startedAt };
}

export const productLegNames = [
  'noticed',
  'read from Odoo',
  'worked out and sent',
  'Poleepo at work, until asked',
  'outcome written down',
] as const;

export type ProductLegs = Record<(typeof productLegNames)[number], number> & { whole: number };

const callPage = z.object({
  items: z.array(
    z.object({
      at: z.iso.datetime(),
      side: z.string(),
      endpoint: z.string(),
      method: z.string(),
      durationMs: z.int(),
    }),
  ),
});

/** Changes a product's price in Odoo and waits until its batch is settled; throws where Poleepo has another price then. */
export async function changePrice(
  { odoo, poleepo }: LocalHouse,
  api: Api,
  sku: string,
): Promise<ProductLegs> {
  const before = await known(api, sku);
  const price = Number(before.priceWithTax ?? '0') + 1;
  const changedAt = Date.now();
  odoo.sim.control.changeProduct({ sku }, { list_price: price });
  await hint(api, [before.odooId]);
  const after = await settledAfter(api, sku, changedAt);
  const there = poleepo.sim.control.product(sku);
  if (there?.price_with_tax !== price)
    throw new Error(`${sku} costs ${price} in Odoo and ${there?.price_with_tax} at Poleepo`);
  return cut(api, { changedAt, settledAt: Date.parse(after.acceptedAt ?? '') });
}

/** Takes a family's parent away at Poleepo and changes one of its variants: both are there again in the end. */
export async function loseParent(
  { odoo, poleepo }: LocalHouse,
  api: Api,
  sku: string,
): Promise<{ ms: number; parent: number }> {
  const before = await known(api, sku);
  const parentSku = poleepo.sim.control.product(sku)?.parent_sku ?? '';
  const startedAt = Date.now();
  poleepo.sim.control.removeProduct({ sku: parentSku });
  odoo.sim.control.changeProduct({ sku }, { weight: 1.5 });
  await hint(api, [before.odooId]);
  await settledAfter(api, sku, startedAt);
  const parent = await until(
    `the parent of ${sku} is there again`,
    patience,
    () => poleepo.sim.control.product(parentSku) ?? null,
  );
  return { ms: Date.now() - startedAt, parent: parent.id };
}

async function known(api: Api, sku: string): Promise<ListedProduct> {
  const found = await productOf(api, sku);
  if (found === null) throw new Error(`${sku} is not known`);
  return found;
}

function settledAfter(api: Api, sku: string, since: number): Promise<ListedProduct> {
  return until(`${sku} is settled`, patience, async () => {
    const now = await known(api, sku);
    if (now.state === 'error') throw new Error(`${sku} is in error: ${now.error?.title}`);
    return now.state === 'completed' && Date.parse(now.acceptedAt ?? '') >= since ? now : null;
  });
}

async function cut(
  api: Api,
  { changedAt, settledAt }: { changedAt: number; settledAt: number },
): Promise<ProductLegs> {
  const { items } = await api.get('/v1/api-logs?direction=out&limit=200', callPage);
  const calls = items
    .map(({ at, durationMs, ...call }) => ({
      ...call,
      from: Date.parse(at),
      to: Date.parse(at) + durationMs,
    }))
    .filter(({ from, to }) => from >= changedAt && to <= settledAt + 50)
    .toSorted((a, b) => a.from - b.from);
  const sent = calls.find(
    ({ method, endpoint }) => method === 'POST' && endpoint.includes('/products/batch'),
  );
  const asked = calls.findLast(
    ({ method, endpoint }) => method === 'GET' && endpoint.includes('/products/batch'),
  );
  const read = calls.filter(({ side, to }) => side === 'odoo' && to <= (sent?.from ?? 0));
  const [first, last] = [read[0], read.at(-1)];
  if (sent === undefined || asked === undefined || first === undefined || last === undefined)
    throw new Error(`the calls of a change are not in the log: ${JSON.stringify(calls)}`);
  return {
    noticed: first.from - changedAt,
    'read from Odoo': last.to - first.from,
    'worked out and sent': sent.to - last.to,
    'Poleepo at work, until asked': asked.to - sent.to,
    'outcome written down': Math.max(0, settledAt - asked.to),
    whole: settledAt - changedAt,
  };
}
