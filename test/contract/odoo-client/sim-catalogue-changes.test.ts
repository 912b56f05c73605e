import { describe, expect, it } from 'vitest';
import { SyncError } from '../../../src/kit/errors.ts';
import type { CatalogueFields, VariantId } from '../../../src/odoo/client.ts';
import type { OdooVersion } from '../../../src/odoo/versions.ts';
import { odooVersions } from '../../../src/odoo/versions.ts';
import { decimal } from '../../../src/trade/money.ts';
import type { TemplateId } from '../../../src/trade/ids.ts';
import { bySku, pass } from './support/catalogue.ts';
import type { World } from './support/simulated.ts';
import { shirtDraft, world } from './support/simulated.ts';

const moka = { sku: 'MOKA-3' };

interface Watched {
  odoo: World;
  fields: CatalogueFields;
  since: number;
  /** Codes of what changed since the watch began. */
  changed: (stock?: 'quants' | 'quants-and-moves') => Promise<(string | null)[]>;
}

/** A world in which a minute has passed since everything was made. */
async function watched(version: OdooVersion): Promise<Watched> {
  const odoo = await world(version);
  const fields = await odoo.client.catalogue.fields();
  await pass(odoo, 60);
  const since = odoo.clock.now();
  await pass(odoo, 2);
  return {
    odoo,
    fields,
    since,
    changed: async (stock = 'quants-and-moves') => {
      const page = { since, after: 0, limit: 500, fields, stock } as const;
      const found = await odoo.client.catalogue.changedSince(page);
      return found.map(({ defaultCode }) => defaultCode);
    },
  };
}

describe.each(odooVersions)('what changed in the simulated Odoo %s', (version) => {
  it('is nothing where nobody did anything', async () => {
    const { changed } = await watched(version);
    expect(await changed()).toEqual([]);
  });

  it('is a product that somebody wrote, in one call', async () => {
    const { odoo, changed } = await watched(version);
    odoo.sim.control.changeProduct(moka, { list_price: 31.5 });
    odoo.calls();
    expect(await changed()).toEqual([moka.sku]);
    expect(odoo.calls()).toEqual(['product.product.search_read']);
  });

  it('is a variant whose template was written', async () => {
    const { odoo, changed } = await watched(version);
    const { templateId } = await bySku(odoo, moka.sku);
    odoo.sim.control.changeProduct({ templateId }, { name: 'Moka nuova' });
    expect(await changed()).toEqual([moka.sku]);
  });

  it('is one whose stock was counted', async () => {
    const { odoo, changed } = await watched(version);
    odoo.sim.control.setStock(moka, { quantity: 3 });
    expect(await changed('quants')).toEqual([moka.sku]);
  });

  it('is one that was archived or got another image', async () => {
    const { odoo, changed } = await watched(version);
    odoo.sim.control.archive(moka);
    odoo.sim.control.setImage({ sku: 'TSHIRT-L' }, onePixel);
    expect(new Set(await changed())).toEqual(new Set([moka.sku, 'TSHIRT-L']));
  });

  it('is what an order reserves', async () => {
    const { odoo, changed, fields } = await watched(version);
    const draft = await shirtDraft(odoo);
    const [shirt] = draft.lines;
    const ids = [(shirt?.productId ?? 0) as VariantId];
    const [before] = await odoo.client.catalogue.byIds(ids, { fields });
    expect(await odoo.client.orders.upsert(draft)).toMatchObject({ outcome: 'confirmed' });
    const [after] = await odoo.client.catalogue.byIds(ids, { fields });
    expect(await changed()).toEqual(expect.arrayContaining(['TSHIRT-L', 'POLO-M']));
    expect(after?.quantities.onHand).toEqual(before?.quantities.onHand);
    expect(after?.quantities.free).toEqual(before?.quantities.free.minus(2));
  });

  it('is missed by no cursor that looks back far enough, though a transaction commits late', async () => {
    const { odoo, changed } = await watched(version);
    odoo.sim.control.changeProduct(moka, { list_price: 31.5 }, { commitAfterMs: 5600 });
    await pass(odoo, 3);
    expect(await changed()).toEqual([]);
    await pass(odoo, 3);
    expect(await changed()).toEqual([moka.sku]);
  });

  it('comes page by page, from the last id on', async () => {
    const { odoo, fields, since } = await watched(version);
    const added = odoo.sim.control.addProducts({ templates: 5, sku: 'P', quantity: null });
    const page = { since, limit: 2, fields, stock: 'quants' } as const;
    const first = await odoo.client.catalogue.changedSince({ ...page, after: 0 });
    const last = first.at(-1)?.id ?? 0;
    const second = await odoo.client.catalogue.changedSince({ ...page, after: last });
    expect([...first, ...second].map(({ id }) => id)).toEqual(added.variants.slice(0, 4));
  });
});

const onePixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const otherPixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mP4z8AAAAMBAQD3A0FDAAAAAElFTkSuQmCC';

describe.each(odooVersions)('images of the simulated Odoo %s', (version) => {
  it('are the variant’s own or its template’s, and their bytes are there', async () => {
    const odoo = await world(version);
    const { catalogue } = odoo.client;
    const added = odoo.sim.control.addProducts({ templates: 1, variants: 2, sku: 'I' });
    const [first = 0, second = 0] = added.variants;
    odoo.sim.control.setImage({ templateId: added.templates[0] ?? 0 }, onePixel);
    odoo.sim.control.setImage({ id: second }, otherPixel);
    const fields = await catalogue.fields();
    const products = await catalogue.byIds(
      [first, second].map((id) => id as VariantId),
      { fields },
    );
    const images = await catalogue.imagesOf(products);
    const [common] = images.get(first as VariantId) ?? [];
    const [own] = images.get(second as VariantId) ?? [];
    expect(common).toMatchObject({ model: 'product.template', field: 'image_1920', mimetype: 'image/png' });
    expect(own).toMatchObject({ model: 'product.product', field: 'image_variant_1920' });
    expect(common?.checksum).not.toBe(own?.checksum);
    const bytes = own && (await catalogue.imageBytes(own));
    expect(bytes && Buffer.from(bytes).toString('base64')).toBe(otherPixel);
    expect(bytes?.length).toBe(own?.size);
  });

  it('change their checksum with their content, and are none once removed', async () => {
    const odoo = await world(version);
    const { catalogue } = odoo.client;
    const checksum = async () => {
      const product = await bySku(odoo, moka.sku);
      return (await catalogue.imagesOf([product])).get(product.id)?.[0]?.checksum;
    };
    odoo.sim.control.setImage(moka, onePixel);
    const first = await checksum();
    odoo.sim.control.changeProduct(moka, { name: 'Moka nuova' });
    expect(await checksum()).toBe(first);
    odoo.sim.control.setImage(moka, otherPixel);
    expect(await checksum()).not.toBe(first);
    const { templateId } = await bySku(odoo, moka.sku);
    odoo.sim.control.setImage(moka, null);
    expect(await checksum()).toBeUndefined();
    const place = { model: 'product.template', recordId: templateId, field: 'image_1920' } as const;
    expect(await catalogue.imageBytes(place)).toBeNull();
  });

  it('are followed by those of an online shop', async () => {
    const odoo = await world(version, { modules: ['website_sale'] });
    const { templateId } = await bySku(odoo, moka.sku);
    const extra = odoo.sim.db.create('product.image', {
      name: 'Retro',
      product_tmpl_id: templateId,
      image_1920: otherPixel,
    });
    odoo.sim.control.setImage(moka, onePixel);
    const product = await bySku(odoo, moka.sku);
    const images = (await odoo.client.catalogue.imagesOf([product])).get(product.id) ?? [];
    expect(images.map(({ model, recordId }) => [model, recordId])).toEqual([
      ['product.template', templateId],
      ['product.image', extra],
    ]);
  });
});

describe.each(odooVersions)('stock and prices of the simulated Odoo %s', (version) => {
  it('are told by warehouse', async () => {
    const odoo = await world(version);
    const { catalogue } = odoo.client;
    const houses = await catalogue.warehouses();
    const [house] = houses;
    const { id } = await bySku(odoo, moka.sku);
    const other = odoo.sim.db.create('stock.warehouse', { name: 'Secondo', code: 'SEC', company_id: 2 });
    odoo.sim.control.setStock(moka, { quantity: 4 });
    odoo.sim.control.setStock(moka, { quantity: 9, warehouse: other });
    const inOf = async (warehouseId: number) =>
      (await catalogue.quantitiesIn({ ids: [id], warehouseId })).get(id)?.onHand.toNumber();
    expect(houses).toHaveLength(1);
    expect([await inOf(house?.id ?? 0), await inOf(other)]).toEqual([4, 9]);
    expect((await bySku(odoo, moka.sku)).quantities.onHand).toEqual(decimal(13));
    expect((await catalogue.warehouses()).map(({ name }) => name)).toContain('Secondo');
  });

  it('have their taxes computed by Odoo', async () => {
    const odoo = await world(version);
    const taxes = (await odoo.client.taxes.forSales()).filter(({ rate, simple }) => rate.eq(22) && simple);
    const included = taxes.find((tax) => tax.included);
    const excluded = taxes.find((tax) => !tax.included);
    const computed = async (id: number | undefined) => {
      const priced = { taxIds: id === undefined ? [] : [id], price: decimal('19.99') };
      const { excluded: net, included: gross } = await odoo.client.catalogue.computeAll(priced);
      return [net.toFixed(2), gross.toFixed(2)];
    };
    expect(await computed(included?.id)).toEqual(['16.39', '19.99']);
    expect(await computed(excluded?.id)).toEqual(['19.99', '24.39']);
    expect(await computed(undefined)).toEqual(['19.99', '19.99']);
  });

  it('are told in any language that is installed', async () => {
    const odoo = await world(version);
    const { catalogue } = odoo.client;
    expect(await catalogue.languages()).toEqual(expect.arrayContaining(['en_US', 'it_IT']));
    const { id } = await bySku(odoo, moka.sku);
    const fields = await catalogue.fields();
    const [italian] = await catalogue.byIds([id], { fields, language: 'it_IT' });
    expect(italian?.id).toBe(id);
    const unknown = catalogue.byIds([id], { fields, language: 'xx_XX' }).then(
      ([product]) => product?.id,
      (thrown: unknown) => (thrown instanceof SyncError ? thrown.code : thrown),
    );
    expect(await unknown).toBe(version <= 17 ? id : 'refused');
  });

  it('find the variants of a template, archived ones too', async () => {
    const odoo = await world(version);
    const added = odoo.sim.control.addProducts({ templates: 1, variants: 2, sku: 'V' });
    odoo.sim.control.archive({ id: added.variants[0] ?? 0 });
    const templates = [...added.templates, 999_999].map((id) => id as TemplateId);
    expect(await odoo.client.catalogue.variantIdsOf(templates)).toEqual(
      new Map([[added.templates[0], added.variants]]),
    );
  });
});
