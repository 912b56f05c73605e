import { describe, expect, it } from 'vitest';
import type { FoundCustomer } from '../../../src/odoo/client.ts';
import { customerQuery, matchCustomer } from '../../../src/orders/match-customer.ts';
import { type BuyerData, readBuyer } from '../../../src/orders/read-buyer.ts';
import { contact, home, orderOf, tenantKey } from './support/buyers.ts';

const vat = 'IT12345670017';
const otherVat = 'IT00743110157';
const code = 'RSSMRA80A01F205X';
const otherCode = 'RSSGLI85A41H501M';
const email = 'giulia@example.com';
const name = 'Giulia Prova';

const isoOf = (id: number | null) => (id === 109 ? 'IT' : id === 57 ? 'DE' : null);

async function buyerOf(changes: Partial<BuyerData> = {}): Promise<BuyerData> {
  const buyer = await readBuyer(orderOf({ billing: home({ taxCode: code }) }), tenantKey);
  if (buyer === null) throw new Error('the order says nothing of its buyer');
  return { ...buyer, ...changes };
}

const business = (changes: Partial<BuyerData> = {}) =>
  buyerOf({ vat: { written: vat, country: 'IT', number: vat.slice(2) }, vatTold: vat, ...changes });

/** `ours 3`, `vat-number 3` or `none`. */
function verdict(buyer: BuyerData, found: FoundCustomer[]): string {
  const match = matchCustomer(buyer, found, isoOf);
  if (match.kind === 'none') return 'none';
  return `${match.kind === 'ours' ? 'ours' : match.by} ${match.contact.id}`;
}

describe('a buyer is', () => {
  const byReference = contact(9, { reference: 'Poleepo 55', name });
  const byVat = contact(8, { vat });
  const byCode = contact(7, { taxCode: code });
  const byEmail = contact(6, { email, name });
  const onlyEmail = contact(5, { email });
  const onlyName = contact(4, { name });

  it.each([
    ['our own contact before all', [byEmail, byCode, byVat, byReference], 'ours 9'],
    ['whoever has the VAT number', [onlyEmail, byEmail, byCode, byVat], 'vat-number 8'],
    ['then whoever has the codice fiscale', [onlyEmail, byEmail, byCode], 'tax-code 7'],
    ['then whoever has the e-mail and the name', [onlyName, onlyEmail, byEmail], 'email-and-name 6'],
    ['nobody by the e-mail alone', [onlyEmail], 'none'],
    ['nobody by the name alone', [onlyName], 'none'],
    ['nobody by our reference under another name', [contact(3, { reference: 'Poleepo 55' })], 'none'],
    ['nobody where nobody was found', [], 'none'],
  ])('%s', async (_what, found, expected) => {
    expect(verdict(await business(), found)).toBe(expected);
    expect(verdict(await business(), found.toReversed())).toBe(expected);
  });

  it.each([
    ['with blanks and dots', { vat: ' it 123.456.700-17 ' }],
    ['without the prefix, in the country', { vat: '12345670017', countryId: 109 }],
    ['without the prefix, in no country', { vat: '12345670017' }],
  ])('whoever has the VAT number %s', async (_how, changes) => {
    expect(verdict(await business(), [contact(3, changes)])).toBe('vat-number 3');
  });

  it('not whoever has the same digits in another country', async () => {
    expect(verdict(await business(), [contact(3, { vat: '12345670017', countryId: 57 })])).toBe('none');
  });

  it('whoever has the e-mail and the name, whatever their case and blanks', async () => {
    const found = [contact(3, { email: ' GIULIA@Example.com ', name: ' giulia   PROVA ' })];
    expect(verdict(await buyerOf(), found)).toBe('email-and-name 3');
  });

  it('whoever has a company’s codice fiscale with the prefix of a VAT number', async () => {
    const buyer = await buyerOf({ taxCode: '12345670017' });
    expect(verdict(buyer, [contact(3, { taxCode: 'IT12345670017' })])).toBe('tax-code 3');
  });
});

describe('a stronger sign that says otherwise', () => {
  it.each([
    ['another VAT number beside the codice fiscale', { taxCode: code, vat: otherVat }],
    ['another VAT number beside e-mail and name', { email, name, vat: otherVat }],
    ['another codice fiscale beside e-mail and name', { email, name, taxCode: otherCode }],
  ])('%s is somebody else', async (_what, changes) => {
    expect(verdict(await business(), [contact(3, changes)])).toBe('none');
  });

  it('a private buyer is not the business of the same name and e-mail', async () => {
    const found = [contact(3, { email, name, vat: otherVat })];
    expect(verdict(await buyerOf({ taxCode: null }), found)).toBe('none');
    expect(verdict(await buyerOf({ taxCode: null, isCompany: true }), found)).toBe('email-and-name 3');
  });
});

describe('several contacts of one', () => {
  it.each([
    ['VAT number', { vat }, 'vat-number'],
    ['codice fiscale', { taxCode: code }, 'tax-code'],
  ])('%s: the oldest of the buyer’s name, or else none', async (_what, sign, by) => {
    const found = [contact(9, { ...sign, name }), contact(5, { ...sign, name }), contact(2, sign)];
    expect(verdict(await business(), found)).toBe(`${by} 5`);
    expect(verdict(await business(), [contact(9, sign), contact(2, sign)])).toBe('none');
  });

  it('e-mail and name: the oldest', async () => {
    const found = [contact(9, { email, name }), contact(4, { email, name })];
    expect(verdict(await buyerOf(), found)).toBe('email-and-name 4');
  });

  it('VAT number are no reason to go by a weaker sign', async () => {
    const found = [contact(9, { vat }), contact(8, { vat }), contact(7, { email, name })];
    expect(verdict(await business(), found)).toBe('none');
  });
});

describe('what Odoo is asked for', () => {
  it('holds the VAT number with and without prefix and as it was told', async () => {
    const buyer = await business({ vatTold: 'IT 12345670017' });
    expect(customerQuery(buyer)).toEqual({
      references: ['Poleepo 55'],
      vats: ['IT12345670017', '12345670017', 'IT 12345670017'],
      taxCodes: [code, code.toLowerCase()],
      email,
    });
  });

  it('is nothing for a guest of whom nothing is known', async () => {
    const guest = orderOf({
      customer: { id: null, firstname: 'Giulia', lastname: 'Prova', email: null, phone: null },
    });
    const buyer = await readBuyer(guest, tenantKey);
    expect(buyer && customerQuery(buyer)).toEqual({ references: [], vats: [], taxCodes: [], email: null });
  });

  it('is no e-mail address that is none', async () => {
    expect(customerQuery(await buyerOf({ email: '%' })).email).toBeNull();
  });
});
