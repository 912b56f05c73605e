import type { AddressDraft } from '../odoo/client.ts';
import type { PoleepoAddress } from '../poleepo/address.ts';
import type { PoleepoOrder } from '../poleepo/order.ts';
import { addressHash, type Countries, mapAddress, nameAt, placePrint } from './map-address.ts';

export interface OrderAddresses {
  /** To be children of the contact that buys. */
  addresses: AddressDraft[];
  /** Their keys; null for the contact itself. */
  invoiceAddressKey: string | null;
  deliveryAddressKey: string | null;
}

export interface AddressMapping {
  countries: Countries;
  /** Print of the contact's own address; null where it has none or it is not known. */
  own: string | null;
  /** What the keys of the addresses begin with. */
  prefix: string;
  /** The buyer's name, for an address that bears none. */
  name: string;
  isCompany: boolean;
}

/**
 * The addresses of an order that are not the contact's own, each keyed by what it says: so one that an order points to
 * never changes into another. A company's invoices always have an address of their own.
 */
export async function mapOrderAddresses(
  { billing, delivery }: Pick<PoleepoOrder, 'billing' | 'delivery'>,
  mapping: AddressMapping,
): Promise<OrderAddresses> {
  const [invoice, shipping] = await Promise.all([
    childOf(billing, 'invoice', { ...mapping, own: mapping.isCompany ? null : mapping.own }),
    childOf(delivery, 'delivery', mapping),
  ]);
  return {
    addresses: [invoice, shipping].filter((address) => address !== null),
    invoiceAddressKey: invoice?.key ?? null,
    deliveryAddressKey: shipping?.key ?? null,
  };
}

async function childOf(
  address: PoleepoAddress | null,
  type: AddressDraft['type'],
  { countries, own, prefix, name }: AddressMapping,
): Promise<AddressDraft | null> {
  if (address === null) return null;
  const contact = mapAddress(address, { name: nameAt(address) ?? name, countries });
  if (own !== null && (await placePrint(contact)) === own) return null;
  return { ...contact, key: `${prefix}_${type[0]}_${await addressHash(address)}`, type };
}
