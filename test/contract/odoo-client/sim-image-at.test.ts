import { describe, expect, it } from 'vitest';
import type { ImagePlace, VariantId } from '../../../src/odoo/client.ts';
import { odooVersions } from '../../../src/odoo/versions.ts';
import { world } from './support/simulated.ts';

const red =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const blue = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mP4z8AAAAMBAQD3A0FDAAAAAElFTkSuQmCC';

const hidden = {
  match: { model: 'ir.attachment' },
  kind: 'odoo-error',
  errorName: 'odoo.exceptions.AccessError',
} as const;

const cases = odooVersions.flatMap((version) => [
  { version, name: 'shows', faults: [] },
  { version, name: 'hides', faults: [hidden] },
]);

describe.each(cases)('an Odoo $version that $name attachments', ({ version, faults }) => {
  it('tells of the image at one place what it tells of it among others', async () => {
    const odoo = await world(version, { modules: ['website_sale'] });
    const { control, db } = odoo.sim;
    const { templates, variants } = control.addProducts({ templates: 1, variants: 2, sku: 'AT' });
    const [template = 0] = templates;
    control.setImage({ templateId: template }, red);
    control.setImage({ id: variants[1] ?? 0 }, blue);
    db.create('product.image', { name: 'Retro', product_tmpl_id: template, image_1920: blue });
    const { catalogue } = odoo.client;
    const ids = variants.map((id) => id as VariantId);
    const products = await catalogue.byIds(ids, { fields: await catalogue.fields() });
    control.setFaults(faults);
    const images = [...(await catalogue.imagesOf(products)).values()].flat();
    expect(new Set(images.map(({ model }) => model)).size).toBe(3);
    for (const image of images) {
      // Of a further image thumbnails do not tell the size where there are many to tell of.
      const seen = await catalogue.imageAt(image);
      expect(seen).toEqual({ ...image, size: image.size ?? seen?.size });
      expect(seen?.size).toBeGreaterThan(0);
    }
  });

  it('tells of a place without an image that there is none', async () => {
    const odoo = await world(version);
    const { templates } = odoo.sim.control.addProducts({ templates: 1, sku: 'BARE' });
    odoo.sim.control.setFaults(faults);
    const bare: ImagePlace = {
      model: 'product.template',
      recordId: templates[0] ?? 0,
      field: 'image_1920',
    };
    expect(await odoo.client.catalogue.imageAt(bare)).toBeNull();
    expect(await odoo.client.catalogue.imageAt({ ...bare, recordId: 999_999 })).toBeNull();
  });
});
