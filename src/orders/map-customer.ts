import type { Contact, CustomerDraft, FiscalCode } from '../odoo/client.ts';
import { fiscalCodeNames, fiscalNote } from '../odoo/client.ts';
import { isTaxCode } from '../trade/tax-code.ts';
import { type Countries, mapAddress } from './map-address.ts';
import type { BuyerData } from './read-buyer.ts';

/** A value that Odoo did not take, as it is remembered: `vat:IT1`. */
export type Refused = `${FiscalCode | 'vat'}:${string}`;

export interface CustomerMapping {
  countries: Countries;
  /** The fiscal codes that this Odoo has a field for. */
  fields: ReadonlySet<FiscalCode>;
  /** What Odoo did not take before: kept in the comment and not tried again. */
  refused: readonly string[];
  /** Whether the contact's own address is the buyer's present one; else it says nothing of an address. */
  atHome: boolean;
}

/** The contact that a buyer becomes, without the addresses of the order. What has no field is kept in its comment. */
export function mapCustomer(
  buyer: BuyerData,
  { countries, fields, refused, atHome }: CustomerMapping,
): CustomerDraft {
  const { key, name, email, phone, isCompany, main, reference } = buyer;
  const place = main === null || !atHome ? nowhere : mapAddress(main, { name, countries });
  const left = new Set(notTaken(buyer, { fields, refused }));
  const fits = (code: FiscalCode) => fields.has(code) && !left.has(code);
  const written = Object.fromEntries(fiscalCodeNames.map((code) => [code, fits(code) ? buyer[code] : null]));
  const kept = Object.fromEntries(fiscalCodeNames.map((code) => [code, fits(code) ? null : buyer[code]]));
  return {
    ...place,
    key,
    name,
    email,
    phone,
    isCompany,
    vat: left.has('vat') ? null : (buyer.vat?.written ?? null),
    reference,
    taxCode: written['taxCode'] ?? null,
    pec: written['pec'] ?? null,
    recipientCode: written['recipientCode'] ?? null,
    comment: fiscalNote({ vat: left.has('vat') ? buyer.vatTold : null, ...kept }),
    commentStands: false,
    addresses: [],
  };
}

/** What a buyer told that Odoo has a place for and does not take: by its form, or since it was refused before. */
export function notTaken(
  buyer: BuyerData,
  { fields, refused }: Pick<CustomerMapping, 'fields' | 'refused'>,
): (FiscalCode | 'vat')[] {
  const { vat, vatTold } = buyer;
  const badVat = vat === null ? vatTold !== null : refused.includes(refusedAs('vat', vat.written));
  const badCodes = fiscalCodeNames.filter((code) => {
    const value = buyer[code];
    const taken = value === null || (isWhole[code](value) && !refused.includes(refusedAs(code, value)));
    return fields.has(code) && !taken;
  });
  return [...(badVat ? (['vat'] as const) : []), ...badCodes];
}

/** What Odoo refused of a draft that it took in the end. */
export function refusedOf(
  draft: CustomerDraft,
  { vatRefused, codesRefused }: { vatRefused: boolean; codesRefused: boolean },
): Refused[] {
  const names = [...(vatRefused ? (['vat'] as const) : []), ...(codesRefused ? fiscalCodeNames : [])];
  return names.flatMap((name) => {
    const value = draft[name];
    return value === null ? [] : [refusedAs(name, value)];
  });
}

function refusedAs(name: FiscalCode | 'vat', value: string): Refused {
  return `${name}:${value}`;
}

/** What Odoo would refuse for its form alone. */
const isWhole: Readonly<Record<FiscalCode, (value: string) => boolean>> = {
  taxCode: isTaxCode,
  pec: (value) => value.includes('@'),
  recipientCode: (value) => /^[A-Z0-9]{6,7}$/.test(value),
};

const nowhere: Omit<Contact, 'name' | 'email' | 'phone'> = {
  street: null,
  street2: null,
  zip: null,
  city: null,
  countryId: null,
  stateId: null,
};
