import { describe, expect, it } from 'vitest';
import type { CatalogueFields, CatalogueProduct } from '../../../src/odoo/client.ts';
import type { OdooVersion } from '../../../src/odoo/versions.ts';
import { odooVersions } from '../../../src/odoo/versions.ts';
import { decimal } from '../../../src/trade/money.ts';
import { catalogueFields, productRow, products, variants } from './support/catalogue.ts';
import { clientOf } from './support/scripted-odoo.ts';

async function read(
  changes: object,
  { version = 18, fields = catalogueFields() }: { version?: OdooVersion; fields?: CatalogueFields } = {},
): Promise<CatalogueProduct> {
  const { client } = clientOf(version, products({ ...productRow(), ...changes }));
  const [product] = await client.catalogue.byIds(variants(46), { fields });
  if (product === undefined) throw new Error('nothing was read');
  return product;
}

describe.each(odooVersions)('a variant of Odoo %s', (version) => {
  it('is read in full', async () => {
    const { print, ...product } = await read({}, { version });
    expect(print).not.toBe('');
    expect(product).toEqual({
      id: 46,
      templateId: 9,
      active: true,
      saleOk: true,
      name: 'T-shirt',
      defaultCode: 'TSHIRT-L',
      barcode: '8001234567890',
      ownSku: null,
      codes: { ean: null, upc: null, isbn: null, mpn: null },
      published: null,
      poleepoRef: null,
      listPrice: decimal('19.5'),
      lstPrice: decimal('20.98'),
      currency: 'EUR',
      taxIds: [94],
      category: 'All / Saleable',
      storable: true,
      service: false,
      weight: decimal('0.2'),
      width: null,
      height: null,
      depth: null,
      variantCount: 4,
      quantities: { onHand: decimal(70), free: decimal(62), forecast: decimal(55) },
      attributeValueIds: [3, 7],
      shortText: 'Cotton',
      longText: null,
      imageIds: [],
      writeDate: '2026-11-22 15:49:05',
    });
  });

  it('may be a service, whose stock is not counted', async () => {
    const service = { type: 'service', detailed_type: 'service', is_storable: false };
    expect(await read(service, { version })).toMatchObject({ storable: false, service: true });
  });

  it('may be goods whose stock is not counted', async () => {
    const consumable = { type: 'consu', detailed_type: 'consu', is_storable: false };
    expect(await read(consumable, { version })).toMatchObject({ storable: false, service: false });
  });

  it('has no quantity where there is no stock', async () => {
    const { qty_available: _, is_storable: __, ...row } = productRow();
    const { client } = clientOf(version, products({ ...row, detailed_type: 'consu' }));
    const fields = catalogueFields({}, { stock: false });
    const [product] = await client.catalogue.byIds(variants(46), { fields });
    const none = { onHand: decimal(0), free: decimal(0), forecast: decimal(0) };
    expect(product).toMatchObject({ storable: false, quantities: none });
  });
});

describe('prices', () => {
  it.each([
    [77.88835859298706, '77.89'],
    [19.99, '19.99'],
    [1.005, '1.01'],
    [0, '0'],
    [1e6, '1000000'],
  ])('of %s are %s', async (price, exact) => {
    const { listPrice, lstPrice } = await read({ list_price: price, lst_price: price });
    expect([listPrice.toFixed(), lstPrice.toFixed()]).toEqual([exact, exact]);
  });

  it('are in the currency of the product', async () => {
    expect(await read({ currency_id: [1, 'usd'] })).toMatchObject({ currency: 'USD' });
  });
});

describe('quantities', () => {
  it('are exact, below zero too', async () => {
    const { quantities } = await read({
      qty_available: 0.1 + 0.2,
      free_qty: -3,
      virtual_available: 1e-7,
    });
    expect(quantities.onHand.toFixed()).toBe('0.3');
    expect(quantities.free.toFixed()).toBe('-3');
    expect(quantities.forecast.toFixed()).toBe('0.0000001');
  });
});

describe('what is empty in Odoo', () => {
  it('is null, or no category', async () => {
    const empty = {
      default_code: false,
      barcode: false,
      description_sale: false,
      weight: 0,
      categ_id: false,
    };
    expect(await read(empty)).toMatchObject({
      defaultCode: null,
      barcode: null,
      shortText: null,
      weight: null,
      category: '',
    });
  });
});

describe('fields that not every Odoo has', () => {
  const fields = catalogueFields({
    sku: ['x_poleepo_sku', 'poleepo_sku'],
    ref: ['poleepo_ref'],
    published: ['x_poleepo_published'],
    ean: ['poleepo_ean'],
    upc: ['poleepo_upc'],
    isbn: ['poleepo_isbn'],
    mpn: ['x_poleepo_mpn', 'poleepo_mpn'],
    width: ['poleepo_width'],
    height: ['poleepo_height'],
    depth: ['poleepo_depth'],
    longText: ['description_ecommerce', 'website_description'],
    images: ['product_variant_image_ids', 'product_template_image_ids'],
  });
  const empty = {
    x_poleepo_sku: false,
    poleepo_sku: false,
    poleepo_ref: false,
    x_poleepo_published: false,
    poleepo_ean: false,
    poleepo_upc: false,
    poleepo_isbn: false,
    x_poleepo_mpn: false,
    poleepo_mpn: false,
    poleepo_width: 0,
    poleepo_height: 0,
    poleepo_depth: 0,
    description_ecommerce: false,
    website_description: false,
    product_variant_image_ids: [],
    product_template_image_ids: [],
  };
  const with_ = (changes: object) => read({ ...empty, ...changes }, { fields });

  it('are empty where nothing was filled in', async () => {
    expect(await with_({})).toMatchObject({
      ownSku: null,
      poleepoRef: null,
      published: false,
      codes: { ean: null, upc: null, isbn: null, mpn: null },
      width: null,
      height: null,
      depth: null,
      longText: null,
      imageIds: [],
    });
  });

  it('give SKU, codes and sizes', async () => {
    const filled = {
      poleepo_sku: ' TS-L ',
      poleepo_ean: '8001234567890',
      poleepo_upc: '012345678905',
      poleepo_isbn: '9788800000000',
      poleepo_mpn: 'MPN-1',
      poleepo_width: 12.5,
      poleepo_height: '3',
      poleepo_depth: 40,
    };
    expect(await with_(filled)).toMatchObject({
      ownSku: 'TS-L',
      codes: { ean: '8001234567890', upc: '012345678905', isbn: '9788800000000', mpn: 'MPN-1' },
      width: decimal('12.5'),
      height: decimal(3),
      depth: decimal(40),
    });
  });

  it('give ours before the vendor’s', async () => {
    expect(await with_({ x_poleepo_sku: 'OURS', poleepo_sku: 'THEIRS' })).toMatchObject({ ownSku: 'OURS' });
    expect(await with_({ x_poleepo_mpn: 'OURS', poleepo_mpn: 'THEIRS' })).toMatchObject({
      codes: { mpn: 'OURS' },
    });
  });

  it.each([
    [5512, 5512],
    ['5512', 5512],
    [' 5512 ', 5512],
    [0, null],
    [false, null],
    ['', null],
    ['none yet', null],
  ])('give Poleepo’s id %j as %s', async (poleepo_ref, ref) => {
    expect(await with_({ poleepo_ref })).toMatchObject({ poleepoRef: ref });
  });

  it.each([
    [true, true],
    [false, false],
    ['yes', false],
  ])('give published %j as %s', async (x_poleepo_published, published) => {
    expect(await with_({ x_poleepo_published })).toMatchObject({ published });
  });

  it.each([
    ['<p>Soft</p>', '<p>Web</p>', '<p>Soft</p>'],
    ['<p><br></p>', '<p>Web</p>', '<p>Web</p>'],
    [false, '<p>Web</p>', '<p>Web</p>'],
    ['<p><img src="/web/image/1"></p>', false, '<p><img src="/web/image/1"></p>'],
    ['<p> &nbsp; </p>', false, null],
  ])('give of the texts %j and %j the first that says something', async (ecommerce, website, text) => {
    const texts = { description_ecommerce: ecommerce, website_description: website };
    expect(await with_(texts)).toMatchObject({ longText: text });
  });

  it('give the images of the variant before those of the template', async () => {
    const images = { product_variant_image_ids: [12], product_template_image_ids: [5, 3] };
    expect(await with_(images)).toMatchObject({ imageIds: [12, 5, 3] });
  });

  it('are unreadable where Odoo leaves one out that it said it had', async () => {
    expect(await with_({ product_variant_image_ids: undefined })).toMatchObject({
      unreadable: expect.stringContaining('expected array') as string,
    });
  });
});

describe('the print of a variant', () => {
  it('stays while nothing changes, whatever its date', async () => {
    const before = await read({});
    const after = await read({ write_date: '2027-01-01 00:00:00' });
    expect(after.print).toBe(before.print);
    expect(after.writeDate).not.toBe(before.writeDate);
  });

  it.each([
    { name: 'T-Shirt' },
    { active: false },
    { lst_price: 20.99 },
    { taxes_id: [94, 95] },
    { free_qty: 61 },
    { categ_id: [4, 'All / Shirts'] },
    { product_template_attribute_value_ids: [3, 8] },
    { description_sale: false },
    { product_variant_count: 5 },
  ])('changes with %j', async (change) => {
    expect((await read(change)).print).not.toBe((await read({})).print);
  });
});

describe('an answer that does not fit', () => {
  it.each(['product_tmpl_id', 'lst_price', 'taxes_id', 'currency_id', 'type', 'is_storable', 'free_qty'])(
    'is unreadable without %s',
    async (member) => {
      expect(await read({ [member]: undefined })).toMatchObject({
        active: false,
        unreadable: expect.stringContaining(member) as string,
      });
    },
  );

  it('is unreadable as a whole without an id', async () => {
    await expect(read({ id: undefined })).rejects.toMatchObject({ code: 'unreadable' });
  });
});
