import { z } from 'zod';
import type { Json } from '../kit/fingerprint.ts';
import type { PartnerId } from '../trade/ids.ts';
import { type FiscalCode, taxCodeField } from './partner-fields.ts';
import type { Session } from './session.ts';
import { many2one, partnerId, text } from './values.ts';

/** Any one of these makes a contact worth looking at. Texts are compared as they are, the e-mail whatever its case. */
export interface CustomerQuery {
  references: readonly string[];
  vats: readonly string[];
  taxCodes: readonly string[];
  email: string | null;
}

/** A contact that stands for itself, as far as it can be told from others. */
export interface FoundCustomer {
  id: PartnerId;
  name: string;
  reference: string | null;
  vat: string | null;
  taxCode: string | null;
  email: string | null;
  street: string | null;
  street2: string | null;
  zip: string | null;
  city: string | null;
  countryId: number | null;
  stateId: number | null;
}

const contacts = z.array(
  z
    .object({
      id: partnerId,
      name: text,
      ref: text,
      vat: text,
      [taxCodeField]: text.optional(),
      email: text,
      street: text,
      street2: text,
      zip: text,
      city: text,
      country_id: many2one,
      state_id: many2one,
    })
    .transform(({ ref, country_id, state_id, [taxCodeField]: taxCode, ...row }): FoundCustomer => ({
      ...row,
      name: row.name ?? '',
      reference: ref,
      taxCode: taxCode ?? null,
      countryId: country_id,
      stateId: state_id,
    })),
);

const fields = 'name ref vat email street street2 zip city country_id state_id'.split(' ');

/** Beyond so many, an e-mail address or a number says nothing about who somebody is. */
const most = 100;

/**
 * The active contacts, of our company or of all, that are nobody's address and fit any part of the query; oldest first,
 * a hundred at most. One call, none where the query is empty. `known` are the fiscal codes that this Odoo has a field for.
 */
export async function findCustomers(
  session: Session,
  query: CustomerQuery,
  known: ReadonlySet<FiscalCode>,
): Promise<FoundCustomer[]> {
  const withTaxCode = known.has('taxCode');
  const terms = termsOf(query, withTaxCode);
  if (terms.length === 0) return [];
  const domain: Json = [
    ['parent_id', '=', false],
    ['company_id', 'in', [session.connection.companyId, false]],
    ...terms.slice(1).map(() => '|'),
    ...terms,
  ];
  const kwargs = { fields: withTaxCode ? [...fields, taxCodeField] : fields, limit: most, order: 'id' };
  return session.ask({ model: 'res.partner', method: 'search_read', args: { domain }, kwargs }, contacts);
}

function termsOf({ references, vats, taxCodes, email }: CustomerQuery, withTaxCode: boolean): Json[] {
  const among = (field: string, values: readonly string[]): Json[] =>
    values.length === 0 ? [] : [[field, 'in', values]];
  return [
    ...among('ref', references),
    ...among('vat', vats),
    ...(withTaxCode ? among(taxCodeField, taxCodes) : []),
    ...(email === null ? [] : [['email', '=ilike', email.replaceAll(/[\\%_]/g, String.raw`\$&`)]]),
  ];
}
