import { describe, expect, it } from 'vitest';
import { bridgeFields, vendorFields } from '../../../sim/odoo/control/manual-fields.ts';
import { demoAccess } from '../../../sim/odoo/seed/people.ts';
import type { VariantId } from '../../../src/odoo/client.ts';
import { odooVersions } from '../../../src/odoo/versions.ts';
import { decimal } from '../../../src/trade/money.ts';
import type { TemplateId } from '../../../src/trade/ids.ts';
import { administrator, bySku, walk } from './support/catalogue.ts';
import { world } from './support/simulated.ts';

const moka = { sku: 'MOKA-3' };

describe.each(odooVersions)('the catalogue of the simulated Odoo %s', (version) => {
  it('is walked page by page, each variant once, archived ones too', async () => {
    const odoo = await world(version);
    odoo.sim.control.addProducts({ templates: 12, sku: 'W' });
    odoo.sim.control.archive(moka);
    const fields = await odoo.client.catalogue.fields();
    odoo.calls();
    const found = await walk(odoo.client, { fields, limit: 10 });
    const ours = ['company_id', 'in', [2, false]];
    expect(found.map(({ id }) => id)).toEqual(
      odoo.sim.db.search('product.product', [ours]).toSorted((a, b) => a - b),
    );
    expect(found.find(({ defaultCode }) => defaultCode === moka.sku)).toMatchObject({ active: false });
    expect(odoo.calls()).toEqual(
      Array.from({ length: Math.floor(found.length / 10) + 1 }, () => 'product.product.search_read'),
    );
  });

  it('tells a product in full', async () => {
    const odoo = await world(version);
    odoo.sim.control.setStock(moka, { quantity: 7 });
    odoo.sim.control.changeProduct(moka, {
      barcode: '8001234567890',
      weight: 0.75,
      description_sale: 'Tre tazze',
    });
    expect(await bySku(odoo, moka.sku)).toMatchObject({
      active: true,
      saleOk: true,
      defaultCode: 'MOKA-3',
      barcode: '8001234567890',
      weight: decimal('0.75'),
      shortText: 'Tre tazze',
      storable: true,
      service: false,
      variantCount: 1,
      attributeValueIds: [],
      quantities: { onHand: decimal(7), free: decimal(7), forecast: decimal(7) },
      published: null,
      ownSku: null,
    });
  });

  it('tells a service apart', async () => {
    const odoo = await world(version);
    const shipping = await odoo.client.shippingProduct();
    const fields = await odoo.client.catalogue.fields();
    const [found] = await odoo.client.catalogue.byIds([shipping as VariantId], { fields });
    expect(found).toMatchObject({ service: true, storable: false });
  });

  it('leaves out what was deleted', async () => {
    const odoo = await world(version);
    const added = odoo.sim.control.addProducts({ templates: 2, sku: 'D', quantity: null });
    const [first = 0, second = 0] = added.variants;
    odoo.sim.control.remove({ id: first });
    const fields = await odoo.client.catalogue.fields();
    const ids = [first, second].map((id) => id as VariantId);
    const found = await odoo.client.catalogue.byIds(ids, { fields });
    expect(found.map(({ id }) => id)).toEqual([second]);
  });

  it('holds families together, with the names of what makes each variant', async () => {
    const odoo = await world(version);
    const added = odoo.sim.control.addProducts({ templates: 2, variants: 3, sku: 'F', price: 20 });
    const templates = added.templates.map((id) => id as TemplateId);
    const { catalogue } = odoo.client;
    const fields = await catalogue.fields();
    odoo.calls();
    const families = await catalogue.variantIdsOf(templates);
    const members = await catalogue.byIds([...families.values()].flat(), { fields });
    const names = await catalogue.attributeValues(
      members.flatMap(({ attributeValueIds }) => attributeValueIds),
    );
    expect(odoo.calls()).toEqual([
      'product.product.search_read',
      'product.product.search_read',
      'product.template.attribute.value.read',
    ]);
    expect([...families.values()].flat()).toEqual(added.variants);
    expect(members.every(({ variantCount }) => variantCount === 3)).toBe(true);
    const told = members.map(({ attributeValueIds }) =>
      attributeValueIds.map((id) => {
        const { attribute, value } = names.get(id) ?? {};
        return `${attribute}: ${value}`;
      }),
    );
    expect(told.slice(0, 3)).toEqual([['Misura: M1'], ['Misura: M2'], ['Misura: M3']]);
  });

  it('counts the variants in use', async () => {
    const odoo = await world(version);
    const added = odoo.sim.control.addProducts({ templates: 1, variants: 3, sku: 'F' });
    odoo.sim.control.archive({ id: added.variants[0] ?? 0 });
    const fields = await odoo.client.catalogue.fields();
    const ids = added.variants.map((id) => id as VariantId);
    const found = await odoo.client.catalogue.byIds(ids, { fields });
    expect(found.map(({ active, variantCount }) => [active, variantCount])).toEqual([
      [false, 2],
      [true, 2],
      [true, 2],
    ]);
  });

  it('prices a variant with the extra of its values', async () => {
    const odoo = await world(version);
    const added = odoo.sim.control.addProducts({ templates: 1, variants: 2, sku: 'F', price: 20 });
    const fields = await odoo.client.catalogue.fields();
    const ids = added.variants.map((id) => id as VariantId);
    const [, second] = await odoo.client.catalogue.byIds(ids, { fields });
    odoo.sim.db.write('product.template.attribute.value', second?.attributeValueIds.slice() ?? [], {
      price_extra: 2.5,
    });
    const priced = await odoo.client.catalogue.byIds(ids, { fields });
    expect(priced.map(({ listPrice, lstPrice }) => [listPrice.toFixed(2), lstPrice.toFixed(2)])).toEqual([
      ['20.00', '20.00'],
      ['20.00', '22.50'],
    ]);
    expect(priced[1]?.print).not.toBe(second?.print);
    expect(priced[1]?.writeDate).toBe(second?.writeDate);
  });
});

describe.each(odooVersions)('the optional fields of the simulated Odoo %s', (version) => {
  it('are those that were made for the bridge', async () => {
    const odoo = await world(version, { fields: bridgeFields });
    odoo.sim.control.changeProduct(moka, {
      x_poleepo_sku: 'MK3',
      x_poleepo_ref: '5512',
      x_poleepo_published: true,
      x_poleepo_ean: '8001234567890',
      x_poleepo_width: 12.5,
    });
    expect(await bySku(odoo, moka.sku)).toMatchObject({
      ownSku: 'MK3',
      poleepoRef: 5512,
      published: true,
      codes: { ean: '8001234567890', upc: null, isbn: null, mpn: null },
      width: decimal('12.5'),
      height: null,
    });
  });

  it('are those of the vendor’s module', async () => {
    const odoo = await world(version, { fields: vendorFields });
    odoo.sim.control.changeProduct(moka, { poleepo_mpn: 'MPN-3', poleepo_published: false });
    expect(await bySku(odoo, moka.sku)).toMatchObject({
      published: false,
      codes: { ean: null, mpn: 'MPN-3' },
    });
  });

  it('are the long text of an online shop', async () => {
    const odoo = await world(version, { modules: ['website_sale'] });
    const { names } = await odoo.client.catalogue.fields();
    const [field = 'none'] = names.longText;
    odoo.sim.control.changeProduct(moka, { [field]: '<p>Per <b>tre</b> tazze</p>' });
    expect(await bySku(odoo, moka.sku)).toMatchObject({ longText: '<p>Per <b>tre</b> tazze</p>' });
  });
});

describe.each(odooVersions)('writing back to the simulated Odoo %s', (version) => {
  const rows = [
    { ref: 501, sku: 'A', status: 'completed', error: null, syncedAt: Date.UTC(2026, 5, 3, 8, 15) },
    {
      ref: 502,
      sku: 'B',
      status: 'error',
      error: 'CATEGORY_NOT_FOUND',
      syncedAt: Date.UTC(2026, 5, 3, 8, 15),
    },
  ];
  const columns = ['x_poleepo_ref', 'x_poleepo_status', 'x_poleepo_error', 'x_poleepo_last_sync'];

  it('is not allowed for who may not write products', async () => {
    const odoo = await world(version, { fields: bridgeFields });
    const fields = await odoo.client.catalogue.fields();
    expect(fields.mayWrite).toBe(false);
    const { id } = await bySku(odoo, moka.sku);
    expect(await odoo.client.catalogue.writeBack([{ id, ref: 1 }], fields)).toBe('not-allowed');
    // As where the right was taken away since.
    const stale = { ...fields, mayWrite: true };
    expect(await odoo.client.catalogue.writeBack([{ id, ref: 1 }], stale)).toBe('not-allowed');
    expect(odoo.sim.db.read('product.product', [id], ['x_poleepo_ref'])).toMatchObject([
      { x_poleepo_ref: false },
    ]);
  });

  it('has nowhere to go in a plain Odoo', async () => {
    const odoo = await world(version);
    const client = await administrator(odoo);
    const { id } = await bySku(odoo, moka.sku);
    expect(await client.catalogue.writeBack([{ id, ref: 1 }], await client.catalogue.fields())).toBe(
      'no-fields',
    );
  });

  it('tells all variants in one call, archived ones too', async () => {
    const odoo = await world(version, { fields: bridgeFields });
    const client = await administrator(odoo);
    const { variants: ids } = odoo.sim.control.addProducts({ templates: 2, sku: 'B' });
    odoo.sim.control.archive({ id: ids[1] ?? 0 });
    const fields = await client.catalogue.fields();
    odoo.calls();
    const told = rows.map((row, at) => ({ ...row, id: (ids[at] ?? 0) as VariantId }));
    expect(await client.catalogue.writeBack(told, fields)).toBe('written');
    expect(odoo.calls()).toEqual(['product.product.load']);
    const at = '2026-06-03 08:15:00';
    expect(odoo.sim.db.read('product.product', ids, columns)).toMatchObject([
      {
        x_poleepo_ref: '501',
        x_poleepo_status: 'completed',
        x_poleepo_error: false,
        x_poleepo_last_sync: at,
      },
      {
        x_poleepo_ref: '502',
        x_poleepo_status: 'error',
        x_poleepo_error: 'CATEGORY_NOT_FOUND',
        x_poleepo_last_sync: at,
      },
    ]);
  });

  it('passes over a variant that is gone', async () => {
    const odoo = await world(version, { fields: bridgeFields });
    const client = await administrator(odoo);
    const { variants: ids } = odoo.sim.control.addProducts({ templates: 2, sku: 'B', quantity: null });
    const [kept = 0, gone = 0] = ids;
    odoo.sim.control.remove({ id: gone });
    const told = [kept, gone].map((id) => ({ id: id as VariantId, ref: id + 500 }));
    expect(await client.catalogue.writeBack(told, await client.catalogue.fields())).toBe('written');
    const [row] = odoo.sim.db.read('product.product', [kept], ['x_poleepo_ref']);
    expect(row).toMatchObject({ x_poleepo_ref: String(kept + 500) });
  });

  it('changes the print by Poleepo’s id alone', async () => {
    const odoo = await world(version, { fields: bridgeFields });
    const client = await administrator(odoo);
    const before = await bySku(odoo, moka.sku);
    const fields = await client.catalogue.fields();
    await client.catalogue.writeBack([{ id: before.id, ref: 77, status: 'completed' }], fields);
    const first = await bySku(odoo, moka.sku);
    await client.catalogue.writeBack([{ id: before.id, ref: 77, status: 'error', error: 'x' }], fields);
    const second = await bySku(odoo, moka.sku);
    expect(first.poleepoRef).toBe(77);
    expect(first.print).not.toBe(before.print);
    expect(second.print).toBe(first.print);
  });
});

describe.each(odooVersions)('who may only look around in the simulated Odoo %s', (version) => {
  it('is told that it is the right to stock that is missing', async () => {
    const odoo = await world(version);
    const client = await odoo.another({ ...demoAccess.internal });
    const fields = await client.catalogue.fields();
    await expect(client.catalogue.page({ after: 0, limit: 5, fields })).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringMatching(/^stock: /) as string,
      hint: { it: expect.stringContaining('Inventory / User') as string },
    });
  });
});
