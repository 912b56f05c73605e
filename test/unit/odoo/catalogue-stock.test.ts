import { describe, expect, it } from 'vitest';
import { odooVersions } from '../../../src/odoo/versions.ts';
import { decimal } from '../../../src/trade/money.ts';
import { argument, domainOf, named, products, variants } from './support/catalogue.ts';
import { clientOf } from './support/scripted-odoo.ts';

const row = { id: 46, qty_available: 70, free_qty: 62.5, virtual_available: -10 };

describe.each(odooVersions)('what a warehouse has in Odoo %s', (version) => {
  it('is asked for in one call, with the warehouse in the context', async () => {
    const odoo = clientOf(version, products(row));
    const found = await odoo.client.catalogue.quantitiesIn({ ids: variants(46, 99, 46), warehouseId: 3 });
    expect(found).toEqual(
      new Map([[46, { onHand: decimal(70), free: decimal('62.5'), forecast: decimal(-10) }]]),
    );
    expect(odoo.heard).toHaveLength(1);
    expect(domainOf(version, odoo.nth(0))).toEqual([['id', 'in', [46, 99]]]);
    expect(named(version, odoo.nth(0), 'fields')).toEqual(['qty_available', 'free_qty', 'virtual_available']);
    const { context } = odoo.nth(0);
    expect(context).toMatchObject({ active_test: false, allowed_company_ids: [2] });
    expect([context['warehouse'], context['warehouse_id']]).toEqual(
      version <= 17 ? [3, undefined] : [undefined, 3],
    );
  });

  it('is forbidden without the right to stock, and the hint says so', async () => {
    const right = version <= 17 ? 'check_access_rights' : 'has_access';
    const { client } = clientOf(version, {
      'product.product.search_read': { fault: 'odoo.exceptions.AccessError' },
      [`stock.move.${right}`]: { result: false },
    });
    const asked = client.catalogue.quantitiesIn({ ids: variants(46), warehouseId: 3 });
    await expect(asked).rejects.toMatchObject({
      code: 'forbidden',
      hint: { en: expect.stringContaining('Inventory / User') as string },
    });
  });

  it('costs with tax what Odoo computes, to the cent', async () => {
    const result = { total_excluded: 100.00000000000001, total_included: 122.00000000000001, taxes: [] };
    const odoo = clientOf(version, { 'account.tax.compute_all': { result } });
    const priced = await odoo.client.catalogue.computeAll({ taxIds: [46, 7], price: decimal('100.00') });
    expect(priced).toEqual({ excluded: decimal(100), included: decimal(122) });
    expect(argument(version, odoo.nth(0), ['ids', 0])).toEqual([46, 7]);
    expect(argument(version, odoo.nth(0), ['price_unit', 1])).toBe(100);
    expect(Object.keys(odoo.nth(0).kwargs)).toEqual([]);
  });
});

describe('what a warehouse has', () => {
  it('is no call where there is no variant', async () => {
    const odoo = clientOf(18, {});
    expect(await odoo.client.catalogue.quantitiesIn({ ids: [], warehouseId: 3 })).toEqual(new Map());
    expect(odoo.heard).toEqual([]);
  });

  it('is unreadable without a quantity', async () => {
    const { client } = clientOf(18, products({ ...row, free_qty: undefined }));
    const asked = client.catalogue.quantitiesIn({ ids: variants(46), warehouseId: 3 });
    await expect(asked).rejects.toMatchObject({
      code: 'unreadable',
      message: expect.stringContaining('free_qty') as string,
    });
  });
});

describe('the warehouses', () => {
  it('are those of the company', async () => {
    const result = [
      { id: 3, name: 'Milano' },
      { id: 1, name: 'Roma' },
    ];
    const odoo = clientOf(18, { 'stock.warehouse.search_read': { result } });
    expect(await odoo.client.catalogue.warehouses()).toEqual(result);
    expect(domainOf(18, odoo.nth(0))).toEqual([['company_id', '=', 2]]);
  });
});

describe('the languages', () => {
  it('are those that are installed', async () => {
    const result = [
      { id: 1, code: 'en_US' },
      { id: 2, code: 'it_IT' },
    ];
    const { client } = clientOf(18, { 'res.lang.search_read': { result } });
    expect(await client.catalogue.languages()).toEqual(['en_US', 'it_IT']);
  });
});

describe('the names of attributes', () => {
  const values = 'product.template.attribute.value.read';

  it.each(odooVersions)('are read in one call and in the language asked for, in Odoo %s', async (version) => {
    const result = [
      { id: 3, name: 'Nero', attribute_id: [2, 'Colore'] },
      { id: 7, name: 'L', attribute_id: [1, 'Taglia'] },
    ];
    const odoo = clientOf(version, { [values]: { result } });
    expect(await odoo.client.catalogue.attributeValues([3, 7, 99, 3], 'it_IT')).toEqual(
      new Map([
        [3, { attribute: 'Colore', value: 'Nero' }],
        [7, { attribute: 'Taglia', value: 'L' }],
      ]),
    );
    expect(argument(version, odoo.nth(0), ['ids', 0])).toEqual([3, 7, 99]);
    expect(odoo.nth(0).context).toMatchObject({ lang: 'it_IT' });
  });

  it('cost no call where there is none', async () => {
    const odoo = clientOf(18, {});
    expect(await odoo.client.catalogue.attributeValues([])).toEqual(new Map());
    expect(odoo.heard).toEqual([]);
  });
});

describe('a price with taxes', () => {
  it('is the price where there is no tax, and no call', async () => {
    const odoo = clientOf(18, {});
    const priced = await odoo.client.catalogue.computeAll({ taxIds: [], price: decimal('19.999') });
    expect(priced).toEqual({ excluded: decimal(20), included: decimal(20) });
    expect(odoo.heard).toEqual([]);
  });

  it('is sent as the number that it is', async () => {
    const result = { total_excluded: 77.89, total_included: 95.03 };
    const odoo = clientOf(18, { 'account.tax.compute_all': { result } });
    const priced = await odoo.client.catalogue.computeAll({ taxIds: [1], price: decimal('77.89') });
    expect(odoo.nth(0).args).toEqual([[1], 77.89]);
    expect(priced.included.toFixed(2)).toBe('95.03');
  });

  it('is forbidden with the group that is missing where the user may not read what taxes need', async () => {
    const { client } = clientOf(17, {
      'account.tax.compute_all': { fault: 'odoo.exceptions.AccessError' },
      'account.account.tag.check_access_rights': { result: false },
    });
    await expect(client.catalogue.computeAll({ taxIds: [1], price: decimal(1) })).rejects.toMatchObject({
      code: 'forbidden',
      hint: { en: expect.stringContaining('Invoicing / Billing') as string },
    });
  });

  it('is not found where a tax is gone', async () => {
    const { client } = clientOf(18, { 'account.tax.compute_all': { fault: 'odoo.exceptions.MissingError' } });
    const priced = client.catalogue.computeAll({ taxIds: [9999], price: decimal(1) });
    await expect(priced).rejects.toMatchObject({ code: 'not-found' });
  });
});
