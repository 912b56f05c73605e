import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { LocalHouse } from '../../scripts/local-house.ts';
import { until } from '../../scripts/until.ts';
import { serveSims, type ServedSims } from '../../sim/serve.ts';
import { heldKinds, rightKinds } from '../support/world/many.ts';
import { stockOdoo } from '../support/world/shop.ts';
import { openHouse } from './support/house.ts';
import { openShop, type Shop } from './support/shop.ts';

const versions = [16, 17, 18, 19] as const;
const each = 2;

let house: LocalHouse;
let odoos: ServedSims;
beforeAll(async () => {
  house = await openHouse();
  odoos = await serveSims({ odoo: versions.map((version) => ({ version })) });
});
afterAll(async () => {
  await odoos.close();
  await house.stop();
});

const health = z.object({ jobs: z.partialRecord(z.string(), z.int()) });
const orderPage = z.object({
  items: z.array(
    z.object({ poleepoId: z.int(), state: z.string(), held: z.object({ reason: z.string() }).nullable() }),
  ),
});

/** Waits until the shop's ledger has nothing open. */
async function settled(shop: Shop): Promise<void> {
  await until('every job has ended', { withinMs: 90_000, everyMs: 250 }, async () => {
    const { jobs } = await shop.api.get('/v1/health', health);
    return (jobs['waiting'] ?? 0) + (jobs['running'] ?? 0) === 0 ? true : null;
  });
}

describe.each(versions)('over HTTP, with an Odoo %i', (version) => {
  it('orders of every kind are confirmed to the cent or held for the reason of their kind', async () => {
    const odoo = odoos.odoo.find((one) => one.version === version);
    if (odoo === undefined) throw new Error(`no simulated Odoo ${version}`);
    const shop = await openShop(house, odoo.url);
    await shop.api.put('/v1/settings', {
      body: { orders: stockOdoo(odoo.sim, version) },
      answer: z.unknown(),
    });
    const expected = new Map<number, { reason: string | null; total: number; reference: string }>();
    for (const kind of [...rightKinds, ...(Object.keys(heldKinds) as (keyof typeof heldKinds)[])]) {
      const { orders } = await house.poleepo.sim.control.makeOrders({
        account: shop.clientId,
        kind,
        count: each,
        notify: true,
      });
      const reason = kind in heldKinds ? heldKinds[kind as keyof typeof heldKinds] : null;
      for (const { id, total_price: total, reference_id: reference } of orders)
        expected.set(id, { reason, total, reference });
    }
    expect(expected.size).toBeGreaterThanOrEqual(50);
    await settled(shop);
    const { items } = await shop.api.get('/v1/orders?limit=200', orderPage);
    const found = items.map(({ poleepoId, state, held }) => [poleepoId, held?.reason ?? state]);
    const wanted = [...expected].map(([id, { reason }]) => [id, reason ?? 'confirmed']);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(wanted));
    for (const { reason, total, reference } of expected.values()) {
      const sales = odoo.sim.control.orders(reference).filter((sale) => sale['state'] === 'sale');
      expect(sales.map((sale) => sale['amount_total'])).toEqual(reason === null ? [total] : []);
    }
  });
});
