import { evictDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { inject } from 'vitest';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { until } from '../../scripts/until.ts';
import { newOrder, openShop, orderIn, type Shop, tell } from '../support/journey-over-http.ts';
import { control, setFaults } from '../support/journey-over-http-sims.ts';

const made = z.object({ id: z.int() });
const shipment = z.object({ id: z.string(), state: z.string(), error: z.unknown() });

/** Poleepo's medium box, central warehouse and a service of BRT's, as the simulator has them. */
const mediumBox = 43;
const byBrt = { pickupAddressId: 301, courierId: '1', serviceId: '11' };

/** The shipment of an order that was packed and whose label is in the order's chatter. */
async function shipped(shop: Shop): Promise<string> {
  const order = await newOrder(shop);
  expect(await tell(shop, order.id)).toBe(202);
  const { saleOrderId } = await orderIn(shop, order.id);
  const box = { name: 'Box M', length: 300, width: 400, height: 200, maxWeight: 15 };
  const { id: typeId } = await control(`${shop.odooUrl}/_sim/package-types`, made, box);
  await shop.api.get('/v1/package-types', z.unknown());
  const choice = { odooPackageTypeId: typeId };
  await shop.api.put(`/v1/package-types/${mediumBox}`, { body: choice, answer: z.unknown() });
  const goods = { order: saleOrderId, packages: [{ typeId, weight: 2.5 }] };
  await control(`${shop.odooUrl}/_sim/ship`, z.unknown(), goods);
  const { id } = await shop.api.post('/v1/shipments', { body: { saleOrderId, ...byBrt }, answer: shipment });
  await until(`shipment ${id} has its label`, { withinMs: 30_000 }, async () => {
    const { state, error } = await shop.api.get(`/v1/shipments/${id}`, shipment);
    if (state === 'failed') throw new Error(JSON.stringify(error));
    return state === 'attached' ? state : null;
  });
  return id;
}

const begin = (bytes: ArrayBuffer) => new TextDecoder().decode(bytes.slice(0, 5));

test('a label is kept in R2 under its tenant, printed from there, and fetched anew where it is gone', async () => {
  const shop = await openShop();
  const id = await shipped(shop);
  const key = `labels/${shop.tenant.id}/${id}.pdf`;
  const kept = await env.IMAGES.head(key);
  expect(kept?.httpMetadata?.contentType).toBe('application/pdf');

  await evictDurableObject(env.LANE.get(env.LANE.idFromName(shop.tenant.id)));
  await setFaults(inject('poleepo'), [{ kind: 'html-502', match: { account: shop.clientId } }]);
  const printed = await shop.api.raw('GET', `/v1/shipments/${id}/label`);
  await setFaults(inject('poleepo'), []);
  const bytes = await printed.arrayBuffer();
  expect([printed.status, begin(bytes), bytes.byteLength]).toEqual([200, '%PDF-', kept?.size]);
  expect(Object.fromEntries(printed.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-length': String(kept?.size),
    'cache-control': 'private, no-store',
  });

  await env.IMAGES.delete(key);
  const again = await shop.api.raw('GET', `/v1/shipments/${id}/label`);
  expect(await again.arrayBuffer()).toEqual(bytes);
  expect((await env.IMAGES.head(key))?.size).toBe(kept?.size);

  const zpl = await shop.api.raw('GET', `/v1/shipments/${id}/label?format=ZPL`);
  expect([zpl.status, await zpl.text()]).toEqual([200, expect.stringMatching(/^\^XA/)]);
  expect(await env.IMAGES.head(`labels/${shop.tenant.id}/${id}.zpl`)).not.toBeNull();
});

test('nobody of another company prints it', async () => {
  const [shop, other] = [await openShop(), await openShop()];
  const answer = await other.api.raw('GET', `/v1/shipments/${await shipped(shop)}/label`);
  expect(answer.status).toBe(404);
  await answer.arrayBuffer();
});
