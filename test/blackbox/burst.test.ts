import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { LocalHouse } from '../../scripts/local-house.ts';
import { openHouse } from './support/house.ts';
import { confirmed, jobsOf, newOrders, openShop } from './support/shop.ts';

let house: LocalHouse;
beforeAll(async () => (house = await openHouse()));
afterAll(() => house.stop());

const messagePage = z.object({ items: z.array(z.unknown()), nextCursor: z.string().nullable() });

test('a burst of 500 webhooks about 50 orders makes 50 sale orders in at most 100 runs', async () => {
  const shop = await openShop(house, house.odoo.url);
  const orders = await newOrders(house, shop, { count: 50 });
  const { control } = house.poleepo.sim;
  const deliveries = await Promise.all(
    orders.map(({ id }) => control.notify({ account: shop.clientId, orderId: id, times: 10, parallel: 2 })),
  );
  expect(deliveries.flat()).toHaveLength(500);
  expect(new Set(deliveries.flat().map(({ status }) => status))).toEqual(new Set([202]));

  for (const { id, reference_id, total_price } of orders) {
    const { saleOrderId } = await confirmed(shop, id);
    const sales = house.odoo.sim.control.orders(reference_id);
    expect(sales).toEqual([expect.objectContaining({ id: saleOrderId, amount_total: total_price })]);
  }
  const jobs = await jobsOf(shop, '&kind=import-order');
  const runs = jobs.reduce((sum, job) => sum + job.runs, 0);
  expect(runs).toBeGreaterThanOrEqual(50);
  expect(runs).toBeLessThanOrEqual(100);

  let messages = 0;
  let cursor: string | null = '';
  while (cursor !== null) {
    const after: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const page: z.output<typeof messagePage> = await shop.api.get(
      `/v1/webhook-messages?limit=200${after}`,
      messagePage,
    );
    messages += page.items.length;
    cursor = page.nextCursor;
  }
  expect(messages).toBe(500);
});
