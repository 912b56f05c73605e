import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { OdooVersion } from '../../../src/odoo/versions.ts';
import { odooVersions } from '../../../src/odoo/versions.ts';
import { decimal } from '../../../src/trade/money.ts';
import {
  argument,
  catalogueFields,
  domainOf,
  named,
  productRow,
  products,
  variants,
} from '../../unit/odoo/support/catalogue.ts';
import { clientOf } from '../../unit/odoo/support/scripted-odoo.ts';
import { calledIn, recorded } from './support/recorded.ts';

const companies: Record<OdooVersion, number> = { 16: 3, 17: 3, 18: 3, 19: 4 };
const fields = catalogueFields();
const rows = z.array(z.looseObject({ id: z.number() }));
const described = z.record(z.string(), z.unknown());

describe.each(odooVersions)('the recorded products of Odoo %s', (version) => {
  const asked = recorded(
    version,
    'products',
    `search_read company ${companies[version]} allowed_company_ids`,
  );

  it('are read in full', async () => {
    // The recorded read asked for neither of these.
    const result = rows
      .parse(asked.result)
      .map((row) => ({ ...row, product_variant_count: 1, detailed_type: row['type'], is_storable: false }));
    const { client } = clientOf(version, products(...result));
    const found = await client.catalogue.page({ after: 0, limit: 3, fields });
    expect(found).toHaveLength(3);
    expect(found[2]).toMatchObject({
      id: 3,
      name: 'Virtual Interior Design',
      listPrice: decimal('30.75'),
      currency: version === 16 ? 'EUR' : 'USD',
      service: true,
      storable: false,
      category: version === 19 ? 'Services' : 'All / Saleable / Services',
      defaultCode: null,
      attributeValueIds: [],
      weight: null,
    });
  });

  it('were asked for with the columns that we ask for', async () => {
    const odoo = clientOf(version, products());
    await odoo.client.catalogue.page({ after: 0, limit: 3, fields });
    const columns = named(version, odoo.nth(0), 'fields') as string[];
    const { fields: theirs } = z.looseObject({ fields: z.array(z.string()) }).parse(asked.call.kwargs);
    const known = described.parse(recorded(version, 'products', 'fields_get of interest').result);
    const unrecorded = columns.filter((column) => !theirs.includes(column) && !(column in known));
    const expected =
      version <= 17 ? ['product_variant_count', 'detailed_type'] : ['product_variant_count', 'is_storable'];
    expect(unrecorded).toEqual(expect.arrayContaining(expected.slice(0, 1)));
    expect(expected).toEqual(expect.arrayContaining(unrecorded));
  });

  it('were searched by the dates that we search by', async () => {
    const theirs = recorded(version, 'products', 'changed since incl. template').call.args[0];
    const odoo = clientOf(version, products());
    const since = Date.UTC(2026, 10, 22, 15);
    const bare = catalogueFields({}, { stock: false });
    const page = { since, after: 0, limit: 500, fields: bare, stock: 'quants' } as const;
    await odoo.client.catalogue.changedSince(page);
    expect(domainOf(version, odoo.nth(0))).toEqual([['id', '>', 0], ...z.array(z.unknown()).parse(theirs)]);
  });

  it('have quantities by warehouse', async () => {
    const theirs = recorded(version, 'products', 'warehouse context');
    const odoo = clientOf(version, products(...rows.parse(theirs.result)));
    const [ids, columns] = z.tuple([z.array(z.number()), z.array(z.string())]).parse(theirs.call.args);
    const found = await odoo.client.catalogue.quantitiesIn({ ids: variants(...ids), warehouseId: 1 });
    expect([...found.keys()]).toEqual(ids);
    expect(rows.parse(theirs.result).map((row) => row['free_qty'])).toEqual(
      [...found.values()].map(({ free }) => free.toNumber()),
    );
    expect(named(version, odoo.nth(0), 'fields')).toEqual(columns);
    const { allowed_company_ids: _companies, ...context } = z
      .object({ context: described })
      .parse(theirs.call.kwargs).context;
    expect(odoo.nth(0).context).toMatchObject(context);
  });
});

describe.each(odooVersions)('the recorded details of Odoo %s', (version) => {
  it('name attributes', async () => {
    const theirs = recorded(version, 'products', 'attribute values');
    const [ids] = z
      .tuple([z.array(z.number())])
      .rest(z.unknown())
      .parse(theirs.call.args);
    const odoo = clientOf(version, { 'product.template.attribute.value.read': { result: theirs.result } });
    const found = await odoo.client.catalogue.attributeValues(ids);
    expect([...found.keys()]).toEqual(ids);
    const shown = rows.parse(theirs.result).map((row) => row['display_name']);
    expect([...found.values()].map(({ attribute, value }) => `${attribute}: ${value}`)).toEqual(shown);
    expect(argument(version, odoo.nth(0), ['ids', 0])).toEqual(ids);
  });

  it('tell an image by its attachment', async () => {
    const theirs = recorded(version, 'products', 'image attachment record');
    const place = { res_model: 'product.template', res_id: 23 };
    const result = rows.parse(theirs.result).map((row) => ({ ...row, ...place }));
    const row = productRow({ id: 31, product_tmpl_id: [23, 'Office Lamp'] });
    const odoo = clientOf(version, { ...products(row), 'ir.attachment.search_read': { result } });
    const read = await odoo.client.catalogue.byIds(variants(31), { fields });
    const found = await odoo.client.catalogue.imagesOf(read);
    const [image] = [...found.values()].flat();
    const [attachment] = rows.parse(theirs.result);
    expect(image).toEqual({
      model: 'product.template',
      recordId: 23,
      field: 'image_1920',
      checksum: attachment?.['checksum'],
      mimetype: attachment?.['mimetype'],
      size: attachment?.['file_size'],
    });
    const [[model, , field]] = z.tuple([z.array(z.unknown())]).parse(theirs.call.args);
    const ours = z.array(z.unknown()).parse(domainOf(version, odoo.nth(1)));
    expect(ours).toEqual(expect.arrayContaining([model, ['res_id', 'in', [23]], field]));
  });

  it('compute a price with its tax', async () => {
    const computed = calledIn(version, 'products').filter(
      ({ note }) => note === 'compute_all over RPC without product',
    );
    expect(computed).toHaveLength(2);
    for (const { call, result } of computed) {
      const odoo = clientOf(version, { 'account.tax.compute_all': { result } });
      const [taxIds, price] = z.tuple([z.array(z.number()), z.number()]).parse(call.args);
      const priced = await odoo.client.catalogue.computeAll({ taxIds, price: decimal(price) });
      const { taxes } = z.object({ taxes: z.array(z.object({ name: z.string() })) }).parse(result);
      const rate = /^\d+/.exec(taxes[0]?.name ?? '')?.[0] ?? 'none';
      expect(priced).toEqual({ excluded: decimal(100), included: decimal(rate).plus(100) });
      expect(argument(version, odoo.nth(0), ['ids', 0])).toEqual(taxIds);
      expect(argument(version, odoo.nth(0), ['price_unit', 1])).toBe(price);
    }
  });
});

describe('the recorded manual fields', () => {
  it('of a template are among those of the variant, where ours are looked for', () => {
    const note = 'template manual field visible on product.product?';
    const { call, result } = recorded(18, 'manual-fields', note);
    expect(call).toMatchObject({ model: 'product.product', method: 'fields_get' });
    const known = Object.keys(described.parse(result));
    expect(known).toEqual(expect.arrayContaining(['x_poleepo_tmpl_id', 'x_poleepo_note']));
  });
});
