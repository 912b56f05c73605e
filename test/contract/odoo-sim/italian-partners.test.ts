import { describe, expect, test } from 'vitest';
import { isTaxCode, taxCodeCheckLetter } from '../../../sim/poleepo/tax-code.ts';
import { recordedVersions } from '../../support/recordings.ts';
import { simOf } from './client.ts';

describe.each(recordedVersions)('an Italian partner of the simulated Odoo %i', (version) => {
  test.each(['RSSMRA80A01F205X', 'rssmra80a01f205x', '12345670017', ''])(
    'may have the codice fiscale “%s”',
    async (code) => {
      const { call } = simOf({ version });
      const made = await call('res.partner/create', [{ name: 'Giulia', l10n_it_codice_fiscale: code }]);
      expect(made).toEqual(expect.any(Number));
    },
  );

  test.each(['RSSMRA80A01F205Y', '12345670018', 'X1234567L'])(
    'may not have the codice fiscale “%s”',
    async (code) => {
      const { refusal } = simOf({ version });
      const made = refusal('res.partner/create', [{ name: 'Giulia', l10n_it_codice_fiscale: code }]);
      expect(await made).toContain('odoo.exceptions.ValidationError');
    },
  );

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
