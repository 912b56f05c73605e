import type { FoundCustomer, OdooCountry } from '../../../../src/odoo/client.ts';
import type { PoleepoAddress } from '../../../../src/poleepo/address.ts';
import { type PoleepoOrder, readOrder } from '../../../../src/poleepo/order.ts';
import type { PartnerId, TenantKey } from '../../../../src/trade/ids.ts';
import { contractOrder } from '../../poleepo/contract-order.ts';

export const tenantKey = 't1' as TenantKey;

export const countries: ReadonlyMap<string, OdooCountry> = new Map([
  ['IT', { id: 109, states: new Map([['RM', 363]]) }],
  ['GR', { id: 87, states: new Map() }],
  ['GB', { id: 231, states: new Map() }],
  ['SM', { id: 188, states: new Map() }],
  ['VA', { id: 236, states: new Map() }],
  ['DE', { id: 57, states: new Map() }],
]);

/** An address in Rome of a private person. */
export function home(changes: Partial<PoleepoAddress> = {}): PoleepoAddress {
  return {
    name: 'Giulia',
    surname: 'Prova',
    company: null,
    vatNumber: null,
    taxCode: null,
    pec: null,
    sdiCode: null,
    address: 'Via Roma 1',
    postcode: '00184',
    city: 'Roma',
    stateIso: 'RM',
    countryIso: 'IT',
    phone: null,
    email: null,
    ...changes,
  };
}

/** An order of a private customer with id 55 who has it sent home. */
export function orderOf(changes: Partial<PoleepoOrder> = {}): PoleepoOrder {
  const read = readOrder(contractOrder());
  if (!read.ok) throw new Error(read.problem);
  const customer = {
    id: 55,
    firstname: 'Giulia',
    lastname: 'Prova',
    email: 'giulia@example.com',
    phone: null,
  };
  return { ...read.order, customer, billing: home(), delivery: home(), ...changes };
}

/** A contact of Odoo of whom nothing but the id is known. */
export function contact(id: number, changes: Partial<FoundCustomer> = {}): FoundCustomer {
  return {
    id: id as PartnerId,
    name: `Contact ${id}`,
    reference: null,
    vat: null,
    taxCode: null,
    email: null,
    street: null,
    street2: null,
    zip: null,
    city: null,
    countryId: null,
    stateId: null,
    ...changes,
  };
}
