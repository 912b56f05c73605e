import { describe, expect, it } from 'vitest';
import { odooVersions } from '../../../src/odoo/versions.ts';
import { argument, catalogueFields } from './support/catalogue.ts';
import { clientOf } from './support/scripted-odoo.ts';

const rightMethods = {
  16: 'check_access_rights',
  17: 'check_access_rights',
  18: 'has_access',
  19: 'has_access',
};

function script(right: string, { fields = {}, allowed = true }: { fields?: object; allowed?: boolean } = {}) {
  return {
    'product.product.fields_get': { result: fields },
    [`product.product.${right}`]: { result: allowed },
  };
}

const plain = { qty_available: { type: 'float' } };

describe.each(odooVersions)('the fields of a catalogue in Odoo %s', (version) => {
  const right = rightMethods[version];

  it('are none but stock where nothing was added', async () => {
    const { client, heard } = clientOf(version, script(right, { fields: plain }));
    expect(await client.catalogue.fields()).toEqual(catalogueFields());
    expect(heard).toHaveLength(2);
  });

  it('are ours before those of the vendor', async () => {
    const fields = { ...plain, poleepo_sku: {}, x_poleepo_sku: {}, poleepo_ref: {}, x_poleepo_published: {} };
    const { client } = clientOf(version, script(right, { fields }));
    expect(await client.catalogue.fields()).toEqual(
      catalogueFields({
        sku: ['x_poleepo_sku', 'poleepo_sku'],
        ref: ['poleepo_ref'],
        published: ['x_poleepo_published'],
      }),
    );
  });

  it('say whether the user may write products', async () => {
    const { client, heard } = clientOf(version, script(right, { fields: plain, allowed: false }));
    expect(await client.catalogue.fields()).toMatchObject({ mayWrite: false });
    const asked = heard.find(({ endpoint }) => endpoint.endsWith(right));
    const place = version === 18 ? 1 : 0;
    expect(asked && argument(version, asked, ['operation', place])).toBe('write');
  });

  it('say whether there is stock at all', async () => {
    const { client } = clientOf(version, script(right));
    expect(await client.catalogue.fields()).toMatchObject({ stock: false });
  });
});

describe('the fields of a catalogue', () => {
  it('name the texts and images of an online shop', async () => {
    const fields = {
      description_ecommerce: { type: 'html' },
      website_description: { type: 'html' },
      product_template_image_ids: { type: 'one2many' },
      product_variant_image_ids: { type: 'one2many' },
    };
    const { client } = clientOf(18, script('has_access', { fields }));
    const { names } = await client.catalogue.fields();
    expect(names.longText).toEqual(['description_ecommerce', 'website_description']);
    expect(names.images).toEqual(['product_variant_image_ids', 'product_template_image_ids']);
  });

  it('are plain data', async () => {
    const { client } = clientOf(18, script('has_access', { fields: { ...plain, x_poleepo_ean: {} } }));
    const fields = await client.catalogue.fields();
    expect(JSON.parse(JSON.stringify(fields))).toEqual(fields);
  });

  it('are not known where the key is refused', async () => {
    const denied = { fault: 'odoo.exceptions.AccessDenied' };
    const { client } = clientOf(18, { ...script('has_access'), 'product.product.fields_get': denied });
    await expect(client.catalogue.fields()).rejects.toMatchObject({ code: 'denied' });
  });
});
