import { describe, expect, it } from 'vitest';
import { odooVersions } from '../../../src/odoo/versions.ts';
import { clientOf, type Script } from './support/scripted-odoo.ts';

const company = {
  id: 2,
  currency_id: [125, 'EUR'],
  country_id: [109, 'Italy'],
  tax_calculation_rounding_method: 'round_globally',
};
const digits = (many: number) => ({ type: 'float', digits: [16, many] });

function script(changes: object = {}, { line = {}, product = {} } = {}): Script {
  const lines = { price_unit: digits(2), discount: digits(2), product_uom_qty: digits(3), ...line };
  return {
    'res.company.read': { result: [{ ...company, ...changes }] },
    'sale.order.line.fields_get': { result: lines },
    'product.product.fields_get': { result: product },
  };
}

describe("the connection's company", () => {
  it.each(odooVersions)('is read in three calls on Odoo %s', async (version) => {
    const odoo = clientOf(version, script());
    expect(await odoo.client.company()).toEqual({
      id: 2,
      countryId: 109,
      currency: 'EUR',
      rounding: { 16: 'lines-first', 17: 'lines-first', 18: 'raw-sums', 19: 'raw-sums-included-kept' }[
        version
      ],
      digits: { price: 2, discount: 2, quantity: 3 },
      skuFields: [],
    });
    expect(odoo.heard).toHaveLength(3);
    expect(odoo.heard.every(({ context }) => JSON.stringify(context['allowed_company_ids']) === '[2]')).toBe(
      true,
    );
  });

  it.each(['round_per_line', false])('rounds on each line where Odoo says %s', async (method) => {
    const { client } = clientOf(18, script({ tax_calculation_rounding_method: method }));
    expect(await client.company()).toMatchObject({ rounding: 'per-line' });
  });

  it.each([{ type: 'float' }, { type: 'float', digits: false }, { type: 'float', digits: null }])(
    'keeps prices whole where their field is %j',
    async (price_unit) => {
      const { client } = clientOf(19, script({}, { line: { price_unit } }));
      expect(await client.company()).toMatchObject({ digits: { price: null, discount: 2 } });
    },
  );

  it('names the fields that products may bear a SKU in, ours first', async () => {
    const fields = { poleepo_sku: { type: 'char' }, x_poleepo_sku: { type: 'char' } };
    const { client } = clientOf(18, script({}, { product: fields }));
    expect(await client.company()).toMatchObject({ skuFields: ['x_poleepo_sku', 'poleepo_sku'] });
  });
});

describe('products by SKU', () => {
  const row = {
    id: 46,
    default_code: 'TSHIRT-L',
    barcode: '8000000000017',
    name: 'T-shirt L',
    active: true,
    sale_ok: true,
    company_id: false,
    type: 'consu',
    taxes_id: [],
    uom_id: [1, 'Units'],
  };

  it('are looked for in every field by one call, and tell what each says', async () => {
    const result = [{ ...row, x_poleepo_sku: 'A', poleepo_sku: false }];
    const odoo = clientOf(18, { 'product.product.search_read': { result } });
    const found = await odoo.client.products.bySku(['A', 'A', ''], ['x_poleepo_sku', 'poleepo_sku']);
    expect(found).toMatchObject([{ id: 46, barcode: '8000000000017', skus: ['A'] }]);
    expect(odoo.nth(0).args).toEqual([
      [
        '|',
        '|',
        '|',
        ['x_poleepo_sku', 'in', ['A']],
        ['poleepo_sku', 'in', ['A']],
        ['default_code', 'in', ['A']],
        ['barcode', 'in', ['A']],
      ],
    ]);
  });

  it("near it are looked for in all the user's companies, in two calls", async () => {
    const odoo = clientOf(18, {
      'res.users.read': { result: [{ id: 7, company_ids: [1, 2] }] },
      'product.product.search_read': { result: [row] },
    });
    expect(await odoo.client.products.near('tshirt l')).toHaveLength(1);
    expect(odoo.nth(1).context).toMatchObject({ allowed_company_ids: [2, 1], active_test: false });
    const [domain] = odoo.nth(1).args as [unknown[]];
    expect(domain).toContainEqual(['default_code', '=ilike', '%tshirt%l']);
    expect(domain).toContainEqual(['default_code', '=ilike', 'tshirt _']);
    expect(domain.filter((term) => term === '|')).toHaveLength(domain.filter(Array.isArray).length - 1);
  });
});

describe('the sources of orders', () => {
  it('are read by name, the oldest of a name', async () => {
    const result = [
      { id: 3, name: 'Amazon' },
      { id: 9, name: 'Amazon' },
    ];
    const { client } = clientOf(18, { 'utm.source.search_read': { result } });
    expect([...(await client.sources.byName())]).toEqual([['Amazon', 3]]);
  });

  it('are made under a key, and are none where Odoo does not take one', async () => {
    const made = clientOf(18, { 'utm.source.load': { result: { ids: [12], messages: [] } } });
    expect(await made.client.sources.create({ key: 'source_t1_eBay', name: 'eBay IT' })).toBe(12);
    expect(made.nth(0).args).toEqual([['id', 'name'], [['ponte.source_t1_eBay', 'eBay IT']]]);
    const messages = [{ type: 'error', message: 'The name must be unique', field: 'name' }];
    const refused = clientOf(18, { 'utm.source.load': { result: { ids: false, messages } } });
    expect(await refused.client.sources.create({ key: 'source_t1_eBay', name: 'eBay IT' })).toBeNull();
  });
});
