import { expect, test } from 'vitest';
import { systemChance } from '../../../src/kit/chance.ts';
import { shelfOver } from '../../../src/kit/shelf.ts';
import type { SigningKeys } from '../../../src/kit/signed-token.ts';
import { imageAddresses } from '../../../src/products/image-addresses.ts';
import { readImageToken } from '../../../src/products/image-token.ts';
import type { KeptImage } from '../../../src/products/kept-entry.ts';
import { tenantImages } from '../../../src/products/tenant-images.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { openTenantStores } from '../../../src/store/tenant-stores.ts';
import type { TenantId } from '../../../src/trade/ids.ts';
import { createD1, sqliteOf } from '../../support/d1-over-sqlite.ts';
import { checksumOf, keptImage, pictures } from '../../support/pictures.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

const keyOf = (fill: number) => new Uint8Array(32).fill(fill);
const current: SigningKeys = { current: keyOf(1) };

/** Tenants over one database, and how many round trips they have made to it. */
function bench() {
  let trips = 0;
  const d1 = createD1(async (_statements, run) => {
    trips += 1;
    return run();
  });
  const db = openDatabase(d1);
  const clock = createVirtualClock();
  const contextOf = (tenant: string, keys = current) => {
    const id = tenant as TenantId;
    const parts = { publicUrl: 'https://ponte.example.com', keys, shelf: shelfOver(new Map()) };
    return {
      clock,
      stores: openTenantStores(db, id),
      images: tenantImages(id, { ...parts, chance: systemChance }),
    };
  };
  const addressOf = async (image: KeptImage, keys = current, tenant = 'ten_a') =>
    (await imageAddresses(contextOf(tenant, keys), [image]))(image);
  const rows = () => sqliteOf(d1).prepare('SELECT * FROM product_images').all();
  return { contextOf, addressOf, rows, trips: () => trips };
}

const png = keptImage(pictures.png);

test('an address is under the deployment, ends with its type, and opens the row of its image', async () => {
  const { addressOf, rows } = bench();
  const address = await addressOf(png);
  expect(address).toMatch(/^https:\/\/ponte\.example\.com\/i\/[a-z0-9-]+\.png$/);
  const read = await readImageToken(address.split('/').at(-1) ?? '', current);
  const [row] = rows();
  expect(row).toMatchObject({
    id: read?.imageId,
    tenant_id: 'ten_a',
    checksum: png.checksum,
    size: png.size,
  });
});

test('an image has the same address each time, until its content is another', async () => {
  const { addressOf } = bench();
  const first = await addressOf(png);
  expect(await addressOf(png)).toBe(first);
  expect(await addressOf({ ...png, checksum: checksumOf(pictures.gif) })).not.toBe(first);
});

test('one content at two places, and one place of two tenants, have addresses of their own', async () => {
  const { addressOf } = bench();
  const own = await addressOf({ ...png, model: 'product.product', field: 'image_variant_1920' });
  const addresses = [await addressOf(png), own, await addressOf(png, current, 'ten_b')];
  expect(new Set(addresses).size).toBe(3);
});

test('the images of a whole batch cost one round trip, known or not, repeated or not', async () => {
  const { contextOf, trips, rows } = bench();
  const context = contextOf('ten_a');
  const images = Array.from({ length: 800 }, (_one, at) => ({ ...png, recordId: 1 + (at % 500) }));
  const before = await imageAddresses(context, images.slice(0, 300));
  expect(trips()).toBe(1);
  const after = await imageAddresses(context, images);
  expect(trips()).toBe(2);
  expect(rows()).toHaveLength(500);
  expect(images.slice(0, 300).map(after)).toEqual(images.slice(0, 300).map(before));
});

test('no image costs no round trip', async () => {
  const { contextOf, trips } = bench();
  await imageAddresses(contextOf('ten_a'), []);
  expect(trips()).toBe(0);
});

test('two at once that ask for a new image are told one address', async () => {
  const { addressOf, rows } = bench();
  const [one, other] = await Promise.all([addressOf(png), addressOf(png)]);
  expect([one, rows().length]).toEqual([other, 1]);
});

test('an image that was revoked is given a new address when it is told again', async () => {
  const { addressOf, contextOf, rows } = bench();
  const before = await addressOf(png);
  expect(await contextOf('ten_a').stores.images.revoke('all', 5)).toBe(1);
  const after = await addressOf(png);
  expect(after).not.toBe(before);
  expect(rows()).toMatchObject([{ revoked_at: null }]);
  expect(await addressOf(png)).toBe(after);
});

test('a replaced key leaves the addresses that were given, until the old one is gone as well', async () => {
  const { addressOf } = bench();
  const first = await addressOf(png);
  expect(await addressOf(png, { current: keyOf(2), previous: keyOf(1) })).toBe(first);
  const last = await addressOf(png, { current: keyOf(3), previous: keyOf(2) });
  expect(last).not.toBe(first);
  expect(await addressOf(png, { current: keyOf(3), previous: keyOf(2) })).toBe(last);
});

test('an image that was not asked for has no address', async () => {
  const { contextOf } = bench();
  const addressOf = await imageAddresses(contextOf('ten_a'), [png]);
  expect(() => addressOf(keptImage(pictures.gif))).toThrow('not asked for');
});
