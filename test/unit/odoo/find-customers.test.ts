import { describe, expect, it } from 'vitest';
import { SyncError } from '../../../src/kit/errors.ts';
import type { CustomerQuery, FiscalCode } from '../../../src/odoo/client.ts';
import { tellsOfUnknownContact } from '../../../src/odoo/client.ts';
import { odooVersions } from '../../../src/odoo/versions.ts';
import type { PartnerId } from '../../../src/trade/ids.ts';
import { customerDraft, loadedAs, notLoaded, serialization } from './support/drafts.ts';
import type { Heard } from './support/scripted-odoo.ts';
import { clientOf } from './support/scripted-odoo.ts';

const everyField = new Set<FiscalCode>(['taxCode', 'pec', 'recipientCode']);
const noField = new Set<FiscalCode>();
const nothing: CustomerQuery = { references: [], vats: [], taxCodes: [], email: null };
const row = {
  id: 48,
  name: 'Giulia Prova',
  ref: 'Poleepo 55',
  vat: false,
  l10n_it_codice_fiscale: 'RSSMRA80A01F205X',
  email: 'giulia@example.com',
  street: 'Via Roma 1',
  street2: false,
  zip: '00184',
  city: 'Roma',
  country_id: [109, 'Italy'],
  state_id: [363, 'Roma'],
};

/** The positional or named argument of a call, and those that are always named. */
function asked({ args, kwargs }: Heard) {
  const named = Array.isArray(args) ? { domain: args[0] as unknown } : (args as Record<string, unknown>);
  return { ...named, ...kwargs };
}

describe.each(odooVersions)('contacts of Odoo %s', (version) => {
  it('are asked for by every sign in one call: active, of our company or of all, nobody’s address', async () => {
    const odoo = clientOf(version, { 'res.partner.search_read': { result: [row] } });
    const query = {
      references: ['Poleepo 55'],
      vats: ['IT1', '1'],
      taxCodes: ['RSSMRA80A01F205X'],
      email: 'giulia@example.com',
    };
    expect(await odoo.client.customers.find(query, everyField)).toEqual([
      {
        id: 48,
        name: 'Giulia Prova',
        reference: 'Poleepo 55',
        vat: null,
        taxCode: 'RSSMRA80A01F205X',
        email: 'giulia@example.com',
        street: 'Via Roma 1',
        street2: null,
        zip: '00184',
        city: 'Roma',
        countryId: 109,
        stateId: 363,
      },
    ]);
    expect(odoo.heard).toHaveLength(1);
    expect(asked(odoo.nth(0))).toMatchObject({
      domain: [
        ['parent_id', '=', false],
        ['company_id', 'in', [2, false]],
        '|',
        '|',
        '|',
        ['ref', 'in', ['Poleepo 55']],
        ['vat', 'in', ['IT1', '1']],
        ['l10n_it_codice_fiscale', 'in', ['RSSMRA80A01F205X']],
        ['email', '=ilike', 'giulia@example.com'],
      ],
      limit: 100,
      order: 'id',
    });
    expect(odoo.nth(0).context).not.toHaveProperty('active_test');
  });

  it('have the fiscal codes whose fields are there, found by one call', async () => {
    const fields = { l10n_it_codice_fiscale: { type: 'char' }, l10n_it_pa_index: { type: 'char' } };
    const odoo = clientOf(version, { 'res.partner.fields_get': { result: fields } });
    expect(await odoo.client.customers.fiscalFields()).toEqual(new Set(['taxCode', 'recipientCode']));
    expect(odoo.heard).toHaveLength(1);
  });
});

describe('a search for contacts', () => {
  it('does not speak of a codice fiscale where there is no field for it', async () => {
    const { l10n_it_codice_fiscale: _code, ...bare } = row;
    const odoo = clientOf(18, { 'res.partner.search_read': { result: [bare] } });
    const query = { ...nothing, taxCodes: ['RSSMRA80A01F205X'], email: 'giulia@example.com' };
    expect(await odoo.client.customers.find(query, noField)).toMatchObject([{ taxCode: null }]);
    expect(JSON.stringify(asked(odoo.nth(0)))).not.toContain('l10n_it');
  });

  it('costs no call where there is nothing to go by', async () => {
    const odoo = clientOf(18, {});
    expect(await odoo.client.customers.find(nothing, everyField)).toEqual([]);
    expect(await odoo.client.customers.find({ ...nothing, taxCodes: ['X'] }, noField)).toEqual([]);
    expect(odoo.heard).toEqual([]);
  });

  it('takes an e-mail address as it is, whatever stands in it', async () => {
    const odoo = clientOf(18, { 'res.partner.search_read': { result: [] } });
    await odoo.client.customers.find({ ...nothing, email: String.raw`%_\@example.com` }, noField);
    expect(asked(odoo.nth(0))).toMatchObject({
      domain: [
        ['parent_id', '=', false],
        ['company_id', 'in', [2, false]],
        ['email', '=ilike', String.raw`\%\_\\@example.com`],
      ],
    });
  });
});

describe('addresses of a contact that is not ours', () => {
  const { addresses } = customerDraft();
  const parent = 48 as PartnerId;

  it('are written in one call, and nothing of the contact', async () => {
    const odoo = clientOf(18, { 'res.partner.load': loadedAs(49) });
    await odoo.client.customers.addAddresses(parent, addresses);
    const [columns, rows] = odoo.nth(0).args as [string[], string[][]];
    const at = (column: string) => rows.map((cells) => cells[columns.indexOf(column)]);
    expect(at('id')).toEqual(['ponte.address_t1_55_i', 'ponte.address_t1_55_d']);
    expect(at('parent_id/.id')).toEqual(['48', '48']);
    expect(at('type')).toEqual(['invoice', 'delivery']);
    expect(columns.some((column) => column.startsWith('child_ids'))).toBe(false);
    expect(odoo.heard).toHaveLength(1);
  });

  it('cost no call where there are none', async () => {
    const odoo = clientOf(18, {});
    await odoo.client.customers.addAddresses(parent, []);
    expect(odoo.heard).toEqual([]);
  });

  it('are written when others are done', async () => {
    const odoo = clientOf(18, { 'res.partner.load': [notLoaded(serialization), loadedAs(49)] });
    await odoo.client.customers.addAddresses(parent, addresses);
    expect(odoo.clock.pauses).toEqual([100]);
  });

  it('of a contact that is not there any more say so', async () => {
    const odoo = clientOf(18, {
      'res.partner.load': notLoaded("No matching record found for database id '48'", 'parent_id'),
    });
    const thrown = await odoo.client.customers
      .addAddresses(parent, addresses)
      .catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(SyncError);
    expect(thrown instanceof SyncError && tellsOfUnknownContact(thrown)).toBe(true);
    expect(odoo.heard).toHaveLength(1);
  });
});

describe('a refusal', () => {
  it.each([
    ['partner_id', true],
    ['partner_shipping_id', true],
    ['partner_invoice_id', true],
    ['country_id', false],
    [undefined, false],
  ])('that names %s tells of an unknown contact: %s', (vendorCode, tells) => {
    const refused = new SyncError('load', { code: 'refused', side: 'odoo', vendorCode });
    expect(tellsOfUnknownContact(refused)).toBe(tells);
    expect(
      tellsOfUnknownContact(new SyncError('load', { code: 'refused', side: 'poleepo', vendorCode })),
    ).toBe(false);
  });
});

describe('fiscal codes that Odoo refuses', () => {
  const badCode = "Invalid Codice Fiscale 'X'";
  const draft = customerDraft({
    vat: 'IT12345670017',
    taxCode: 'X',
    pec: 'p@pec.example.it',
    comment: 'Old',
  });

  it('are kept in the comment when it was not the VAT number', async () => {
    const odoo = clientOf(18, {
      'res.partner.load': [...Array.from({ length: 4 }, () => notLoaded(badCode)), loadedAs(54)],
    });
    const upserted = await odoo.client.customers.upsert({ ...draft, commentStands: true });
    expect(upserted).toEqual({ id: 54, vatRefused: true, codesRefused: true });
    const [columns, [row]] = odoo.nth(4).args as [string[], string[][]];
    expect(columns.filter((column) => column === 'vat' || column.startsWith('l10n_it'))).toEqual([]);
    expect(row?.[columns.indexOf('comment')]).toBe(
      '<p>Old<br/>Partita IVA / VAT: IT12345670017<br/>Codice fiscale: X<br/>PEC: p@pec.example.it</p>',
    );
  });

  it('are kept in the comment of a customer without VAT number', async () => {
    const odoo = clientOf(18, { 'res.partner.load': [notLoaded(badCode, 'x'), loadedAs(54)] });
    expect(await odoo.client.customers.upsert({ ...draft, vat: null })).toEqual({
      id: 54,
      vatRefused: false,
      codesRefused: true,
    });
  });

  it('leave a comment that stands in Odoo alone while nothing is refused', async () => {
    const odoo = clientOf(18, { 'res.partner.load': loadedAs(54) });
    await odoo.client.customers.upsert({ ...draft, commentStands: true });
    expect((odoo.nth(0).args as [string[]])[0]).not.toContain('comment');
  });
});
