import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../src/kit/encoding.ts';
import { bytesIn } from '../../../src/odoo/image-thumbnails.ts';
import type { CatalogueProduct, KnownRights, OdooClient } from '../../../src/odoo/client.ts';
import { odooVersions } from '../../../src/odoo/versions.ts';
import { argument, catalogueFields, domainOf, named, productRow, variants } from './support/catalogue.ts';
import type { Script } from './support/scripted-odoo.ts';
import { clientOf } from './support/scripted-odoo.ts';

const fields = catalogueFields({ images: ['product_variant_image_ids', 'product_template_image_ids'] });

const red = { id: 46, product_variant_image_ids: [12], product_template_image_ids: [5] };
const blue = { id: 47, product_variant_image_ids: [], product_template_image_ids: [5] };
const mug = {
  id: 50,
  product_tmpl_id: [20, 'Mug'],
  product_variant_image_ids: [],
  product_template_image_ids: [],
};

function withProducts(script: Script, ...rows: Record<string, unknown>[]): Script {
  const result = rows.map((row) => productRow(row));
  return { 'product.product.search_read': [{ result }], ...script };
}

async function read(client: OdooClient): Promise<CatalogueProduct[]> {
  return client.catalogue.byIds(variants(46, 47, 50), { fields });
}

function attachment(res_model: string, res_id: number, changes: object = {}) {
  const res_field = res_model === 'product.product' ? 'image_variant_1920' : 'image_1920';
  const checksum = `${res_model} ${res_id}`;
  return {
    id: 1,
    res_model,
    res_id,
    res_field,
    checksum,
    mimetype: 'image/png',
    file_size: 34_333,
    ...changes,
  };
}

describe.each(odooVersions)('images in Odoo %s', (version) => {
  it('are looked up in one call, by the field that holds them', async () => {
    const odoo = clientOf(
      version,
      withProducts({ 'ir.attachment.search_read': { result: [] } }, red, blue, mug),
    );
    expect(await odoo.client.catalogue.imagesOf(await read(odoo.client))).toEqual(new Map());
    expect(odoo.heard).toHaveLength(2);
    const found = ['&', '&'];
    expect(domainOf(version, odoo.nth(1))).toEqual([
      '|',
      '|',
      ...found,
      ['res_model', '=', 'product.product'],
      ['res_id', 'in', [46, 47, 50]],
      ['res_field', '=', 'image_variant_1920'],
      ...found,
      ['res_model', '=', 'product.template'],
      ['res_id', 'in', [9, 20]],
      ['res_field', '=', 'image_1920'],
      ...found,
      ['res_model', '=', 'product.image'],
      ['res_id', 'in', [12, 5]],
      ['res_field', '=', 'image_1920'],
    ]);
  });

  it('have bytes, read from where they are', async () => {
    const odoo = clientOf(version, {
      'product.template.read': { result: [{ id: 9, image_1920: 'aGVsbG8=' }] },
    });
    const place = { model: 'product.template', recordId: 9, field: 'image_1920' } as const;
    expect(await odoo.client.catalogue.imageBytes(place)).toEqual(utf8('hello'));
    expect(argument(version, odoo.nth(0), ['ids', 0])).toEqual([9]);
    expect(argument(version, odoo.nth(0), ['fields', 1])).toEqual(['image_1920']);
  });
});

describe('the images of a variant', () => {
  it('are its own, or else its template’s, and then the further ones', async () => {
    const result = [
      attachment('product.product', 46),
      attachment('product.template', 9),
      attachment('product.image', 5),
      attachment('product.image', 12, { mimetype: 'image/jpeg', file_size: 100 }),
    ];
    const odoo = clientOf(18, withProducts({ 'ir.attachment.search_read': { result } }, red, blue, mug));
    const images = await odoo.client.catalogue.imagesOf(await read(odoo.client));
    const places = [...images].map(([id, all]) => [
      id,
      all.map(({ model, recordId, field }) => `${model} ${recordId} ${field}`),
    ]);
    expect(places).toEqual([
      [
        46,
        [
          'product.product 46 image_variant_1920',
          'product.image 12 image_1920',
          'product.image 5 image_1920',
        ],
      ],
      [47, ['product.template 9 image_1920', 'product.image 5 image_1920']],
    ]);
    expect([...images.values()][0]?.[1]).toEqual({
      model: 'product.image',
      recordId: 12,
      field: 'image_1920',
      checksum: 'product.image 12',
      mimetype: 'image/jpeg',
      size: 100,
    });
  });

  it('are not asked for where there is no variant', async () => {
    const odoo = clientOf(18, {});
    expect(await odoo.client.catalogue.imagesOf([])).toEqual(new Map());
    expect(odoo.heard).toEqual([]);
  });

  it('do not ask for further images where there are none', async () => {
    const odoo = clientOf(18, withProducts({ 'ir.attachment.search_read': { result: [] } }, mug));
    await odoo.client.catalogue.imagesOf(await read(odoo.client));
    expect(JSON.stringify(domainOf(18, odoo.nth(1)))).not.toContain('product.image');
  });

  it('are unreadable where Odoo names another place', async () => {
    const result = [attachment('res.partner', 1)];
    const { client } = clientOf(18, withProducts({ 'ir.attachment.search_read': { result } }, mug));
    await expect(client.catalogue.imagesOf(await read(client))).rejects.toMatchObject({ code: 'unreadable' });
  });
});

describe('images whose attachments are hidden', () => {
  const png = 'iVBORw0KGgoAAAANSUhEUg';
  const jpeg = '/9j/4AAQSkZJRgABAQ';
  const thumbnails = (size = '33.53 Kb', content = png): Script => ({
    'ir.attachment.search_read': { fault: 'odoo.exceptions.AccessError' },
    'product.product.search_read': (heard) => {
      const asked = named(16, heard, 'fields') as string[];
      if (asked.includes('name')) return { result: [red, blue, mug].map((row) => productRow(row)) };
      return {
        result: [
          { id: 46, image_128: jpeg, image_variant_128: jpeg, image_1920: '121.00 bytes' },
          { id: 47, image_128: content, image_variant_128: false, image_1920: size },
          { id: 50, image_128: false, image_variant_128: false, image_1920: false },
        ],
      };
    },
    'product.image.search_read': { result: [{ id: 5, image_128: png }] },
  });
  const imagesOf = async (script: Script) => {
    const odoo = clientOf(16, script);
    return { images: await odoo.client.catalogue.imagesOf(await read(odoo.client)), odoo };
  };

  it('are told by their thumbnails, in the same places', async () => {
    const { images } = await imagesOf(thumbnails());
    expect([...images].map(([id, all]) => [id, all.map((image) => ({ ...image, checksum: 'any' }))])).toEqual(
      [
        [
          46,
          [
            {
              model: 'product.product',
              recordId: 46,
              field: 'image_variant_1920',
              mimetype: 'image/jpeg',
              size: 121,
              checksum: 'any',
            },
            {
              model: 'product.image',
              recordId: 5,
              field: 'image_1920',
              mimetype: 'image/png',
              size: null,
              checksum: 'any',
            },
          ],
        ],
        [
          47,
          [
            {
              model: 'product.template',
              recordId: 9,
              field: 'image_1920',
              mimetype: 'image/png',
              size: 34_335,
              checksum: 'any',
            },
            {
              model: 'product.image',
              recordId: 5,
              field: 'image_1920',
              mimetype: 'image/png',
              size: null,
              checksum: 'any',
            },
          ],
        ],
      ],
    );
  });

  it('cost three calls, of which one finds out that they are hidden and one is for further images', async () => {
    const { odoo } = await imagesOf(thumbnails());
    expect(odoo.heard.slice(1).map(({ endpoint }) => endpoint)).toEqual([
      'ir.attachment.search_read',
      'product.product.search_read',
      'product.image.search_read',
    ]);
    const sized = odoo.heard.filter(({ context }) => context['bin_size_image_1920'] === true);
    expect(sized.map(({ endpoint }) => endpoint)).toEqual(['product.product.search_read']);
  });

  it('are not asked for as files where it is known that those are hidden', async () => {
    const learnt: string[] = [];
    const rights: KnownRights = {
      imageFilesAreHidden: async () => learnt.length > 0,
      foundImageFilesHidden: async () => void learnt.push('hidden'),
    };
    const odoo = clientOf(16, thumbnails(), { rights });
    const products = await read(odoo.client);
    const first = await odoo.client.catalogue.imagesOf(products);
    const before = odoo.heard.length;
    expect(await odoo.client.catalogue.imagesOf(products)).toEqual(first);
    expect(learnt).toEqual(['hidden']);
    expect(odoo.heard.slice(before).map(({ endpoint }) => endpoint)).toEqual([
      'product.product.search_read',
      'product.image.search_read',
    ]);
  });

  it.each([
    ['PHN2ZyB4bWxucz0i', 'image/svg+xml'],
    ['PD94bWwgdmVyc2lv', 'image/svg+xml'],
    ['UklGRiQAAABXRUJQ', 'image/webp'],
    ['AAAAAAAAAAAAAAAA', 'application/octet-stream'],
  ])('are known by how they begin: %s is %s', async (content, mimetype) => {
    const { images } = await imagesOf(thumbnails('1.00 Kb', content));
    expect([...images.values()][1]?.[0]?.mimetype).toBe(mimetype);
  });

  it('have a checksum that is that of an equal image, and of no other', async () => {
    const checksum = async (script: Script) => {
      const { images } = await imagesOf(script);
      return [...images.values()][1]?.[0]?.checksum;
    };
    const first = await checksum(thumbnails());
    expect(first).toMatch(/^[0-9a-f]{40}$/);
    expect(await checksum(thumbnails())).toBe(first);
    expect(await checksum(thumbnails('33.54 Kb'))).not.toBe(first);
    expect(await checksum(thumbnails('33.53 Kb', `${png}A`))).not.toBe(first);
  });

  it('are not looked for where the key is refused', async () => {
    const denied = { 'ir.attachment.search_read': { fault: 'odoo.exceptions.AccessDenied' } };
    await expect(imagesOf({ ...thumbnails(), ...denied })).rejects.toMatchObject({ code: 'denied' });
  });
});

describe('a size for people', () => {
  it.each([
    ['121.00 bytes', 121],
    ['33.53 Kb', 34_335],
    ['1.50 Mb', 1_572_864],
    ['2.00 Gb', 2_147_483_648],
  ])('%s is %s bytes', (size, bytes) => {
    expect(bytesIn(size)).toBe(bytes);
  });
});

describe('the bytes of an image', () => {
  const place = { model: 'product.product', recordId: 46, field: 'image_variant_1920' } as const;

  it.each([[[]], [[{ id: 46, image_variant_1920: false }]], [[{ id: 46, image_variant_1920: '' }]]])(
    'are none where Odoo reads out %j',
    async (result) => {
      const { client } = clientOf(18, { 'product.product.read': { result } });
      expect(await client.catalogue.imageBytes(place)).toBeNull();
    },
  );

  it.each([12, 'not base64 (…)'])('are unreadable where Odoo gives %j', async (image_variant_1920) => {
    const { client } = clientOf(18, { 'product.product.read': { result: [{ id: 46, image_variant_1920 }] } });
    await expect(client.catalogue.imageBytes(place)).rejects.toMatchObject({ code: 'unreadable' });
  });
});
