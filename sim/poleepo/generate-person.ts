import type { Random } from '../random.ts';
import { companyForms, lastNames, mensNames, streets, trades, womensNames } from './names.ts';
import type { Address } from './order.ts';
import { taxCode } from './tax-code.ts';
import type { ForeignTown, Town } from './towns.ts';
import { towns } from './towns.ts';
import { generateVatNumber } from './vat-number.ts';

/** A buyer who does not exist: the name, how to reach them, and their code for the tax office. */
export interface Person {
  firstname: string;
  lastname: string;
  email: string;
  phone: string;
  taxCode: string;
}

/** A buyer that an account has seen: some come back. */
export interface KnownBuyer {
  id: number;
  person: Person;
  address: Address;
}

const digits = '0123456789';

function slug(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '');
}

/** A person with a mail address under example.it or example.com. */
export function generatePerson(random: Random): Person {
  const sex = random.chance(0.5) ? 'F' : 'M';
  const firstname = random.pick(sex === 'F' ? womensNames : mensNames);
  const lastname = random.pick(lastNames);
  const domain = random.pick(['example.it', 'example.com']);
  return {
    firstname,
    lastname,
    email: `${slug(firstname)}.${slug(lastname)}${random.int(1, 9999)}@${domain}`,
    phone: `+39 3${random.int(20, 99)} 000${random.text(4, digits)}`,
    taxCode: taxCode({
      firstname,
      lastname,
      sex,
      year: random.int(1945, 2005),
      month: random.int(1, 12),
      day: random.int(1, 28),
      townCode: random.pick(towns).code,
    }),
  };
}

/** An address in Italy: street, postcode, town and province agree. */
export function generateAddress(random: Random, person: Person): Address {
  const town: Town = random.pick(towns);
  return {
    name: person.firstname,
    surname: person.lastname,
    tax_code: person.taxCode,
    address: `${random.pick(streets)} ${random.int(1, 180)}${random.pick(['', '', '', '/A', ' bis'])}`,
    postcode: town.postcode,
    city: town.city,
    state_iso: town.province,
    country_iso: 'IT',
    phone: person.phone,
    email: person.email,
  };
}

/** An address elsewhere in the Union: no province, no codice fiscale. */
export function generateForeignAddress(random: Random, person: Person & { town: ForeignTown }): Address {
  const { town } = person;
  return {
    name: person.firstname,
    surname: person.lastname,
    address: `${random.pick(town.streets)} ${random.int(1, 90)}`,
    postcode: town.postcode,
    city: town.city,
    country_iso: town.country,
    phone: person.phone,
    email: person.email,
  };
}

/** What makes an address the one of a company: its name, VAT number, PEC and codice destinatario. */
export function generateCompany(
  random: Random,
): Required<Pick<Address, 'company' | 'vat_number' | 'pec' | 'sdi_code'>> {
  const name = `${random.pick(trades)} ${random.pick(lastNames)}`;
  return {
    company: `${name} ${random.pick(companyForms)}`,
    vat_number: generateVatNumber(random),
    pec: `${slug(name)}@pec.example.it`,
    sdi_code: random.text(7, 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789'),
  };
}
