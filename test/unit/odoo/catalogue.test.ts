import { describe, expect, it } from 'vitest';
import { odooVersions } from '../../../src/odoo/versions.ts';
import type { TaxId } from '../../../src/trade/ids.ts';
import { decimal } from '../../../src/trade/money.ts';
import type { Heard } from './support/scripted-odoo.ts';
import { clientOf } from './support/scripted-odoo.ts';

const row = {
  id: 46,
  default_code: 'TSHIRT-L',
  barcode: false,
  name: 'T-shirt L',
  active: true,
  sale_ok: true,
  company_id: false,
  type: 'consu',
  detailed_type: 'product',
  taxes_id: [94],
  uom_id: [1, 'Units'],
};

function products(...rows: object[]) {
  return { 'product.product.search_read': { result: rows } };
}

describe('products by code', () => {
  it.each(odooVersions)('are asked for in one call on Odoo %s, archived ones too', async (version) => {
    const odoo = clientOf(version, products(row));
    expect(await odoo.client.products.byCode(['TSHIRT-L', 'MUG', 'MUG'])).toEqual([
      {
        id: 46,
        code: 'TSHIRT-L',
        barcode: null,
        skus: [],
        name: 'T-shirt L',
        active: true,
        saleOk: true,
        companyId: null,
        kind: 'goods',
        taxIds: [94],
        uomId: 1,
      },
    ]);
    const domain = [['default_code', 'in', ['TSHIRT-L', 'MUG']]];
    const { args } = odoo.nth(0);
    expect(version === 19 ? (args as { domain: unknown }).domain : (args as unknown[])[0]).toEqual(domain);
    expect(odoo.heard[0]?.context).toMatchObject({ active_test: false, allowed_company_ids: [2] });
  });

  it('cost no call where there is no code', async () => {
    const odoo = clientOf(18, {});
    expect(await odoo.client.products.byCode(['', ''])).toEqual([]);
    expect(odoo.heard).toEqual([]);
  });

  it.each([
    ['product', 'goods'],
    ['consu', 'goods'],
    ['service', 'service'],
    ['combo', 'combo'],
    ['event', 'service'],
  ])('of type %s are %s', async (type, kind) => {
    const older = clientOf(17, products({ ...row, detailed_type: type, type: 'consu' }));
    expect(await older.client.products.byCode(['TSHIRT-L'])).toMatchObject([{ kind }]);
    const newer = clientOf(18, products({ ...row, type }));
    expect(await newer.client.products.byCode(['TSHIRT-L'])).toMatchObject([{ kind }]);
  });

  it('may be several of one code, archived or of one company', async () => {
    const { client } = clientOf(
      18,
      products(row, { ...row, id: 47, active: false, company_id: [2, 'Demo Italia'] }),
    );
    const found = await client.products.byCode(['TSHIRT-L']);
    expect(found.map(({ id, active, companyId }) => [id, active, companyId])).toEqual([
      [46, true, null],
      [47, false, 2],
    ]);
  });

  it('are unreadable where a member is missing', async () => {
    const { client } = clientOf(18, products({ ...row, sale_ok: undefined }));
    await expect(client.products.byCode(['TSHIRT-L'])).rejects.toMatchObject({
      code: 'unreadable',
      mayHaveHappened: false,
      message: expect.stringContaining('sale_ok') as string,
    });
  });
});

describe('sales taxes', () => {
  const tax = {
    id: 94,
    name: '22%',
    amount: 22,
    amount_type: 'percent',
    price_include: true,
    include_base_amount: false,
    sequence: 3,
  };
  const taxes = (changes: object) => ({ 'account.tax.search_read': { result: [{ ...tax, ...changes }] } });

  it('are found by their ids whosever they are, in use', async () => {
    const odoo = clientOf(18, taxes({}));
    expect(await odoo.client.taxes.byIds([94 as TaxId])).toMatchObject([{ id: 94, name: '22%' }]);
    expect(odoo.heard[0]?.args).toEqual([
      [
        ['id', 'in', [94]],
        ['active', '=', true],
      ],
    ]);
  });

  it('are those of the company, in use', async () => {
    const odoo = clientOf(18, taxes({}));
    expect(await odoo.client.taxes.forSales()).toEqual([
      { id: 94, name: '22%', rate: decimal(22), included: true, simple: true, sequence: 3 },
    ]);
    expect(odoo.heard[0]?.args).toEqual([
      [
        ['company_id', '=', 2],
        ['type_tax_use', '=', 'sale'],
        ['active', '=', true],
      ],
    ]);
  });

  it.each([{ amount_type: 'group' }, { amount_type: 'fixed' }, { include_base_amount: true }])(
    'are not simple with %j',
    async (changes) => {
      const { client } = clientOf(18, taxes(changes));
      expect(await client.taxes.forSales()).toMatchObject([{ simple: false }]);
    },
  );
});

describe('countries', () => {
  it('are found by ISO code, and their states by theirs', async () => {
    const odoo = clientOf(18, {
      'res.country.search_read': {
        result: [
          { id: 109, code: 'IT' },
          { id: 75, code: 'FR' },
          { id: 1, code: false },
        ],
      },
      'res.country.state.search_read': { result: [{ id: 363, code: 'RM', country_id: [109, 'Italy'] }] },
    });
    const countries = await odoo.client.countries.byIso();
    expect(countries.get('IT')).toEqual({ id: 109, states: new Map([['RM', 363]]) });
    expect([...countries.keys()]).toEqual(['IT', 'FR']);
    expect(odoo.heard).toHaveLength(2);
  });
});

describe('the shipping product', () => {
  const carriers = (...rows: object[]) => ({ 'delivery.carrier.search_read': { result: rows } });
  const standard = products({ ...row, id: 49, default_code: 'Delivery_007', type: 'service' });

  it("is that of the company's first delivery method", async () => {
    const { client } = clientOf(18, carriers({ id: 1, product_id: [41, 'Delivery'] }));
    expect(await client.shippingProduct()).toBe(41);
  });

  it("is Odoo's own where there is no delivery method", async () => {
    const { client } = clientOf(18, { ...carriers(), ...standard });
    expect(await client.shippingProduct()).toBe(49);
  });

  it.each(['odoo.exceptions.AccessError', 'odoo.exceptions.UserError'])(
    "is Odoo's own where the delivery methods answer %s",
    async (fault) => {
      const { client } = clientOf(18, { 'delivery.carrier.search_read': { fault }, ...standard });
      expect(await client.shippingProduct()).toBe(49);
    },
  );

  it('is none where neither is there, or only an archived one', async () => {
    const archived = products({ ...row, active: false });
    expect(await clientOf(18, { ...carriers(), ...products() }).client.shippingProduct()).toBeNull();
    expect(await clientOf(18, { ...carriers(), ...archived }).client.shippingProduct()).toBeNull();
  });

  it('is no answer where the key is refused', async () => {
    const { client } = clientOf(18, {
      'delivery.carrier.search_read': { fault: 'odoo.exceptions.AccessDenied' },
    });
    await expect(client.shippingProduct()).rejects.toMatchObject({ code: 'denied' });
  });

  it('is looked for among the methods of the company and of all companies', async () => {
    const seen: Heard[] = [];
    const { client } = clientOf(18, {
      'delivery.carrier.search_read': (heard) => {
        seen.push(heard);
        return { result: [{ id: 1, product_id: [41, 'Delivery'] }] };
      },
    });
    await client.shippingProduct();
    expect(seen[0]?.args).toEqual([[['company_id', 'in', [2, false]]]]);
  });
});
