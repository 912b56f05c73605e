import { createScheduledController } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { z } from 'zod';
import worker from '../../src/index.ts';
import { crons } from '../../src/jobs/crons.ts';
import { until } from '../../scripts/until.ts';
import { inOdoo, newOrder, newOrders, openShop, orderIn, type Shop } from '../support/journey-over-http.ts';

const named = z.object({ id: z.string() });
const imports = z.object({ items: z.array(z.object({ subject: z.string() })) });
const comparisons = z.object({
  items: z.array(
    z.object({ state: z.string(), summary: z.object({ differences: z.record(z.string(), z.int()) }) }),
  ),
});
const history = z.object({
  state: z.string(),
  rehearsal: z.object({ listed: z.int(), import: z.object({ orders: z.int() }) }).nullable(),
  imported: z.object({ listed: z.int(), asked: z.int() }).nullable(),
});
const contract = z.object({
  report: z
    .object({ differences: z.array(z.object({ endpoint: z.string(), weight: z.string() })) })
    .nullable(),
});

const within = { withinMs: 20_000 };

function fire(cron: keyof typeof crons) {
  return worker.scheduled(createScheduledController({ cron: crons[cron].expression }), env);
}

async function importsOf(shop: Shop): Promise<string[]> {
  return (await shop.api.get('/v1/jobs?kind=import-order', imports)).items.map(({ subject }) => subject);
}

test('an order that no webhook told of is found by a poll, once', async () => {
  const shop = await openShop();
  const order = await newOrder(shop);
  await fire('poll-orders');
  await orderIn(shop, order.id);
  expect(await inOdoo(shop, order)).toHaveLength(1);
  await fire('poll-orders');
  await fire('rescan-orders');
  await fire('compare-orders');
  const compared = await until('both sides are compared', within, async () => {
    const { items } = await shop.api.get('/v1/comparisons', comparisons);
    return items[0]?.state === 'completed' ? items[0] : null;
  });
  expect(compared.summary.differences).toEqual({});
  expect(await importsOf(shop)).toEqual([`order:${order.id}`]);
});

test('a hundred and thirty orders are polled to the last', async () => {
  const shop = await openShop();
  const orders = await newOrders(shop, 130, 'canceled');
  await fire('poll-orders');
  const pages = z.object({
    items: z.array(z.object({ subject: z.string() })),
    nextCursor: z.string().nullable(),
  });
  const found = await until('all are found', within, async () => {
    const first = await shop.api.get('/v1/jobs?kind=import-order&limit=200', pages);
    return first.items.length === orders.length ? first.items : null;
  });
  expect(new Set(found.map(({ subject }) => subject))).toEqual(
    new Set(orders.map(({ id }) => `order:${id}`)),
  );
});

test('the past is rehearsed without a trace, then imported', async () => {
  const shop = await openShop();
  const order = await newOrder(shop);
  const from = new Date(Date.now() - 3_600_000).toISOString();
  const ended = async (dryRun: boolean) => {
    const { id } = await shop.api.post('/v1/history-imports', { body: { from, dryRun }, answer: named });
    return until('the past is gone through', within, async () => {
      const now = await shop.api.get(`/v1/history-imports/${id}`, history);
      return now.state === 'completed' ? now : null;
    });
  };
  expect(await ended(true)).toMatchObject({
    rehearsal: { listed: 1, import: { orders: 1 } },
    imported: null,
  });
  expect(await inOdoo(shop, order)).toEqual([]);
  expect(await ended(false)).toMatchObject({ rehearsal: null, imported: { listed: 1, asked: 1 } });
  await orderIn(shop, order.id);
  expect(await inOdoo(shop, order)).toHaveLength(1);
});

test("Poleepo's answers are checked against what is assumed of them", async () => {
  const shop = await openShop();
  await newOrders(shop, 2);
  const { id } = await shop.api.post('/v1/contract-checks', { answer: named });
  const { report } = await until('the contract is checked', within, async () => {
    const check = await shop.api.get(`/v1/contract-checks/${id}`, contract);
    return check.report === null ? null : check;
  });
  const breaking = report?.differences.filter(
    ({ weight, endpoint }) => weight === 'breaks' && endpoint === '/orders',
  );
  expect(breaking).toEqual([]);
});
