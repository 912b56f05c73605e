import { env, exports } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { inOdoo, newOrders, openShop, orderIn, webhookAbout } from '../support/journey-over-http.ts';

test('a burst of 500 webhooks about 50 orders makes 50 sale orders in at most 100 runs', async () => {
  const shop = await openShop();
  const orders = await newOrders(shop, 50);
  const requests = await Promise.all(
    Array.from({ length: 10 }, () => orders.map(({ id }) => webhookAbout(shop, id))).flat(),
  );
  const answers = await Promise.all(
    requests.map(async (request) => {
      const response = await exports.default.fetch(request);
      await response.arrayBuffer();
      return response.status;
    }),
  );
  expect(new Set(answers)).toEqual(new Set([202]));
  for (const order of orders) {
    await orderIn(shop, order.id);
    expect(await inOdoo(shop, order)).toHaveLength(1);
  }
  const kept = await env.DB.prepare(
    `SELECT (SELECT count(*) FROM job_runs WHERE tenant_id = ?1) AS runs,
      (SELECT count(*) FROM webhook_messages WHERE tenant_id = ?1) AS messages`,
  )
    .bind(shop.tenant.id)
    .first<{ runs: number; messages: number }>();
  expect(kept?.messages).toBe(500);
  expect(kept?.runs).toBeGreaterThanOrEqual(50);
  expect(kept?.runs).toBeLessThanOrEqual(100);
});
