import { z } from 'zod';
import { text } from './members.ts';

/** A billing or delivery address as Poleepo knows it. Texts are trimmed, null where Poleepo says nothing. */
export interface PoleepoAddress {
  name: string | null;
  surname: string | null;
  company: string | null;
  vatNumber: string | null;
  taxCode: string | null;
  pec: string | null;
  sdiCode: string | null;
  address: string | null;
  postcode: string | null;
  city: string | null;
  stateIso: string | null;
  countryIso: string | null;
  phone: string | null;
  email: string | null;
}

// documented: an order has addresses. assumed: the names of their members
const members = z.object({
  name: text,
  surname: text,
  company: text,
  vat_number: text,
  tax_code: text,
  pec: text,
  sdi_code: text,
  address: text,
  postcode: text,
  city: text,
  state_iso: text,
  country_iso: text,
  phone: text,
  email: text,
});

/** Reads an address; null where it is missing or where all of it is blank, as for a key that may not see customers. */
export const address = members.nullish().transform((read): PoleepoAddress | null => {
  if (read == null || Object.values(read).every((member) => member === null)) return null;
  const { vat_number, tax_code, sdi_code, state_iso, country_iso, ...same } = read;
  return {
    ...same,
    vatNumber: vat_number,
    taxCode: tax_code,
    sdiCode: sdi_code,
    stateIso: state_iso,
    countryIso: country_iso,
  };
});
