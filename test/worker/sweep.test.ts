import { createScheduledController, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { bindingsOf } from '../../src/env.ts';
import worker from '../../src/index.ts';
import { crons } from '../../src/jobs/crons.ts';
import { createApp } from '../../src/routes/app.ts';
import { wire } from '../../src/wire.ts';
import { until } from '../../scripts/until.ts';
import {
  inOdoo,
  newOrder,
  openShop,
  orderIn,
  type Shop,
  webhookAbout,
} from '../support/journey-over-http.ts';

const cronList = z.object({
  items: z.array(
    z.object({ cron: z.string(), lastRunAt: z.string().nullable(), result: z.string().nullable() }),
  ),
});
const jobList = z.object({ items: z.array(z.object({ state: z.string() })) });

function fire(expression: string) {
  return worker.scheduled(createScheduledController({ cron: expression }), env);
}

/** The alarm that connecting the shop has set must not take up what comes afterwards. */
async function atRest(shop: Shop): Promise<void> {
  const lane = env.LANE.get(env.LANE.idFromName(shop.tenant.id));
  await runDurableObjectAlarm(lane);
  await until('the lane is at rest', { withinMs: 10_000 }, () =>
    runInDurableObject(lane, async (_lane, state) =>
      (await state.storage.getAlarm()) === null ? true : null,
    ),
  );
}

test('a webhook whose wake-up is lost is acknowledged, and the sweep takes its work up', async () => {
  const shop = await openShop();
  const order = await newOrder(shop);
  await atRest(shop);
  const noQueue = wire(env, {
    ...bindingsOf(env),
    sendWakeUp: () => Promise.reject(new Error('queue is down')),
  });
  const answer = await createApp(noQueue).fetch(await webhookAbout(shop, order.id));
  expect(answer.status).toBe(202);
  const waiting = await shop.api.get('/v1/jobs?state=waiting', jobList);
  expect(waiting.items).toHaveLength(1);

  await fire(crons['process-webhook-queue'].expression);
  await orderIn(shop, order.id);
  expect(await inOdoo(shop, order)).toHaveLength(1);
});

test('every cron runs, and people see when it last did', async () => {
  const shop = await openShop();
  for (const { expression } of Object.values(crons)) await fire(expression);
  const { items } = await shop.api.get('/v1/crons', cronList);
  expect(items.map(({ cron }) => cron).toSorted()).toEqual(Object.keys(crons).toSorted());
  for (const { lastRunAt, result } of items) {
    expect(lastRunAt).toEqual(expect.any(String));
    expect(result).not.toMatch(/^failed/);
  }
});

test('the daily clean-up becomes a job of every tenant, and is done', async () => {
  const shops = [await openShop(), await openShop()];
  await fire(crons['clean-up'].expression);
  for (const shop of shops) {
    const done = await until('the clean-up is done', { withinMs: 10_000 }, async () => {
      const { items } = await shop.api.get('/v1/jobs?kind=clean-up&state=completed', jobList);
      return items.length > 0 ? items : null;
    });
    expect(done).toHaveLength(1);
  }
});

test('a cron that nobody knows does nothing', async () => {
  const shop = await openShop();
  await fire('1 2 3 4 5');
  expect((await shop.api.get('/v1/jobs', jobList)).items).toEqual([]);
});
