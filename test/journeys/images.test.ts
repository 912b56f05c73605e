import { describe, expect, it } from 'vitest';
import { minute } from '../../src/kit/clock.ts';
import { decimal } from '../../src/trade/money.ts';
import { Gallery } from '../support/world/images.ts';
import { World } from '../support/world/world.ts';
import { checksumOf, html, pictures, svg } from '../support/pictures.ts';

const versions = [16, 17, 18, 19] as const;

async function gallery(
  version: (typeof versions)[number],
  options: { tenants?: number; seed?: number } = {},
) {
  return new Gallery(await World.open({ seed: 91, version, crons: [], ...options }));
}

/** The address of the only image of a product that shows these bytes. */
async function shown(rooms: Gallery, bytes: Uint8Array) {
  const { templateId, images } = await rooms.hang(bytes);
  const [address = 'none'] = await rooms.addresses(images);
  return { templateId, images, address };
}

const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

describe.each(versions)('an image on Odoo %i', (version) => {
  it('is fetched once when its address is opened, and answered from the shelf from then on', async () => {
    const rooms = await gallery(version);
    const { address } = await shown(rooms, pictures.png);
    const first = await rooms.calls(async () => {
      const response = await rooms.get(address);
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/png']);
      expect(await bytesOf(response)).toEqual(pictures.png);
    });
    // 16 tells no checksum of what it lets be read: thumbnails say whether it is still the same.
    const thumbnails = ['product.template.search_read', 'product.template.search_read'];
    const compared = version === 16 ? ['ir.attachment.search_read', ...thumbnails] : [];
    expect(first).toEqual(['product.template.read', ...compared]);
    expect(await rooms.calls(() => rooms.get(address))).toEqual([]);
  });

  it('has another address when it is another, and the old one then shows nothing that was not kept', async () => {
    const rooms = await gallery(version);
    const before = await shown(rooms, pictures.png);
    rooms.world.odoo.control.setImage(
      { templateId: before.templateId },
      Buffer.from(pictures.gif).toString('base64'),
    );
    expect((await rooms.get(before.address)).status).toBe(404);
    expect(rooms.world.images.size).toBe(0);
  });

  it('that was taken away, with or without its product, is missing', async () => {
    const rooms = await gallery(version);
    const [one, other] = [await shown(rooms, pictures.png), await shown(rooms, pictures.gif)];
    const { db, control } = rooms.world.odoo;
    control.setImage({ templateId: one.templateId }, null);
    const variants = db.search('product.product', [['product_tmpl_id', '=', other.templateId]]);
    control.remove({ id: variants[0] ?? 0 });
    for (const { address } of [one, other]) expect((await rooms.get(address)).status).toBe(404);
  });

  it('that is an SVG or a page is refused, and nothing of it is kept', async () => {
    const rooms = await gallery(version);
    for (const bytes of [svg, html]) {
      const { address } = await shown(rooms, bytes);
      const response = await rooms.get(address);
      expect([response.status, response.headers.get('content-type')]).toEqual([422, 'application/json']);
    }
    expect(rooms.world.images.size).toBe(0);
  });
});

describe.each(versions)('an image on an Odoo %i that hides attachments', (version) => {
  const hide = { match: { model: 'ir.attachment' }, kind: 'odoo-error' as const };

  it('is fetched once, and held to its thumbnail', async () => {
    const rooms = await gallery(version);
    rooms.world.odoo.control.setFaults([{ ...hide, errorName: 'odoo.exceptions.AccessError' }]);
    const { address } = await shown(rooms, pictures.png);
    const calls = await rooms.calls(async () => expect((await rooms.get(address)).status).toBe(200));
    expect(calls).toEqual([
      'product.template.read',
      'ir.attachment.search_read',
      'product.template.search_read',
      'product.template.search_read',
    ]);
    expect(await rooms.calls(() => rooms.get(address))).toEqual([]);
  });

  it('has another address when it is another', async () => {
    const rooms = await gallery(version);
    rooms.world.odoo.control.setFaults([{ ...hide, errorName: 'odoo.exceptions.AccessError' }]);
    const { address, templateId } = await shown(rooms, pictures.png);
    rooms.world.odoo.control.setImage({ templateId }, Buffer.from(pictures.gif).toString('base64'));
    expect([(await rooms.get(address)).status, rooms.world.images.size]).toEqual([404, 0]);
  });
});

describe('an image', () => {
  it('that many ask for at once is fetched once', async () => {
    const rooms = await gallery(18);
    const { address } = await shown(rooms, pictures.webp);
    const calls = await rooms.calls(async () => {
      const asked = Array.from({ length: 20 }, () => rooms.world.receive(new Request(address)));
      const answers = await rooms.during(Promise.all(asked));
      expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    });
    expect(calls).toEqual(['product.template.read']);
  });

  it('cannot be had while Odoo is down, and can a while after', async () => {
    const rooms = await gallery(18);
    const { address } = await shown(rooms, pictures.png);
    rooms.world.odoo.control.setDown(true);
    const response = await rooms.get(address);
    expect([response.status, Number(response.headers.get('retry-after'))]).toEqual([503, expect.any(Number)]);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    rooms.world.odoo.control.setDown(false);
    await rooms.world.time.run(() => false, 5 * minute);
    expect((await rooms.get(address)).status).toBe(200);
  });

  it('that is on the shelf is shown while Odoo is down', async () => {
    const rooms = await gallery(18);
    const { address } = await shown(rooms, pictures.png);
    await rooms.get(address);
    rooms.world.odoo.control.setDown(true);
    expect((await rooms.get(address)).status).toBe(200);
  });

  it('of one tenant is neither shown nor fetched by the address of another', async () => {
    const rooms = await gallery(18, { tenants: 2 });
    const { images, address } = await shown(rooms, pictures.png);
    const [theirs = ''] = await rooms.addresses(images, 1);
    expect(theirs).not.toBe(address);
    await rooms.get(theirs);
    const [first, second] = rooms.world.tenants.map(({ id }) => id);
    expect([...rooms.world.images.keys()]).toEqual([`${second}/${checksumOf(pictures.png)}`]);
    await rooms.get(address);
    expect([...rooms.world.images.keys()]).toContain(`${first}/${checksumOf(pictures.png)}`);
  });

  it('is fetched again by the next process where this one died at any step', async () => {
    for (const strike of ['kill-before', 'kill-after'] as const)
      for (let step = 0; step < 12; step += 1) {
        const rooms = await gallery(18, { seed: 100 + step });
        const { address } = await shown(rooms, pictures.png);
        let passed = 0;
        rooms.world.plan = () => (passed++ === step ? strike : null);
        await rooms.get(address).catch(() => null);
        rooms.world.plan = () => null;
        await rooms.world.time.run(() => false, minute);
        expect((await rooms.get(address)).status).toBe(200);
      }
  });

  it('is found by Poleepo where a batch says that it is, and one that is refused is not', async () => {
    const world = await World.open({ seed: 92, version: 18, crons: [], checkImages: true });
    const rooms = new Gallery(world);
    const addresses = [await shown(rooms, pictures.jpeg), await shown(rooms, svg)].map(
      ({ address }) => address,
    );
    const context = await rooms.during(rooms.context());
    const entries = addresses.map((address, at) => ({
      kind: 'variant' as const,
      productId: null,
      sku: `SEEN-${at}`,
      ean: null,
      upc: null,
      isbn: null,
      mpn: null,
      parentSku: null,
      title: 'Caffettiera',
      shortDescription: null,
      longDescription: null,
      categoryPath: 'Cucina',
      weight: null,
      width: null,
      height: null,
      depth: null,
      price: decimal('10'),
      priceWithTax: decimal('12.2'),
      vatRate: decimal('22'),
      quantity: 3,
      images: [address],
      attributes: [],
    }));
    await rooms.during(context.poleepo.batches.send(entries));
    await world.time.run(() => false, 10 * minute);
    const items = world.poleepo.control.batches()[0]?.items ?? [];
    expect(items.map(({ errors }) => errors.map(({ code }) => code))).toEqual([[], ['IMAGE_UNREACHABLE']]);
  });
});
