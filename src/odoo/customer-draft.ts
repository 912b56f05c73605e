import type { PartnerId } from '../trade/ids.ts';

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

export interface CustomerDraft extends Contact {
  /** Unique in the tenant's Odoo and the same for ever: letters, digits, `_` and `-`. */
  key: string;
  isCompany: boolean;
  vat: string | null;
  reference: string | null;
  /** Plain text. */
  comment: string | null;
  addresses: AddressDraft[];
}

export interface UpsertedCustomer {
  id: PartnerId;
  /** Odoo did not take the VAT number: the customer has none, and the number stands in the comment. */
  vatRefused: boolean;
}
