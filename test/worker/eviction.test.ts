import { createScheduledController, evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, inject, test } from 'vitest';
import worker from '../../src/index.ts';
import { until } from '../../scripts/until.ts';
import { inOdoo, newOrder, openShop, orderIn, type Shop, tell } from '../support/journey-over-http.ts';
import { setFaults } from '../support/journey-over-http-sims.ts';

function laneOf(shop: Shop) {
  return env.LANE.get(env.LANE.idFromName(shop.tenant.id));
}

async function running(shop: Shop): Promise<void> {
  await until('a job is in flight', { withinMs: 10_000 }, async () => {
    const found = await env.DB.prepare(`SELECT id FROM jobs WHERE tenant_id = ? AND state = 'running'`)
      .bind(shop.tenant.id)
      .first();
    return found === null ? null : true;
  });
}

/** Poleepo takes so long over this shop's orders that there is time to strike in the middle of a run. */
function slowly(shop: Shop, ms: number): Promise<void> {
  const match = { account: shop.clientId, path: '/orders/{id}', times: 1 };
  return setFaults(inject('poleepo'), [{ match, kind: 'latency', ms }]);
}

test('an object that is evicted in the middle of a run loses nothing and doubles nothing', async () => {
  const shop = await openShop();
  const order = await newOrder(shop);
  await slowly(shop, 1000);
  await tell(shop, order.id);
  await running(shop);
  await evictDurableObject(laneOf(shop));
  await orderIn(shop, order.id);
  expect(await inOdoo(shop, order)).toHaveLength(1);
});

test('work of an object that is torn away is taken up by the cron once its lease is over', async () => {
  const shop = await openShop();
  const order = await newOrder(shop);
  await slowly(shop, 1000);
  await tell(shop, order.id);
  await running(shop);
  await runInDurableObject(laneOf(shop), (_lane, state) => state.abort('torn away')).catch(() => undefined);
  // The lease is three minutes long: its end is brought forward.
  await env.DB.prepare(`UPDATE jobs SET lease_until = 1 WHERE tenant_id = ? AND state = 'running'`)
    .bind(shop.tenant.id)
    .run();
  await worker.scheduled(createScheduledController({ cron: '* * * * *' }), env);
  const confirmed = await orderIn(shop, order.id);
  expect(confirmed.job).toMatchObject({ state: 'completed' });
  expect(await inOdoo(shop, order)).toHaveLength(1);
});

test('a lane keeps its tenant over an eviction, and works on for it', async () => {
  const shop = await openShop();
  const first = await newOrder(shop);
  await tell(shop, first.id);
  await orderIn(shop, first.id);
  await evictDurableObject(laneOf(shop));
  const second = await newOrder(shop);
  await tell(shop, second.id);
  await orderIn(shop, second.id);
  expect(await inOdoo(shop, second)).toHaveLength(1);
});
