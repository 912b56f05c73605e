import { evictDurableObject } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { bindingsOf } from '../../src/env.ts';
import { toBase64 } from '../../src/kit/encoding.ts';
import { sha1Hex } from '../../src/kit/hashing.ts';
import { memoryOver } from '../../src/kit/memory.ts';
import type { VariantId } from '../../src/odoo/client.ts';
import { imageAddresses } from '../../src/products/image-addresses.ts';
import type { TenantId } from '../../src/trade/ids.ts';
import { wire } from '../../src/wire.ts';
import { openShop, type Shop } from '../support/journey-over-http.ts';
import { control, setFaults } from '../support/journey-over-http-sims.ts';

const added = z.object({ first: z.int() });

/** A PNG by its beginning, of so many bytes. */
function picture(bytes: number): Uint8Array {
  const content = new Uint8Array(bytes).fill(bytes % 251);
  content.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return content;
}

/** Puts an image on a product of its own in the shop's Odoo; answers its address. */
async function hang(shop: Shop, bytes: Uint8Array): Promise<string> {
  const sku = `IMG-${crypto.randomUUID()}`;
  const made = { templates: 1, sku, quantity: null };
  const { first: id } = await control(`${shop.odooUrl}/_sim/products/add`, added, made);
  await control(`${shop.odooUrl}/_sim/products/image`, z.unknown(), {
    product: { id },
    image: toBase64(bytes),
  });
  const house = wire(env, bindingsOf(env));
  const tenant = await house.openTenant(shop.tenant.id as TenantId, memoryOver(new Map()));
  const { context } = await tenant.open({ jobId: null, rank: 0, needs: ['odoo'] });
  const { catalogue } = context.odoo;
  const products = await catalogue.byIds([id as VariantId], { fields: await catalogue.fields() });
  const images = [...(await catalogue.imagesOf(products)).values()].flat();
  const [address = 'none'] = images.map(await imageAddresses(context, images));
  return address;
}

const get = (address: string, headers: Record<string, string> = {}, method = 'GET') =>
  exports.default.fetch(new Request(address, { method, headers }));

test('an image is fetched from Odoo by the lane, kept in R2, and shown from there', async () => {
  const shop = await openShop();
  const bytes = picture(200_000);
  const address = await hang(shop, bytes);
  const response = await get(address);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/png']);
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
  const kept = await env.IMAGES.head(`${shop.tenant.id}/${await sha1Hex(bytes)}`);
  expect([kept?.size, kept?.httpMetadata?.contentType]).toEqual([200_000, 'image/png']);
  await evictDurableObject(env.LANE.get(env.LANE.idFromName(shop.tenant.id)));
  const again = await get(address);
  expect((await again.arrayBuffer()).byteLength).toBe(200_000);
});

test('the answer carries what channels and browsers need, and is not sent twice', async () => {
  const shop = await openShop();
  const bytes = picture(500);
  const address = await hang(shop, bytes);
  const head = await get(address, {}, 'HEAD');
  expect([head.status, await head.text()]).toEqual([200, '']);
  expect(Object.fromEntries(head.headers)).toMatchObject({
    'content-length': '500',
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'cross-origin',
    etag: `"${await sha1Hex(bytes)}"`,
  });
  const known = await get(address, { 'if-none-match': head.headers.get('etag') ?? '' });
  expect([known.status, await known.text()]).toEqual([304, '']);
});

test('an image of two megabytes passes whole', async () => {
  const shop = await openShop();
  const bytes = picture(2_000_000);
  const large = await get(await hang(shop, bytes));
  expect(large.status).toBe(200);
  expect(await sha1Hex(new Uint8Array(await large.arrayBuffer()))).toBe(await sha1Hex(bytes));
});

test('revoked addresses are gone, and an altered one was never there', async () => {
  const shop = await openShop();
  const address = await hang(shop, picture(700));
  await (await get(address)).arrayBuffer();
  const altered = await get(address.replace('.png', '.gif'));
  const revoked = await shop.api.raw('POST', '/v1/images/revoke', { all: true });
  const gone = await get(address);
  expect([altered.status, revoked.status, gone.status]).toEqual([404, 200, 410]);
  await Promise.all([altered, revoked, gone].map((answer) => answer.arrayBuffer()));
});

test('an Odoo that does not answer leaves the door open for another try', async () => {
  const shop = await openShop('hanging');
  const address = await hang(shop, picture(900));
  await setFaults(shop.odooUrl, [{ kind: 'html-502' }]);
  const refused = await get(address);
  await setFaults(shop.odooUrl, []);
  expect([refused.status, Number(refused.headers.get('retry-after'))]).toEqual([503, 30]);
  await refused.arrayBuffer();
});
