import { afterAll, beforeAll, expect, test } from 'vitest';
import { median } from '../../scripts/legs.ts';
import type { LocalHouse } from '../../scripts/local-house.ts';
import { until } from '../../scripts/until.ts';
import { type ServedSims, serveSims } from '../../sim/serve.ts';
import { openHouse } from './support/house.ts';
import { confirmed, jobsOf, newOrders, openShop, type Shop } from './support/shop.ts';

const ordersPerRound = 10;
const [fewestRounds, mostRounds] = [3, 12];

let house: LocalHouse;
let hanging: ServedSims;
let release: () => void = () => undefined;
let released = Promise.resolve();

beforeAll(async () => {
  house = await openHouse();
  hanging = await serveSims({ odoo: [{ version: 18, sleep: () => released }] });
});
afterAll(async () => {
  release();
  await hanging.close();
  await house.stop();
});

/** Milliseconds from each of some webhooks, one after the other, until its order is confirmed. */
async function timesOf(shop: Shop): Promise<number[]> {
  const times: number[] = [];
  for (let count = 0; count < ordersPerRound; count += 1) {
    const startedAt = Date.now();
    const [order] = await newOrders(house, shop, { count: 1, notify: true });
    const { job } = await confirmed(shop, order?.id ?? 0);
    times.push(Date.parse(job?.finishedAt ?? '') - startedAt);
  }
  return times;
}

/** Sends a shop orders while its Odoo answers nothing, until no more of them fit into its lane. */
async function hang(odoo: ServedSims['odoo'][number], shop: Shop): Promise<void> {
  released = new Promise((resolve) => (release = resolve));
  odoo.sim.control.setFaults([{ kind: 'hang-before', ms: 60_000 }]);
  await newOrders(house, shop, { count: 10, notify: true });
  await until('every place of the lane is taken', { withinMs: 10_000 }, async () =>
    (await jobsOf(shop, '&state=running')).length >= 6 ? true : null,
  );
}

async function recover(odoo: ServedSims['odoo'][number], shop: Shop): Promise<void> {
  odoo.sim.control.setFaults([]);
  release();
  await until('all that hung is done', { withinMs: 60_000, everyMs: 200 }, async () =>
    (await jobsOf(shop)).every(({ state }) => state === 'completed') ? true : null,
  );
}

test('a company whose Odoo hangs does not slow the orders of another by more than a tenth', async () => {
  const [odoo] = hanging.odoo;
  if (odoo === undefined) throw new Error('a simulator is missing');
  const [shop, neighbour] = [await openShop(house, house.odoo.url), await openShop(house, odoo.url)];
  await timesOf(shop);

  const [alone, beside]: [number[], number[]] = [[], []];
  let slower = Number.POSITIVE_INFINITY;
  for (let round = 1; round <= mostRounds; round += 1) {
    alone.push(...(await timesOf(shop)));
    await hang(odoo, neighbour);
    beside.push(...(await timesOf(shop)));
    expect(await jobsOf(neighbour, '&state=running')).toHaveLength(6);
    await recover(odoo, neighbour);
    slower = median(beside) / median(alone);
    // The machine's own ups and downs go both ways: more rounds even them out, and a real wait stays.
    if (round >= fewestRounds && slower <= 1.1) break;
  }
  expect(slower, `${median(beside)} ms beside, ${median(alone)} ms alone`).toBeLessThanOrEqual(1.1);
});
