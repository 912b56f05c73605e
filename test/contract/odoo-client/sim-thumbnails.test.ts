import { describe, expect, it } from 'vitest';
import type { Fetch } from '../../../src/kit/http.ts';
import type { VariantId } from '../../../src/odoo/client.ts';
import { odooVersions } from '../../../src/odoo/versions.ts';
import { world } from './support/simulated.ts';

const red =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const blue = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mP4z8AAAAMBAQD3A0FDAAAAAElFTkSuQmCC';

/** An Odoo that shows attachments to administrators only, as 16 does. */
function hidingAttachments(fetch: Fetch): Fetch {
  return async (request) => {
    const asked = `${request.url} ${await request.clone().text()}`;
    if (!asked.includes('ir.attachment')) return fetch(request);
    const name = 'odoo.exceptions.AccessError';
    const data = { name, message: 'Sorry, you are not allowed to access this document.' };
    return request.url.includes('/json/2/')
      ? Response.json(data, { status: 403 })
      : Response.json({ jsonrpc: '2.0', id: 1, error: { code: 200, message: 'Odoo Server Error', data } });
  };
}

describe.each(odooVersions)('an Odoo %s that hides attachments', (version) => {
  it('tells the same images in the same places, by their thumbnails', async () => {
    const odoo = await world(version, { modules: ['website_sale'] });
    const { control, db } = odoo.sim;
    const added = control.addProducts({ templates: 2, variants: 2, sku: 'T' });
    const [template = 0] = added.templates;
    control.setImage({ templateId: template }, red);
    control.setImage({ id: added.variants[1] ?? 0 }, blue);
    db.create('product.image', { name: 'Retro', product_tmpl_id: template, image_1920: blue });
    const open = odoo.client.catalogue;
    const fetch = hidingAttachments(async (request) => odoo.sim.fetch(request));
    const { catalogue: hidden } = await odoo.another({ fetch });
    const fields = await open.fields();
    const products = await open.byIds(
      added.variants.map((id) => id as VariantId),
      { fields },
    );
    const places = async (catalogue: typeof open) =>
      [...(await catalogue.imagesOf(products))].map(([id, images]) => [
        id,
        images.map(({ model, recordId, field, mimetype, size }) => {
          // Thumbnails do not tell the size of further images.
          return [model, recordId, field, mimetype, model === 'product.image' ? null : size];
        }),
      ]);
    const seen = await places(hidden);
    expect(seen).toHaveLength(2);
    expect(seen).toEqual(await places(open));
  });

  it('tells another image from the one before', async () => {
    const odoo = await world(version);
    const fetch = hidingAttachments(async (request) => odoo.sim.fetch(request));
    const { catalogue } = await odoo.another({ fetch });
    const [id = 0] = odoo.sim.db.search('product.product', [['default_code', '=', 'MOKA-3']]);
    const fields = await catalogue.fields();
    const checksum = async () => {
      const products = await catalogue.byIds([id as VariantId], { fields });
      return (await catalogue.imagesOf(products)).get(id as VariantId)?.[0]?.checksum;
    };
    odoo.sim.control.setImage({ id }, red);
    const first = await checksum();
    odoo.sim.control.changeProduct({ id }, { name: 'Moka nuova' });
    expect(await checksum()).toBe(first);
    odoo.sim.control.setImage({ id }, blue);
    expect(new Set([first, await checksum(), undefined]).size).toBe(3);
  });
});
