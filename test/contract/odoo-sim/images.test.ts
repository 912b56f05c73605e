import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { sha1 } from '../../../sim/odoo/engine/sha-1.ts';
import { pictureOf } from '../../../sim/odoo/seed/picture.ts';
import { recordings, recordedVersions, type RecordedVersion } from '../../support/recordings.ts';
import { simOf } from './client.ts';
import { attributeOf, lineOf, variantOf } from './families.ts';

/** A mug in two colours, and what its image files are. */
function mug(version: RecordedVersion) {
  const clock = { ms: Date.parse('2026-06-03T08:00:00Z') };
  const client = simOf({ version, now: () => clock.ms, modules: ['website_sale'] });
  const { db } = client.sim;
  const colour = attributeOf(db, 'Colore', ['Rosso', 'Blu']);
  const template = db.create('product.template', { name: 'Tazza', attribute_line_ids: [lineOf(colour)] });
  const red = variantOf(db, template, 'Rosso');
  const files = async (model: string, id: number, field: string) =>
    client.as('admin', 'admin').call(
      'ir.attachment/search_read',
      [
        [
          ['res_model', '=', model],
          ['res_id', '=', id],
          ['res_field', '=', field],
        ],
      ],
      { fields: ['name', 'checksum', 'mimetype', 'file_size', 'write_date', 'res_field', 'public'] },
    );
  return { client, db, clock, template, red, blue: variantOf(db, template, 'Blu'), files };
}

const checksumOf = (base64: string) => createHash('sha1').update(Buffer.from(base64, 'base64')).digest('hex');

test.each([0, 1, 3, 55, 56, 63, 64, 65, 119, 120, 1000, 70_000])(
  'the checksum of %i bytes is their SHA-1',
  (length) => {
    const bytes = Uint8Array.from({ length }, (_byte, at) => (at * 31) % 256);

    expect(sha1(bytes)).toBe(createHash('sha1').update(bytes).digest('hex'));
  },
);

describe.each(recordedVersions)('an image of the simulated Odoo %i', (version) => {
  test('is kept as a file that only those find who name its field', async () => {
    const at = mug(version);
    const picture = pictureOf(1);
    at.db.write('product.template', [at.template], { image_1920: picture });

    expect(await at.files('product.template', at.template, 'image_1920')).toEqual([
      {
        id: expect.any(Number),
        name: 'image_1920',
        checksum: checksumOf(picture),
        mimetype: 'image/png',
        file_size: Buffer.from(picture, 'base64').length,
        write_date: '2026-06-03 08:00:00',
        res_field: 'image_1920',
        public: false,
      },
    ]);
    expect(
      await at.client.call('ir.attachment/search_count', [
        [
          ['res_model', '=', 'product.template'],
          ['res_id', '=', at.template],
        ],
      ]),
    ).toBe(0);
  });

  test('is shown as a file to everybody, on 16 to administrators alone', async () => {
    const at = mug(version);
    at.db.write('product.template', [at.template], { image_1920: pictureOf(1) });
    const entries = recordings(version, 'product-images');
    const note = 'images of templates and variants in one call';
    const recorded = entries.find((entry) => entry.note === note)?.error?.data;
    const ofImages = [
      ['res_model', '=', 'product.template'],
      ['res_id', '=', at.template],
      ['res_field', '=', 'image_1920'],
    ];
    const found = await at.client.call('ir.attachment/search', [ofImages]);
    const read: Parameters<typeof at.client.call> = ['ir.attachment/read', [found ?? [], ['checksum']]];

    const seen = await at.client.call(...read).catch(() => null);
    const refusal = await at.client.refusal(...read).catch(() => null);

    expect(found).toHaveLength(1);
    expect(seen === null).toBe(version === 16);
    expect(refusal).toBe(recorded === undefined ? null : `${recorded.name}: ${recorded.message}`);
    expect(await at.client.as('admin', 'admin').call(...read)).toHaveLength(1);
  });

  test('of the template is seen through its variants, whole or as a size', async () => {
    const at = mug(version);
    const picture = pictureOf(1);
    at.db.write('product.template', [at.template], { image_1920: picture });
    const fields = ['image_1920', 'image_variant_1920', 'image_128'];

    const whole = await at.client.call('product.product/read', [[at.red], fields]);
    const sizes = await at.client.call('product.product/read', [[at.red], fields], {
      context: { bin_size: true },
    });

    const size = `${(Buffer.from(picture, 'base64').length / 1024).toFixed(2)} Kb`;
    expect(whole).toEqual([
      { id: at.red, image_1920: picture, image_variant_1920: false, image_128: picture },
    ]);
    expect(sizes).toEqual([{ id: at.red, image_1920: size, image_variant_1920: false, image_128: size }]);
  });

  test('of a variant alone is told as a size by the name of the field, and a template’s is not', async () => {
    const at = mug(version);
    const picture = pictureOf(1);
    at.db.write('product.template', [at.template], { image_1920: picture });
    const fields = ['image_1920', 'image_128'];
    const context = { bin_size_image_1920: true };

    const variant = await at.client.call('product.product/read', [[at.red], fields], { context });
    const template = await at.client.call('product.template/read', [[at.template], fields], { context });

    const size = `${(Buffer.from(picture, 'base64').length / 1024).toFixed(2)} Kb`;
    expect(variant).toEqual([{ id: at.red, image_1920: size, image_128: picture }]);
    expect(template).toEqual([{ id: at.template, image_1920: picture, image_128: picture }]);
  });

  test('written on a variant goes to a template without one, else to the variant alone', async () => {
    const at = mug(version);
    at.db.write('product.product', [at.red], { image_1920: pictureOf(1) });
    at.db.write('product.product', [at.blue], { image_1920: pictureOf(2) });

    const rows = at.db.read('product.product', [at.red, at.blue], ['image_1920', 'image_variant_1920']);

    expect(rows).toEqual([
      { id: at.red, image_1920: pictureOf(1), image_variant_1920: false },
      { id: at.blue, image_1920: pictureOf(2), image_variant_1920: pictureOf(2) },
    ]);
    expect(await at.files('product.product', at.blue, 'image_variant_1920')).toHaveLength(1);
    expect(await at.files('product.template', at.template, 'image_1920')).toHaveLength(1);
  });

  test('that is replaced has another checksum and date, and dates its product', async () => {
    const at = mug(version);
    at.db.write('product.template', [at.template], { image_1920: pictureOf(1) });
    const [before] = Array.from((await at.files('product.template', at.template, 'image_1920')) as object[]);
    at.clock.ms += 60_000;

    at.db.write('product.template', [at.template], { image_1920: pictureOf(2) });

    const [after] = Array.from((await at.files('product.template', at.template, 'image_1920')) as object[]);
    expect(after).toEqual({
      ...before,
      checksum: checksumOf(pictureOf(2)),
      write_date: '2026-06-03 08:01:00',
    });
    expect(at.db.read('product.template', [at.template], ['write_date'])).toMatchObject([
      { write_date: '2026-06-03 08:01:00' },
    ]);
  });

  test('goes when it is emptied, and with its product', async () => {
    const at = mug(version);
    at.db.write('product.template', [at.template], { image_1920: pictureOf(1) });
    at.db.write('product.product', [at.blue], { image_1920: pictureOf(2) });

    at.db.write('product.product', [at.blue], { image_1920: false });
    const emptied = at.db.read('product.product', [at.blue], ['image_1920', 'image_variant_1920']);
    await at.client.as('admin', 'admin').call('product.template/unlink', [[at.template]]);

    expect(emptied).toEqual([{ id: at.blue, image_1920: pictureOf(1), image_variant_1920: false }]);
    const left = at.db.records('ir.attachment').filter((row) => row['res_id'] === at.template);
    expect(left.filter((row) => row['res_model'] === 'product.template')).toEqual([]);
    expect(await at.files('product.template', at.template, 'image_1920')).toEqual([]);
  });

  test('must be one', async () => {
    const at = mug(version);

    const refusal = await at.client
      .as('admin', 'admin')
      .refusal('product.template/write', [[at.template], { image_1920: btoa('<html></html>') }]);

    expect(refusal).toContain('could not be decoded as an image file');
  });

  test('beyond the first is there with website_sale alone', async () => {
    const at = mug(version);
    const image = at.db.create('product.image', {
      name: 'Retro',
      product_tmpl_id: at.template,
      image_1920: pictureOf(3),
    });
    const own = at.db.create('product.image', {
      name: 'Lato',
      product_variant_id: at.red,
      image_1920: pictureOf(4),
    });
    const fields = ['product_template_image_ids', 'product_variant_image_ids'];
    const plain = simOf({ version });

    expect(await at.client.call('product.product/read', [[at.red], fields])).toEqual([
      { id: at.red, product_template_image_ids: [image], product_variant_image_ids: [own] },
    ]);
    expect(await at.files('product.image', image, 'image_1920')).toMatchObject([
      { checksum: checksumOf(pictureOf(3)) },
    ]);
    expect(
      await at.client.call('product.product/fields_get', [['website_description', 'description_ecommerce']], {
        attributes: ['type'],
      }),
    ).toEqual({
      website_description: { type: 'html' },
      ...(version >= 17 ? { description_ecommerce: { type: 'html' } } : {}),
    });
    expect(await plain.refusal('product.image/search', [[]])).toContain("Object product.image doesn't exist");
    expect(await plain.refusal('product.product/read', [[1], ['product_variant_image_ids']])).toContain(
      "Invalid field 'product_variant_image_ids'",
    );
  });
});
