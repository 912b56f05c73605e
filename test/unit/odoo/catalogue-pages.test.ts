import { describe, expect, it } from 'vitest';
import { odooVersions } from '../../../src/odoo/versions.ts';
import type { TemplateId } from '../../../src/trade/ids.ts';
import {
  catalogueFields,
  domainOf,
  named,
  pageSize,
  productRow,
  products,
  variants,
} from './support/catalogue.ts';
import { clientOf } from './support/scripted-odoo.ts';

const since = Date.UTC(2026, 10, 22, 15, 49, 5, 999);
const at = '2026-11-22 15:49:05';
const fields = catalogueFields();
const changes = { since, after: 0, limit: pageSize, fields, stock: 'quants' } as const;

describe.each(odooVersions)('what changed in Odoo %s', (version) => {
  it('is asked for by every date that tells, from the last id on, in one call', async () => {
    const odoo = clientOf(version, products(productRow()));
    const [after = 0] = variants(46);
    const found = await odoo.client.catalogue.changedSince({ ...changes, after, stock: 'quants-and-moves' });
    expect(found).toHaveLength(1);
    expect(odoo.heard).toHaveLength(1);
    expect(domainOf(version, odoo.nth(0))).toEqual([
      ['id', '>', 46],
      '|',
      '|',
      '|',
      ['write_date', '>=', at],
      ['product_tmpl_id.write_date', '>=', at],
      ['stock_quant_ids.write_date', '>=', at],
      ['stock_move_ids.write_date', '>=', at],
    ]);
    expect(named(version, odoo.nth(0), 'limit')).toBe(pageSize);
    expect(named(version, odoo.nth(0), 'order')).toBe('id');
    expect(odoo.nth(0).context).toEqual({
      allowed_company_ids: [2],
      lang: 'en_US',
      tz: 'UTC',
      active_test: false,
    });
  });

  it('reads the kind of the version, and stock', async () => {
    const odoo = clientOf(version, products());
    await odoo.client.catalogue.changedSince(changes);
    const columns = named(version, odoo.nth(0), 'fields') as string[];
    expect(columns).toContain(version <= 17 ? 'detailed_type' : 'type');
    expect(columns.includes('is_storable')).toBe(version >= 18);
    expect(columns).toEqual(expect.arrayContaining(['qty_available', 'free_qty', 'virtual_available']));
    expect(new Set(columns).size).toBe(columns.length);
  });
});

describe('what changed', () => {
  it('does not ask for moves where only what is on hand counts', async () => {
    const odoo = clientOf(18, products());
    await odoo.client.catalogue.changedSince(changes);
    expect(domainOf(18, odoo.nth(0))).toEqual([
      ['id', '>', 0],
      '|',
      '|',
      ['write_date', '>=', at],
      ['product_tmpl_id.write_date', '>=', at],
      ['stock_quant_ids.write_date', '>=', at],
    ]);
  });

  it('does not ask for stock where there is none', async () => {
    const odoo = clientOf(18, products());
    const bare = catalogueFields({}, { stock: false });
    await odoo.client.catalogue.changedSince({ ...changes, fields: bare, stock: 'quants-and-moves' });
    expect(domainOf(18, odoo.nth(0))).toEqual([
      ['id', '>', 0],
      '|',
      ['write_date', '>=', at],
      ['product_tmpl_id.write_date', '>=', at],
    ]);
    const columns = named(18, odoo.nth(0), 'fields') as string[];
    expect(columns).not.toEqual(expect.arrayContaining(['qty_available']));
    expect(columns).not.toContain('is_storable');
  });
});

describe('a page of the walk', () => {
  it('is all variants after an id', async () => {
    const odoo = clientOf(18, products(productRow(), productRow({ id: 47, active: false })));
    const page = await odoo.client.catalogue.page({ after: 0, limit: 2, fields });
    expect(page.map(({ id, active }) => [id, active])).toEqual([
      [46, true],
      [47, false],
    ]);
    expect(domainOf(18, odoo.nth(0))).toEqual([['id', '>', 0]]);
    expect(odoo.heard).toHaveLength(1);
  });

  it('is in the language asked for', async () => {
    const odoo = clientOf(18, products());
    await odoo.client.catalogue.page({ after: 0, limit: 2, fields, language: 'it_IT' });
    expect(odoo.nth(0).context).toMatchObject({ lang: 'it_IT' });
  });

  it('reads the optional fields that there are, and not those that are only written', async () => {
    const odoo = clientOf(18, products());
    const own = catalogueFields({
      sku: ['x_poleepo_sku'],
      ean: ['poleepo_ean'],
      status: ['x_poleepo_status'],
      error: ['x_poleepo_error'],
      syncedAt: ['x_poleepo_last_sync'],
    });
    await odoo.client.catalogue.page({ after: 0, limit: 2, fields: own });
    const columns = named(18, odoo.nth(0), 'fields') as string[];
    expect(columns).toEqual(expect.arrayContaining(['x_poleepo_sku', 'poleepo_ean']));
    expect(columns.filter((column) => /status|error|last_sync/.test(column))).toEqual([]);
  });
});

describe('variants by their ids', () => {
  it('are asked for once each, and those that are gone are left out', async () => {
    const odoo = clientOf(18, products(productRow()));
    const found = await odoo.client.catalogue.byIds(variants(46, 99, 46), { fields });
    expect(found.map(({ id }) => id)).toEqual([46]);
    expect(domainOf(18, odoo.nth(0))).toEqual([['id', 'in', [46, 99]]]);
    expect(named(18, odoo.nth(0), 'limit')).toBeUndefined();
  });

  it('cost no call where there is no id', async () => {
    const odoo = clientOf(18, {});
    expect(await odoo.client.catalogue.byIds([], { fields })).toEqual([]);
    expect(odoo.heard).toEqual([]);
  });
});

describe.each(odooVersions)('without the right to stock in Odoo %s', (version) => {
  const right = version <= 17 ? 'check_access_rights' : 'has_access';
  const fault = { fault: 'odoo.exceptions.AccessError' };

  it('reading products is forbidden, and the hint names the group', async () => {
    const { client } = clientOf(version, {
      'product.product.search_read': fault,
      [`stock.move.${right}`]: { result: false },
    });
    await expect(client.catalogue.byIds(variants(46), { fields })).rejects.toMatchObject({
      code: 'forbidden',
      vendorCode: 'odoo.exceptions.AccessError',
      message: expect.stringMatching(/^stock: /) as string,
      hint: {
        en: expect.stringContaining('Inventory / User') as string,
        it: expect.stringContaining('Inventory / User') as string,
      },
    });
  });

  it('and with it, it is forbidden for another reason', async () => {
    const { client } = clientOf(version, {
      'product.product.search_read': fault,
      [`stock.move.${right}`]: { result: true },
    });
    await expect(client.catalogue.byIds(variants(46), { fields })).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringMatching(/^product\.product\.search_read: /) as string,
    });
  });
});

describe('a language that is not installed', () => {
  it('is refused as Odoo refuses it', async () => {
    const { client } = clientOf(18, {
      'product.product.search_read': { fault: 'odoo.exceptions.UserError' },
    });
    const page = client.catalogue.page({ after: 0, limit: 1, fields, language: 'xx_XX' });
    await expect(page).rejects.toMatchObject({ code: 'refused' });
  });
});

describe('the variants of templates', () => {
  const templates = [9, 10, 11].map((id) => id as TemplateId);

  it('are found in one call, archived ones too', async () => {
    const odoo = clientOf(
      18,
      products(
        { id: 46, product_tmpl_id: [9, 'T-shirt'] },
        { id: 47, product_tmpl_id: [10, 'Mug'] },
        { id: 48, product_tmpl_id: [9, 'T-shirt'] },
      ),
    );
    expect(await odoo.client.catalogue.variantIdsOf(templates)).toEqual(
      new Map([
        [9, [46, 48]],
        [10, [47]],
      ]),
    );
    expect(odoo.heard).toHaveLength(1);
    expect(domainOf(18, odoo.nth(0))).toEqual([['product_tmpl_id', 'in', [9, 10, 11]]]);
    expect(odoo.nth(0).context).toMatchObject({ active_test: false });
  });

  it('cost no call where there is no template', async () => {
    const odoo = clientOf(18, {});
    expect(await odoo.client.catalogue.variantIdsOf([])).toEqual(new Map());
    expect(odoo.heard).toEqual([]);
  });
});
