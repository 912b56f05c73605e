import { describe, expect, test } from 'vitest';
import { isTaxCode, taxCodeCheckLetter } from '../../../sim/poleepo/tax-code.ts';
import { recordedVersions } from '../../support/recordings.ts';
import { simOf } from './client.ts';

describe.each(recordedVersions)('an Italian partner of the simulated Odoo %i', (version) => {
  test.each([
    ['RSSMRA80A01F205X', true],
    ['rssmra80a01f205x', true],
    ['RSSMRA80A01F205Y', false],
    ['12345670017', true],
    ['12345670018', false],
    ['X1234567L', false],
    ['', true],
  ])('with the codice fiscale “%s” is taken: %s', async (code, taken) => {
    const { call } = simOf({ version });
    const made = call('res.partner/create', [{ name: 'Giulia Prova', l10n_it_codice_fiscale: code }]);
    if (taken) expect(await made).toEqual(expect.any(Number));
    else await expect(made).rejects.toThrow('odice ');
  });

  test('needs six characters at least in its destination code', async () => {
    const { refusal, call } = simOf({ version });
    const codes = ['12345', '123456', '0000000'].map((code) => ({ name: 'X', l10n_it_pa_index: code }));
    expect(await refusal('res.partner/create', [codes[0] ?? {}])).toContain('between 6 and 7 characters');
    expect(await call('res.partner/create', [codes.slice(1)])).toHaveLength(2);
  });

  test('without an address takes over that of its only child, and never of a second one', async () => {
    const { db } = simOf({ version }).sim;
    const parent = db.create('res.partner', { name: 'Giulia Prova' });
    const street = () => db.read('res.partner', [parent], ['street', 'zip'])[0];
    db.create('res.partner', { name: 'Bar', type: 'delivery', parent_id: parent, street: 'Via Po 2' });
    expect(street()).toEqual({ id: parent, street: 'Via Po 2', zip: false });
    db.create('res.partner', { name: 'Bar', type: 'delivery', parent_id: parent, zip: '10123' });
    expect(street()).toEqual({ id: parent, street: 'Via Po 2', zip: false });
  });

  test('knows no codice fiscale where the module for it is missing', async () => {
    const { sim, call } = simOf({ version });
    sim.db.dropField('res.partner', 'l10n_it_codice_fiscale');
    const asked = ['l10n_it_codice_fiscale', 'l10n_it_pec_email'];
    const found = await call('res.partner/fields_get', [asked], { attributes: ['type'] });
    expect(found).toEqual({ l10n_it_pec_email: { type: 'char' } });
    expect(() => sim.db.dropField('res.partner', 'nope')).toThrow('No field nope');
  });

  test('is found by a pattern in which a backslash takes the meaning of the next character away', async () => {
    const { sim, call } = simOf({ version });
    sim.db.create('res.partner', { name: 'Giulia', email: 'Giulia_P%va@example.com' });
    sim.db.create('res.partner', { name: 'Other', email: 'giuliaXProva@example.com' });
    const found = (pattern: string) => call('res.partner/search_count', [[['email', '=ilike', pattern]]]);
    expect(await found('giulia_p%va@example.com')).toBe(2);
    expect(await found(String.raw`giulia\_p\%va@example.com`)).toBe(1);
  });
});

test('the codes of the two simulators agree', () => {
  const fifteen = 'RSSMRA80A01F205';
  expect(taxCodeCheckLetter(fifteen)).toBe('X');
  expect(isTaxCode(`${fifteen}X`)).toBe(true);
});
