import { describe, expect, it } from 'vitest';
import type { FiscalCode } from '../../../src/odoo/client.ts';
import { mapCustomer, notTaken, refusedOf } from '../../../src/orders/map-customer.ts';
import { readBuyer } from '../../../src/orders/read-buyer.ts';
import type { PoleepoOrder } from '../../../src/poleepo/order.ts';
import { countries, home, orderOf, tenantKey } from './support/buyers.ts';

const everyField = new Set<FiscalCode>(['taxCode', 'pec', 'recipientCode']);
const guest = { id: null, firstname: 'Giulia', lastname: 'Prova', email: 'giulia@example.com', phone: null };
const company = home({
  company: 'Prova S.r.l.',
  vatNumber: '12345670017',
  taxCode: '12345670017',
  pec: 'prova@pec.example.it',
  sdiCode: 'abc1234',
});

async function read(changes: Partial<PoleepoOrder> = {}) {
  const buyer = await readBuyer(orderOf(changes), tenantKey);
  if (buyer === null) throw new Error('the order says nothing of its buyer');
  return buyer;
}

const keyOf = async (changes: Partial<PoleepoOrder> = {}) => (await read(changes)).key;

describe('the key of a buyer', () => {
  it('is the shop’s id of the customer, whatever else the order says', async () => {
    expect(await keyOf()).toBe('customer_t1_55');
    expect(await keyOf({ billing: home({ name: 'Other', email: 'other@example.com' }) })).toBe(
      'customer_t1_55',
    );
  });

  it('of a guest is the same for the same e-mail and name, whatever their case', async () => {
    const key = await keyOf({ customer: guest });
    expect(key).toMatch(/^customer_t1_m[0-9a-f]{16}$/);
    const louder = { ...guest, email: 'GIULIA@example.com' };
    expect(await keyOf({ customer: louder, billing: home({ name: 'GIULIA ' }) })).toBe(key);
  });

  it('of two guests with one e-mail and two names are two', async () => {
    const other = home({ name: 'Marco' });
    expect(await keyOf({ customer: guest, billing: other })).not.toBe(await keyOf({ customer: guest }));
  });

  it.each([
    ['a VAT number', { vatNumber: 'IT12345670017' }, /^customer_t1_b[0-9a-f]{12}$/],
    ['a codice fiscale', { taxCode: 'RSSMRA80A01F205X' }, /^customer_t1_f[0-9a-f]{16}$/],
    ['nothing', {}, /^customer_t1_o918273$/],
  ])('of a guest without e-mail goes by %s', async (_what, changes, shape) => {
    expect(await keyOf({ customer: null, billing: home(changes) })).toMatch(shape);
  });

  it('of a business is not that of the person who buys for it', async () => {
    const key = await keyOf({ billing: company });
    expect(key).toMatch(/^customer_t1_55_b[0-9a-f]{12}$/);
    expect(await keyOf({ billing: { ...company, vatNumber: 'IT 12345670017', company: 'PROVA' } })).toBe(key);
    expect(await keyOf({ billing: { ...company, vatNumber: '00743110157' } })).not.toBe(key);
  });
});

describe('a buyer', () => {
  it('is nobody where the order hides customers', async () => {
    expect(await readBuyer(orderOf({ customer: null, billing: null, delivery: null }), tenantKey)).toBeNull();
  });

  it('is nobody where neither a name nor an e-mail is told', async () => {
    const nameless = home({ name: null, surname: null });
    expect(
      await readBuyer(orderOf({ customer: null, billing: nameless, delivery: nameless }), tenantKey),
    ).toBeNull();
  });

  it('needs no address', async () => {
    expect(await read({ billing: null, delivery: null })).toMatchObject({ name: 'Giulia Prova', main: null });
  });

  it('is at home where the goods go if no billing address is told', async () => {
    const delivery = home({ city: 'Milano' });
    expect((await read({ billing: null, delivery })).main).toBe(delivery);
  });

  it('who wrote a codice fiscale where the VAT number belongs has a codice fiscale', async () => {
    const billing = home({ vatNumber: 'rssmra80a01f205x' });
    expect(await read({ billing })).toMatchObject({ taxCode: 'RSSMRA80A01F205X', vat: null, vatTold: null });
  });
});

describe('the contact of a company', () => {
  it('bears its VAT number with the prefix, and its codes in their fields', async () => {
    const draft = mapCustomer(await read({ billing: company }), {
      countries,
      fields: everyField,
      refused: [],
      atHome: true,
    });
    expect(draft).toMatchObject({
      name: 'Prova S.r.l.',
      isCompany: true,
      vat: 'IT12345670017',
      taxCode: '12345670017',
      pec: 'prova@pec.example.it',
      recipientCode: 'ABC1234',
      street: 'Via Roma 1',
      street2: 'Giulia Prova',
      comment: null,
    });
  });

  it('bears in its comment what Odoo has no field for', async () => {
    const mapping = { countries, fields: new Set<FiscalCode>(), refused: [], atHome: true };
    const draft = mapCustomer(await read({ billing: company }), mapping);
    expect(draft).toMatchObject({ vat: 'IT12345670017', taxCode: null, pec: null, recipientCode: null });
    expect(draft.comment).toBe(
      'Codice fiscale: 12345670017\nPEC: prova@pec.example.it\nCodice destinatario: ABC1234',
    );
  });

  it('bears in its comment what Odoo refused before, and what no Odoo would take', async () => {
    const buyer = await read({ billing: { ...company, taxCode: 'WRONG', sdiCode: 'X' } });
    const mapping = { countries, fields: everyField, refused: ['vat:IT12345670017'], atHome: false };
    const draft = mapCustomer(buyer, mapping);
    expect(draft).toMatchObject({ vat: null, taxCode: null, recipientCode: null, street: null, city: null });
    expect(draft.comment).toBe(
      'Partita IVA / VAT: 12345670017\nCodice fiscale: WRONG\nCodice destinatario: X',
    );
    expect(notTaken(buyer, mapping)).toEqual(['vat', 'taxCode', 'recipientCode']);
  });

  it('keeps in its comment a text that is no VAT number at all', async () => {
    const buyer = await read({ billing: { ...company, vatNumber: '00000000000' } });
    const mapping = { countries, fields: everyField, refused: [], atHome: true };
    expect(mapCustomer(buyer, mapping)).toMatchObject({
      vat: null,
      comment: 'Partita IVA / VAT: 00000000000',
    });
    expect(notTaken(buyer, mapping)).toEqual(['vat']);
  });

  it('is remembered for what Odoo refused of it', async () => {
    const mapping = { countries, fields: everyField, refused: [], atHome: true };
    const draft = mapCustomer(await read({ billing: company }), mapping);
    expect(refusedOf(draft, { vatRefused: true, codesRefused: false })).toEqual(['vat:IT12345670017']);
    expect(refusedOf({ ...draft, pec: null }, { vatRefused: false, codesRefused: true })).toEqual([
      'taxCode:12345670017',
      'recipientCode:ABC1234',
    ]);
  });
});
