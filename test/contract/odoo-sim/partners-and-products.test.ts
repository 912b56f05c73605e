import { describe, expect, test } from 'vitest';
import { recordedVersions } from '../../support/recordings.ts';
import { simOf, type SimClient } from './client.ts';

const italy = (client: SimClient) => client.one('res.country', [['code', '=', 'IT']]);

describe.each(recordedVersions)('a partner of the simulated Odoo %i', (version) => {
  test('bears its parent’s name, or what kind of address it is', async () => {
    const { db } = simOf({ version }).sim;
    const parent = db.create('res.partner', { name: 'Giulia Rossi' });
    const shop = db.create('res.partner', { name: 'Bar Sport', type: 'delivery', parent_id: parent });
    const nameless = db.create('res.partner', { type: 'invoice', parent_id: parent });

    const before = db
      .read('res.partner', [shop, nameless], ['display_name'])
      .map((row) => row['display_name']);
    db.write('res.partner', [parent], { name: 'Giulia Bianchi' });
    const after = db.read('res.partner', [shop], ['display_name'])[0]?.['display_name'];

    expect(before).toEqual(['Giulia Rossi, Bar Sport', 'Giulia Rossi, Invoice Address']);
    expect(after).toBe('Giulia Bianchi, Bar Sport');
  });

  test('shares the VAT number of its company', async () => {
    const client = simOf({ version });
    const { db } = client.sim;
    const company = db.create('res.partner', {
      name: 'Ditta S.r.l.',
      company_type: 'company',
      country_id: italy(client),
      vat: 'IT00743110157',
    });
    const person = db.create('res.partner', { name: 'Addetto', parent_id: company });

    const [row] = db.read('res.partner', [person], ['vat', 'commercial_partner_id', 'is_company']);

    expect(row).toMatchObject({
      vat: 'IT00743110157',
      commercial_partner_id: [company, 'Ditta S.r.l.'],
      is_company: false,
    });
  });

  test('keeps a VAT number that cannot be judged for want of a country', async () => {
    const { db } = simOf({ version }).sim;

    const id = db.create('res.partner', { name: 'Chissà', vat: 'IT1' });

    expect(db.read('res.partner', [id], ['vat'])).toEqual([{ id, vat: 'IT1' }]);
  });

  test.each([
    ['IT', 'IT12345670017', true],
    ['IT', '12345670017', true],
    ['IT', 'IT12345670018', false],
    ['IT', 'IT1234567', false],
    ['DE', 'DE123456788', true],
    ['DE', 'DE12', false],
    ['FR', 'FR23334175221', true],
    ['GB', 'anything', true],
  ])('of %s with the VAT number %s is taken: %s', async (country, ...[vat, taken]) => {
    const client = simOf({ version });
    const vals = { name: 'Prova', vat, country_id: client.one('res.country', [['code', '=', country]]) };

    const outcome = await client.call('res.partner/create', [vals]).then(
      () => true,
      () => false,
    );

    expect(outcome).toBe(taken);
  });

  test('has a mobile number and a title until 18', async () => {
    const client = simOf({ version });

    const fields = await client.call('res.partner/fields_get', [['mobile', 'title', 'phone']], {
      attributes: ['type'],
    });

    const old = version <= 18 ? { mobile: { type: 'char' }, title: { type: 'many2one' } } : {};
    expect(fields).toEqual({ phone: { type: 'char' }, ...old });
  });
});

describe.each(recordedVersions)('a product of the simulated Odoo %i', (version) => {
  test('is a variant of a template whose fields it shows as its own', async () => {
    const { db } = simOf({ version }).sim;
    const template = db.create('product.template', { name: 'Tazza', list_price: 9 });
    const [variant = 0] = db.search('product.product', [['product_tmpl_id', '=', template]]);

    db.write('product.product', [variant], { name: 'Tazzina', default_code: 'TAZ', list_price: 8.5 });

    expect(db.read('product.template', [template], ['name', 'list_price', 'product_variant_ids'])).toEqual([
      { id: template, name: 'Tazzina', list_price: 8.5, product_variant_ids: [variant] },
    ]);
    expect(db.read('product.product', [variant], ['display_name', 'lst_price'])).toEqual([
      { id: variant, display_name: '[TAZ] Tazzina', lst_price: 8.5 },
    ]);
    expect(db.search('product.product', [['name', '=', 'Tazzina']])).toEqual([variant]);
  });

  test('takes over its template’s date of change from 17 on', async () => {
    let time = Date.parse('2026-06-03T08:00:00Z');
    const { db } = simOf({ version, now: () => time }).sim;
    const template = db.create('product.template', { name: 'Tazza' });
    const [variant = 0] = db.search('product.product', [['product_tmpl_id', '=', template]]);
    time += 3_600_000;

    db.write('product.template', [template], { name: 'Tazzina' });

    const [row] = db.read('product.product', [variant], ['write_date']);
    expect(row?.['write_date']).toBe(version === 16 ? '2026-06-03 08:00:00' : '2026-06-03 09:00:00');
  });

  test('costs its price in the currency of the main company unless it is of another one, whoever asks', async () => {
    const client = simOf({ version });
    const ours = client.one('product.product', [['default_code', '=', 'MOKA-3']]);
    const shared = client.sim.db.create('product.product', { name: 'Tazza' });

    const rows = await client.call('product.product/read', [[ours, shared], ['currency_id']]);

    expect(rows).toEqual([
      { id: ours, currency_id: [2, 'EUR'] },
      { id: shared, currency_id: [1, 'USD'] },
    ]);
  });
});
