import { canonicalJson, fingerprint } from '../kit/fingerprint.ts';
import { sha256Hex } from '../kit/hashing.ts';
import type { Contact, OdooCountry } from '../odoo/client.ts';
import type { PoleepoAddress } from '../poleepo/address.ts';

export type Countries = ReadonlyMap<string, OdooCountry>;

/** What people write where the ISO code is meant. */
const aliases: Readonly<Record<string, string>> = { EL: 'GR', UK: 'GB', ITA: 'IT', SMR: 'SM', VAT: 'VA' };

/** The ISO code of a country as it was told: `uk` is `GB`, `EL` is `GR`. */
export function isoCountry(told: string | null): string | null {
  const code = (told ?? '').trim().toUpperCase();
  return code === '' ? null : (aliases[code] ?? code);
}

/** `name` is whoever is to be found there. Countries and provinces that Odoo does not know are kept in the town's text. */
export function mapAddress(
  address: PoleepoAddress,
  { name, countries }: { name: string; countries: Countries },
): Contact {
  const iso = isoCountry(address.countryIso);
  const country = iso === null ? undefined : countries.get(iso);
  const province = provinceOf(address.stateIso, iso);
  const state = province === null ? undefined : country?.states.get(province);
  const unplaced = [
    state === undefined ? address.stateIso : null,
    country === undefined ? address.countryIso : null,
  ];
  return {
    name,
    email: address.email,
    phone: address.phone,
    street: address.address,
    street2: address.company === null ? null : joined(address.name, address.surname),
    zip: address.postcode,
    city: joined(address.city, ...unplaced),
    countryId: country?.id ?? null,
    stateId: state ?? null,
  };
}

/** `RM` of `rm` or of `IT-RM`. */
function provinceOf(told: string | null, country: string | null): string | null {
  const code = (told ?? '').trim().toUpperCase();
  if (code === '') return null;
  return country !== null && code.startsWith(`${country}-`) ? code.slice(country.length + 1) : code;
}

/** Who is to be found at an address. */
export function nameAt({ company, name, surname }: PoleepoAddress): string | null {
  return company ?? joined(name, surname);
}

export function joined(...parts: (string | null)[]): string | null {
  const text = parts.filter((part) => part !== null).join(' ');
  return text === '' ? null : text;
}

/** Twelve hex digits that two addresses share if they say the same, whatever their case and blanks. */
export async function addressHash(address: PoleepoAddress): Promise<string> {
  const { name, surname, company, address: street, postcode, city, stateIso, countryIso } = address;
  const said = { name, surname, company, street, postcode, city, stateIso, countryIso };
  const plain = Object.fromEntries(Object.entries(said).map(([member, text]) => [member, folded(text)]));
  return (await sha256Hex(canonicalJson(plain))).slice(0, 12);
}

/** Equal for two contacts of one name at one place. */
export async function placePrint(contact: Omit<Contact, 'email' | 'phone'>): Promise<string> {
  const { name, street, street2, zip, city, countryId, stateId } = contact;
  const texts = [name, street, street2, zip, city].map(folded);
  return fingerprint([...texts, countryId, stateId]);
}

/** A text without what does not matter in a name: case, and how many blanks. */
export function folded(text: string | null): string {
  return (text ?? '').trim().toLowerCase().replaceAll(/\s+/g, ' ');
}
