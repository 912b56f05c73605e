import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { minute } from '../../../src/kit/clock.ts';
import { imageAddresses } from '../../../src/products/image-addresses.ts';
import type { KeptImage } from '../../../src/products/kept-entry.ts';
import { tenantImages } from '../../../src/products/tenant-images.ts';
import { guarded } from '../../../src/routes/guard.ts';
import { imageRoutes } from '../../../src/routes/image-routes.ts';
import { Refusals } from '../../../src/routes/refusals.ts';
import type { ImageFate } from '../../../src/trade/image-kind.ts';
import type { TenantId } from '../../../src/trade/ids.ts';
import { ask } from '../../support/api.ts';
import { d1Over, createD1, sqliteOf } from '../../support/d1-over-sqlite.ts';
import { createTestHouse } from '../../support/house.ts';
import { addCompany } from '../../support/members.ts';
import { keptImage, pictures } from '../../support/pictures.ts';

const jpeg = keptImage(pictures.jpeg, { mimetype: 'image/jpeg' });

/** A company with an image that has an address, and how often the database was asked since. */
async function bench(variables: Record<string, string> = {}) {
  let trips = 0;
  const d1 = d1Over(sqliteOf(createD1()), async (_statements, run) => {
    trips += 1;
    return run();
  });
  const world = createTestHouse({ d1, variables });
  const { house, app } = world;
  const company = await addCompany(world);
  const addressOf = async (tenant: string, image: KeptImage = jpeg) => {
    const id = tenant as TenantId;
    const { PUBLIC_URL: publicUrl, IMAGE_KEY: current } = house.variables;
    const images = tenantImages(id, {
      publicUrl,
      keys: { current },
      shelf: house.images,
      chance: house.chance,
    });
    const context = { stores: house.storesOf({ id, shard: 'main' }), images, clock: house.clock };
    return (await imageAddresses(context, [image]))(image);
  };
  const address = await addressOf(company.tenantId);
  const shelve = (tenant = company.tenantId) =>
    house.images.put(`${tenant}/${jpeg.checksum}`, pictures.jpeg, 'image/jpeg');
  const get = (url = address, headers: Record<string, string> = {}, method = 'GET') =>
    app.request(new URL(url).pathname, { method, headers });
  trips = 0;
  return { ...world, ...company, address, addressOf, shelve, get, trips: () => trips };
}

const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

/** Status and code of a refusal, which nobody may keep. */
async function refusal(response: Response) {
  const { error } = (await response.json()) as { error: { code: string; message: string } };
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(error.message).toMatch(/^\p{Lu}.*\.$/u);
  return [response.status, error.code];
}

describe('an image that lies on the shelf', () => {
  test('is answered as what it is, for good, to whoever shows it on their pages', async () => {
    const { get, shelve, told } = await bench();
    await shelve();
    const response = await get();
    expect(response.status).toBe(200);
    expect(await bytesOf(response)).toEqual(pictures.jpeg);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': String(pictures.jpeg.byteLength),
      'cache-control': 'public, max-age=31536000, immutable',
      etag: `"${jpeg.checksum}"`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/default-src 'none'.*sandbox/),
      'cross-origin-resource-policy': 'cross-origin',
    });
    expect(told).toEqual([]);
  });

  test('is not sent again to who has it', async () => {
    const { get, shelve } = await bench();
    await shelve();
    for (const tag of [`"${jpeg.checksum}"`, `W/"${jpeg.checksum}"`, `"other", "${jpeg.checksum}"`, '*']) {
      const response = await get(undefined, { 'if-none-match': tag });
      expect([response.status, (await bytesOf(response)).length]).toEqual([304, 0]);
      expect(response.headers.get('etag')).toBe(`"${jpeg.checksum}"`);
    }
    expect((await get(undefined, { 'if-none-match': '"other"' })).status).toBe(200);
  });

  test('tells its type and size to who asks for no more', async () => {
    const { get, shelve } = await bench();
    await shelve();
    const response = await get(undefined, {}, 'HEAD');
    expect([response.status, (await bytesOf(response)).length]).toEqual([200, 0]);
    expect(response.headers.get('content-length')).toBe(String(pictures.jpeg.byteLength));
  });
});

test('an image that is not on the shelf is fetched by the lane of its tenant, and then answered', async () => {
  const { get, shelve, told, lanesImages, tenantId } = await bench();
  lanesImages.keep = () => (void shelve(), { kind: 'kept' });
  expect(await bytesOf(await get())).toEqual(pictures.jpeg);
  await get();
  expect(told).toEqual([{ tenantId, what: expect.stringMatching(/^image img_/) }]);
});

const fates: [ImageFate, number, string][] = [
  [{ kind: 'missing' }, 404, 'image-missing'],
  [{ kind: 'changed' }, 404, 'image-changed'],
  [{ kind: 'gone' }, 410, 'image-gone'],
  [{ kind: 'refused', reason: 'too-large' }, 422, 'too-large'],
  [{ kind: 'refused', reason: 'not-an-image' }, 422, 'not-an-image'],
  [{ kind: 'unavailable', retryAfterMs: 90_000 }, 503, 'image-unavailable'],
];

test.each(fates)('%j is told plainly, and may change', async (fate, status, code) => {
  const { get, lanesImages } = await bench();
  lanesImages.keep = () => fate;
  const response = await get();
  expect(response.headers.get('retry-after')).toBe(status === 503 ? '90' : null);
  expect(await refusal(response)).toEqual([status, code]);
});

test('a refusal speaks the language that is asked for', async () => {
  const { get, lanesImages } = await bench();
  lanesImages.keep = () => ({ kind: 'refused', reason: 'too-large' });
  const texts = ['it', 'en'].map(async (language) =>
    (await get(undefined, { 'accept-language': language })).text(),
  );
  expect(await Promise.all(texts)).toEqual([
    expect.stringContaining('L’immagine supera i 10 MB.'),
    expect.stringContaining('The image is larger than 10 MB.'),
  ]);
});

describe('an address', () => {
  test('that was altered opens nothing, and costs no look into the database', async () => {
    const { get, shelve, address, trips, told } = await bench();
    await shelve();
    for (const altered of [
      address.replace(/.(?=\.jpg$)/, '_'),
      address.replace('.jpg', '.png'),
      `${address}x`,
    ])
      expect(await refusal(await get(altered))).toEqual([404, 'not-found']);
    expect([trips(), told]).toEqual([0, []]);
  });

  test('of a flood that we never gave writes a few lines a minute', async () => {
    const { house, address, lines, trips, clock } = await bench();
    const door = new Hono();
    for (const route of imageRoutes(new Refusals())) door.get('/i/:token', guarded(house, route));
    const flood = async () => {
      for (let at = 0; at < 40; at += 1) await door.request(`${new URL(address).pathname}${at}`);
    };
    await flood();
    await clock.advance(minute);
    await flood();
    const counts = lines.flatMap((line) => /"image refused".*"count":(\d+)/.exec(line)?.[1] ?? []);
    expect(counts).toEqual(['1', '1', '1', '38', '1', '1']);
    expect(trips()).toBe(0);
  });

  test('that was revoked is gone, also for who has the image, and stays so', async () => {
    const { get, shelve, house, tenantId, rows } = await bench();
    await shelve();
    const { images } = house.storesOf({ id: tenantId as TenantId, shard: 'main' });
    await images.revoke('all', 5);
    expect(await refusal(await get())).toEqual([410, 'image-gone']);
    expect((await get(undefined, { 'if-none-match': '*' })).status).toBe(410);
    await images.forget(rows('SELECT id FROM product_images').map(({ id }) => id as never));
    expect(await refusal(await get())).toEqual([410, 'image-gone']);
  });

  test('of one tenant with the name of another in it opens nothing', async () => {
    const world = await bench();
    const theirs = await addCompany(world);
    await world.shelve();
    await world.shelve(theirs.tenantId);
    const mine = new URL(world.address).pathname.split('/').at(-1) ?? '';
    const other = new URL(await world.addressOf(theirs.tenantId)).pathname.split('/').at(-1) ?? '';
    const mixed = [other.split('-')[0], ...mine.split('-').slice(1)].join('-');
    expect(await refusal(await world.get(`https://ponte.example.com/i/${mixed}`))).toEqual([
      404,
      'not-found',
    ]);
  });

  test('shows what its own tenant keeps, never what another does under the same checksum', async () => {
    const world = await bench();
    const theirs = await addCompany(world);
    await world.shelve(theirs.tenantId);
    world.lanesImages.keep = () => ({ kind: 'missing' });
    expect(await refusal(await world.get())).toEqual([404, 'image-missing']);
  });

  test('of a suspended company opens nothing', async () => {
    const { get, shelve, house, tenantId, clock } = await bench();
    await shelve();
    await house.directory.tenants.suspend(tenantId as TenantId, clock.now());
    expect(await refusal(await get())).toEqual([403, 'suspended']);
  });
});

describe('revoking', () => {
  const revoke = (world: Awaited<ReturnType<typeof bench>>, body: object) =>
    ask(world.app, '/v1/images/revoke', { token: world.token, body });

  test('takes back one address, leaves the others, and is noted', async () => {
    const world = await bench();
    await world.shelve();
    const other = await world.addressOf(world.tenantId, { ...jpeg, recordId: 77 });
    expect((await revoke(world, { addresses: [world.address] })).json).toEqual({ revoked: 1 });
    expect([(await world.get()).status, (await world.get(other)).status]).toEqual([410, 200]);
    expect(world.rows('SELECT action FROM audit_log')).toEqual([{ action: 'images.revoke' }]);
  });

  test('takes back all of a company, and none of another', async () => {
    const world = await bench();
    const theirs = await addCompany(world);
    await world.shelve(theirs.tenantId);
    const address = await world.addressOf(theirs.tenantId);
    expect((await revoke(world, { all: true })).json).toEqual({ revoked: 1 });
    expect([(await world.get()).status, (await world.get(address)).status]).toEqual([410, 200]);
  });

  test('refuses the address of another company, and whoever names both or neither', async () => {
    const world = await bench();
    const theirs = await addCompany(world);
    const strange = await revoke(world, {
      addresses: [world.address, await world.addressOf(theirs.tenantId)],
    });
    expect([strange.status, strange.text]).toEqual([400, expect.stringContaining('addresses.1')]);
    for (const body of [{}, { all: true, addresses: [world.address] }])
      expect((await revoke(world, body)).status).toBe(400);
    expect(world.rows('SELECT id FROM product_images WHERE revoked_at IS NOT NULL')).toEqual([]);
  });
});
