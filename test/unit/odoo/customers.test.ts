import { describe, expect, it } from 'vitest';
import { customerSheet } from '../../../src/odoo/customers.ts';
import { odooVersions } from '../../../src/odoo/versions.ts';
import { customerDraft, loadedAs, notLoaded, serialization } from './support/drafts.ts';
import { clientOf } from './support/scripted-odoo.ts';

const lookup = 'ir.model.data.check_object_reference';
const badVat = '\nThe VAT number [IT1] for partner [Prova] does not seem to be valid.';

describe('the sheet of a customer', () => {
  it('has the customer on its first row and an address on each', () => {
    const sheet = customerSheet(customerDraft());
    const at = (column: string) => sheet.rows.map((row) => row[sheet.columns.indexOf(column)]);
    expect(at('id')).toEqual(['ponte.customer_t1_55', '']);
    expect(at('child_ids/id')).toEqual(['ponte.address_t1_55_i', 'ponte.address_t1_55_d']);
    expect(at('child_ids/type')).toEqual(['invoice', 'delivery']);
    expect(at('child_ids/country_id/.id')).toEqual(['109', '109']);
    expect(at('state_id/.id')).toEqual(['363', '']);
    expect(at('is_company')).toEqual(['False', '']);
  });

  it('says nothing about what is unknown, so that what people added stays', () => {
    const { columns } = customerSheet(customerDraft({ phone: null, email: null, reference: null }));
    for (const column of ['phone', 'email', 'ref', 'vat', 'comment', 'street2'])
      expect(columns).not.toContain(column);
  });

  it('is one row where there are no addresses', () => {
    const sheet = customerSheet(customerDraft({ addresses: [] }));
    expect(sheet.rows).toHaveLength(1);
    expect(sheet.columns.some((column) => column.startsWith('child_ids'))).toBe(false);
  });
});

describe.each(odooVersions)('a customer on Odoo %s', (version) => {
  it('is written in one call', async () => {
    const odoo = clientOf(version, { 'res.partner.load': loadedAs(54) });
    expect(await odoo.client.customers.upsert(customerDraft())).toEqual({
      id: 54,
      vatRefused: false,
      codesRefused: false,
    });
    expect(odoo.heard).toHaveLength(1);
  });
});

describe('a VAT number that Odoo refuses', () => {
  const draft = customerDraft({ vat: 'IT1', comment: 'Regular' });

  it('is kept in the comment, and the customer is written without it', async () => {
    const odoo = clientOf(18, { 'res.partner.load': [notLoaded(badVat), notLoaded(badVat), loadedAs(54)] });
    expect(await odoo.client.customers.upsert(draft)).toEqual({
      id: 54,
      vatRefused: true,
      codesRefused: false,
    });
    const [columns, [row]] = odoo.nth(2).args as [string[], string[][]];
    expect(columns).not.toContain('vat');
    expect(row?.[columns.indexOf('comment')]).toBe('<p>Regular<br/>Partita IVA / VAT: IT1</p>');
  });

  it('is given up at once where Odoo names the field', async () => {
    const odoo = clientOf(18, { 'res.partner.load': [notLoaded(badVat, 'vat'), loadedAs(54)] });
    expect(await odoo.client.customers.upsert(customerDraft({ vat: 'IT1' }))).toEqual({
      id: 54,
      vatRefused: true,
      codesRefused: false,
    });
    expect(odoo.clock.pauses).toEqual([]);
  });

  it('is not blamed for a refusal that remains without it', async () => {
    const { client } = clientOf(18, {
      'res.partner.load': notLoaded("No matching record for '999'", 'country_id'),
    });
    await expect(client.customers.upsert(draft)).rejects.toMatchObject({
      code: 'refused',
      message: "res.partner.load: No matching record for '999'",
    });
  });
});

describe('a customer that others write at the same time', () => {
  it('is written when they are done', async () => {
    const odoo = clientOf(18, {
      'res.partner.load': [notLoaded(serialization), notLoaded(serialization), loadedAs(54)],
    });
    expect(await odoo.client.customers.upsert(customerDraft())).toEqual({
      id: 54,
      vatRefused: false,
      codesRefused: false,
    });
    expect(odoo.clock.pauses).toEqual([100, 300]);
  });

  it('is theirs where they never are', async () => {
    const odoo = clientOf(18, {
      'res.partner.load': notLoaded(serialization),
      [lookup]: { result: ['res.partner', 54] },
    });
    expect(await odoo.client.customers.upsert(customerDraft())).toEqual({
      id: 54,
      vatRefused: false,
      codesRefused: false,
    });
    expect(odoo.heard).toHaveLength(5);
  });

  it('is a conflict where nothing was written in the end', async () => {
    const odoo = clientOf(18, {
      'res.partner.load': notLoaded(serialization),
      [lookup]: { fault: 'builtins.ValueError' },
    });
    await expect(odoo.client.customers.upsert(customerDraft())).rejects.toMatchObject({
      code: 'conflict',
      advice: 'retry',
    });
  });

  it('keeps its VAT number through a conflict', async () => {
    const odoo = clientOf(18, { 'res.partner.load': [notLoaded(serialization), loadedAs(54)] });
    const upserted = await odoo.client.customers.upsert(customerDraft({ vat: 'IT12345670017' }));
    expect(upserted.vatRefused).toBe(false);
  });
});
