import { evictDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { until } from '../../scripts/until.ts';
import { newOrder, openShop, orderIn, type Shop, tell } from '../support/journey-over-http.ts';
import { control } from '../support/journey-over-http-sims.ts';

const invoice = z.object({ id: z.string(), state: z.string(), number: z.string().nullable() });

/** The invoice of a delivered order that is at Poleepo. */
async function offered(shop: Shop): Promise<z.output<typeof invoice>> {
  const order = await newOrder(shop);
  expect(await tell(shop, order.id)).toBe(202);
  const { saleOrderId } = await orderIn(shop, order.id);
  await control(`${shop.odooUrl}/_sim/ship`, z.unknown(), { order: saleOrderId });
  const { id } = await shop.api.post('/v1/invoices', { body: { saleOrderId }, answer: invoice });
  return until(`invoice ${id} is at Poleepo`, { withinMs: 30_000 }, async () => {
    const now = await shop.api.get(`/v1/invoices/${id}`, invoice);
    return now.state === 'offered' ? now : null;
  });
}

test('the PDF of an invoice comes from Odoo through the lane, and stays nowhere', async () => {
  const shop = await openShop();
  const { id, number } = await offered(shop);
  await evictDurableObject(env.LANE.get(env.LANE.idFromName(shop.tenant.id)));
  const answer = await shop.api.raw('GET', `/v1/invoices/${id}/pdf`);
  const text = new TextDecoder().decode(await answer.arrayBuffer());
  expect([answer.status, text.slice(0, 5)]).toEqual([200, '%PDF-']);
  expect(text).toContain(number);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': expect.stringMatching(/filename="\w+-INV-\d{4}-\d{5}\.pdf"/),
    'cache-control': 'private, no-store',
  });
  expect((await env.IMAGES.list({ prefix: `invoices/` })).objects).toEqual([]);
});

test('nobody of another company reads it', async () => {
  const [shop, other] = [await openShop(), await openShop()];
  const { id } = await offered(shop);
  const answer = await other.api.raw('GET', `/v1/invoices/${id}/pdf`);
  expect([answer.status, (await answer.text()).includes('%PDF')]).toEqual([404, false]);
});
