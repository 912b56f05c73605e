import { describe, expect, it } from 'vitest';
import type { OdooVersion } from '../../../src/odoo/versions.ts';
import { odooVersions } from '../../../src/odoo/versions.ts';
import type { Reply, Script } from './support/scripted-odoo.ts';
import { clientOf } from './support/scripted-odoo.ts';

const models = {
  orders: 'sale.order',
  customers: 'res.partner',
  products: 'product.product',
  stock: 'stock.picking',
  invoices: 'account.move',
};

type Answers = Partial<Record<keyof typeof models, Reply>> & { allDocuments?: boolean };

function inspected(version: OdooVersion, { allDocuments = true, ...answers }: Answers = {}) {
  const method = version >= 18 ? 'has_access' : 'check_access_rights';
  const rights = Object.entries(models).map(([area, model]) => [
    `${model}.${method}`,
    (answers as Record<string, Reply>)[area] ?? { result: true },
  ]);
  const script: Script = {
    ...(Object.fromEntries(rights) as Script),
    'res.users.has_group': { result: allDocuments },
    'res.company.read': {
      result: [{ id: 2, name: 'Demo Italia', currency_id: [125, 'EUR'], country_id: [109, 'Italy'] }],
    },
    'res.country.read': { result: [{ id: 109, code: 'IT' }] },
    'res.lang.search_read': {
      result: [
        { id: 1, code: 'en_US' },
        { id: 2, code: 'it_IT' },
      ],
    },
  };
  return clientOf(version, script);
}

describe.each(odooVersions)('inspecting Odoo %s', (version) => {
  it('tells the company, the languages and that nothing is missing', async () => {
    const { client } = inspected(version);
    expect(await client.inspect()).toEqual({
      version,
      company: { id: 2, name: 'Demo Italia', currency: 'EUR', countryCode: 'IT' },
      rights: Object.keys(models).map((area) => ({ area, ok: true, missing: '' })),
      languages: ['en_US', 'it_IT'],
    });
  });

  it('names the group that is missing as this version calls it', async () => {
    const none = { result: false };
    const { client } = inspected(version, {
      customers: none,
      invoices: none,
      stock: none,
      orders: none,
      products: none,
    });
    const { rights } = await client.inspect();
    const invoices = {
      16: 'Invoicing / Billing',
      17: 'Invoicing / Billing',
      18: 'Invoicing / Invoicing',
      19: 'Accounting / Invoicing',
    };
    expect(rights.map(({ ok, missing }) => [ok, missing])).toEqual([
      [false, 'Sales / User: All Documents'],
      [false, version === 19 ? 'Contact / Creation' : 'Extra Rights / Contact Creation'],
      [false, 'Sales / User: All Documents'],
      [false, 'Inventory / User'],
      [false, invoices[version]],
    ]);
  });

  it('minds a salesman who sees his own documents only', async () => {
    const { client } = inspected(version, { allDocuments: false });
    const [orders, ...others] = (await client.inspect()).rights;
    expect(orders).toEqual({ area: 'orders', ok: false, missing: 'Sales / User: All Documents' });
    expect(others.every(({ ok }) => ok)).toBe(true);
  });

  it('names the app where Odoo does not know the model', async () => {
    const fault = version === 19 ? 'werkzeug.exceptions.NotFound' : 'odoo.exceptions.UserError';
    const { client } = inspected(version, { stock: { fault } });
    const { rights } = await client.inspect();
    expect(rights.find(({ area }) => area === 'stock')).toEqual({
      area: 'stock',
      ok: false,
      missing: 'Inventory (stock)',
    });
  });

  it('asks about the user of the connection in the way of the version', async () => {
    const { client, heard } = inspected(version);
    await client.inspect();
    const group = 'sales_team.group_sale_salesman_all_leads';
    const asked = heard.find(({ endpoint }) => endpoint === 'res.users.has_group')?.args;
    const expected = { 16: [group], 17: [group], 18: [[7], group], 19: { ids: [7], group_ext_id: group } };
    expect(asked).toEqual(expected[version]);
    const right = heard.find(({ endpoint }) => endpoint.startsWith('stock.picking'))?.args;
    const rights = {
      16: ['write', false],
      17: ['write', false],
      18: [[], 'write'],
      19: { ids: [], operation: 'write' },
    };
    expect(right).toEqual(rights[version]);
  });

  it('fails where the key is refused', async () => {
    const { client } = inspected(version, { orders: { fault: 'odoo.exceptions.AccessDenied' } });
    await expect(client.inspect()).rejects.toMatchObject({ code: 'denied' });
  });
});

describe('a company', () => {
  it('may have no country', async () => {
    const { client } = clientOf(18, {
      ...Object.fromEntries(Object.values(models).map((model) => [`${model}.has_access`, { result: true }])),
      'res.users.has_group': { result: true },
      'res.lang.search_read': { result: [] },
      'res.company.read': { result: [{ id: 2, name: 'Demo', currency_id: [125, 'EUR'], country_id: false }] },
    });
    expect((await client.inspect()).company.countryCode).toBeNull();
  });

  it('that the user cannot see is a missing right', async () => {
    const { client } = clientOf(18, {
      ...Object.fromEntries(Object.values(models).map((model) => [`${model}.has_access`, { result: true }])),
      'res.users.has_group': { result: true },
      'res.lang.search_read': { result: [] },
      'res.company.read': { result: [] },
    });
    await expect(client.inspect()).rejects.toMatchObject({ code: 'forbidden' });
  });
});
