import type { PartnerId } from '../trade/ids.ts';
import type { FiscalCodes } from './partner-fields.ts';

/** A postal address with its means of contact; null where unknown. */
export interface Contact {
  name: string;
  email: string | null;
  phone: string | null;
  street: string | null;
  street2: string | null;
  zip: string | null;
  city: string | null;
  countryId: number | null;
  stateId: number | null;
}

export interface AddressDraft extends Contact {
  /** Unique in the tenant's Odoo and the same for ever: letters, digits, `_` and `-`. */
  key: string;
  type: 'invoice' | 'delivery';
}

/** Of the fiscal codes only those are given that this Odoo has a field for. */
export interface CustomerDraft extends Contact, FiscalCodes {
  /** Unique in the tenant's Odoo and the same for ever: letters, digits, `_` and `-`. */
  key: string;
  isCompany: boolean;
  vat: string | null;
  reference: string | null;
  /** Plain text. */
  comment: string | null;
  /** Whether the comment stands in Odoo already, and is to be left to whoever wrote on in it. */
  commentStands: boolean;
  addresses: AddressDraft[];
}

export interface UpsertedCustomer {
  id: PartnerId;
  /** Odoo did not take the VAT number: the customer has none, and the number stands in the comment. */
  vatRefused: boolean;
  /** Odoo took the customer only without its fiscal codes, which stand in the comment as well. */
  codesRefused: boolean;
}
