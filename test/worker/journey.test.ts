import { expect, test } from 'vitest';
import { inOdoo, newOrder, openShop, orderIn, tell } from '../support/journey-over-http.ts';

test.each(['16', '17', '18', '19'] as const)(
  'a company signs up, connects Odoo %s and Poleepo, and its order is confirmed once, to the cent',
  async (version) => {
    const shop = await openShop(version);
    expect(shop.odoo).toMatchObject({ ok: true, version: expect.stringMatching(`^${version}`) });
    expect(shop.poleepo).toMatchObject({ ok: true });

    const order = await newOrder(shop, 'several-rates');
    expect(await tell(shop, order.id)).toBe(202);
    const confirmed = await orderIn(shop, order.id);

    expect(await inOdoo(shop, order)).toEqual([
      expect.objectContaining({ id: confirmed.saleOrderId, state: 'sale', amount_total: order.total_price }),
    ]);
    expect(Number(confirmed.odooTotal)).toBe(order.total_price);
  },
);

test('a webhook that arrives five times makes one sale order', async () => {
  const shop = await openShop();
  const order = await newOrder(shop);
  const answers = await Promise.all(Array.from({ length: 5 }, () => tell(shop, order.id)));
  expect(answers).toEqual([202, 202, 202, 202, 202]);
  await orderIn(shop, order.id);
  expect(await tell(shop, order.id)).toBe(202);
  expect(await inOdoo(shop, order)).toHaveLength(1);
});
