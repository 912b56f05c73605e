import type { CustomerQuery, FoundCustomer } from '../odoo/client.ts';
import { plainTaxCode } from '../trade/tax-code.ts';
import { sameVatNumber, vatNumber } from '../trade/vat-number.ts';
import { folded } from './map-address.ts';
import type { BuyerData } from './read-buyer.ts';

export type MatchedBy = 'vat-number' | 'tax-code' | 'email-and-name';

/** `ours`: the contact that we made for this buyer once. `matched`: one of the tenant's own. */
export type Match =
  | { kind: 'ours'; contact: FoundCustomer }
  | { kind: 'matched'; contact: FoundCustomer; by: MatchedBy }
  | { kind: 'none' };

/** What to ask Odoo for, so that `matchCustomer` can judge the answer. */
export function customerQuery({ reference, vat, vatTold, taxCode, email }: BuyerData): CustomerQuery {
  const forms = vat === null ? [] : [vat.written, vat.number, vatTold ?? vat.written];
  const codes = taxCode === null ? [] : [taxCode, taxCode.toLowerCase()];
  return {
    references: reference === null ? [] : [reference],
    vats: [...new Set(forms)],
    taxCodes: taxCode !== null && /^\d{11}$/.test(taxCode) ? [taxCode, `IT${taxCode}`] : [...new Set(codes)],
    email: email?.includes('@') === true ? email : null,
  };
}

/**
 * Which of the contacts that were found a buyer is: by our reference and the name, then by VAT number, then by codice
 * fiscale, then by e-mail and name together; case and blanks do not matter. A weaker sign never outweighs a stronger one
 * that says otherwise, and a private buyer is not a business of the same name and e-mail.
 *
 * Several contacts of one VAT number or codice fiscale: the oldest whose name is the buyer's, and if none is, none of
 * them: a contact of our own is better than a guess. Several of one e-mail and name: the oldest.
 */
export function matchCustomer(
  buyer: BuyerData,
  found: readonly FoundCustomer[],
  isoOf: (countryId: number | null) => string | null,
): Match {
  const oldestFirst = found.toSorted((left, right) => left.id - right.id);
  const contacts = oldestFirst.map((contact) => ({
    contact,
    named: folded(contact.name) === folded(buyer.name),
    vat: vatNumber(contact.vat, isoOf(contact.countryId)),
    taxCode: plainTaxCode(contact.taxCode)?.replace(/^IT(?=\d{11}$)/, '') ?? null,
  }));
  const ours = contacts.find(({ contact, named }) => named && isReference(buyer, contact));
  if (ours !== undefined) return { kind: 'ours', contact: ours.contact };
  for (const [by, fits] of levels) {
    const fitting = contacts.filter((contact) => fits(buyer, contact));
    if (fitting.length === 0) continue;
    const chosen = fitting.length === 1 ? fitting[0] : fitting.find(({ named }) => named);
    return chosen === undefined ? { kind: 'none' } : { kind: 'matched', contact: chosen.contact, by };
  }
  return { kind: 'none' };
}

interface Candidate {
  contact: FoundCustomer;
  named: boolean;
  vat: ReturnType<typeof vatNumber>;
  taxCode: string | null;
}

const levels: [MatchedBy, (buyer: BuyerData, candidate: Candidate) => boolean][] = [
  ['vat-number', (buyer, { vat }) => buyer.vat !== null && vat !== null && sameVatNumber(buyer.vat, vat)],
  [
    'tax-code',
    (buyer, candidate) =>
      buyer.taxCode !== null && candidate.taxCode === buyer.taxCode && !otherVat(buyer, candidate),
  ],
  [
    'email-and-name',
    (buyer, candidate) =>
      buyer.email !== null &&
      candidate.named &&
      folded(candidate.contact.email) === folded(buyer.email) &&
      !otherVat(buyer, candidate) &&
      !otherTaxCode(buyer, candidate) &&
      (candidate.vat === null || buyer.vat !== null || buyer.isCompany),
  ],
];

function isReference({ reference }: BuyerData, contact: FoundCustomer): boolean {
  return reference !== null && contact.reference === reference;
}

function otherVat(buyer: BuyerData, { vat }: Candidate): boolean {
  return buyer.vat !== null && vat !== null && !sameVatNumber(buyer.vat, vat);
}

function otherTaxCode(buyer: BuyerData, { taxCode }: Candidate): boolean {
  return buyer.taxCode !== null && taxCode !== null && taxCode !== buyer.taxCode;
}
