import { canonicalJson } from '../kit/fingerprint.ts';
import { sha256Hex } from '../kit/hashing.ts';
import type { AddressDraft, CustomerDraft, OdooCountry } from '../odoo/client.ts';
import type { PoleepoAddress } from '../poleepo/address.ts';
import type { PoleepoOrder } from '../poleepo/order.ts';
import type { TenantKey } from '../trade/ids.ts';

export interface MappedCustomer {
  draft: CustomerDraft;
  /** Key of the address that the goods go to; null for the customer's own. */
  deliveryAddressKey: string | null;
}

/**
 * The contact that an order's buyer becomes: its billing address, or else its delivery address, under a key that is the
 * same at every order of that buyer. Goods for another address go to a child contact, keyed by what the address says.
 * Null where the order says nothing of the buyer.
 */
export async function mapCustomer(
  order: PoleepoOrder,
  { tenantKey, countries }: { tenantKey: TenantKey; countries: ReadonlyMap<string, OdooCountry> },
): Promise<MappedCustomer | null> {
  const main = order.billing ?? order.delivery;
  const name = main === null ? null : nameOf(main, order);
  if (main === null || name === null) return null;
  const key = `customer_${tenantKey}_${await buyerKey(order)}`;
  const delivery = await deliveryAddress(order, { key, main, countries });
  const draft: CustomerDraft = {
    key,
    ...contactOf(main, { name, order, countries }),
    isCompany: main.company !== null,
    vat: main.company === null ? null : main.vatNumber,
    reference: order.customer?.id == null ? null : `Poleepo ${order.customer.id}`,
    comment: null,
    commentStands: false,
    taxCode: null,
    pec: null,
    recipientCode: null,
    addresses: delivery === null ? [] : [delivery],
  };
  return { draft, deliveryAddressKey: delivery?.key ?? null };
}

/** A guest has no id: the same e-mail is the same guest, and without one every order has its own. */
async function buyerKey(order: PoleepoOrder): Promise<string> {
  if (order.customer?.id != null) return String(order.customer.id);
  const email = order.customer?.email ?? order.billing?.email ?? null;
  return email === null ? `o${order.id}` : `m${(await sha256Hex(email.toLowerCase())).slice(0, 16)}`;
}

async function deliveryAddress(
  order: PoleepoOrder,
  {
    key,
    main,
    countries,
  }: { key: string; main: PoleepoAddress; countries: ReadonlyMap<string, OdooCountry> },
): Promise<AddressDraft | null> {
  const { delivery } = order;
  if (delivery === null || placeOf(delivery) === placeOf(main)) return null;
  const name = nameOf(delivery, order) ?? nameOf(main, order) ?? '';
  const hash = (await sha256Hex(placeOf(delivery))).slice(0, 12);
  return {
    key: `${key}_${hash}`,
    type: 'delivery',
    ...contactOf(delivery, { name, order: null, countries }),
  };
}

/** Where the goods go and to whom: what tells two addresses of one customer apart. */
function placeOf({
  name,
  surname,
  company,
  address,
  postcode,
  city,
  stateIso,
  countryIso,
}: PoleepoAddress): string {
  return canonicalJson({
    name,
    surname,
    company,
    address,
    postcode,
    city,
    stateIso,
    countryIso,
  }).toLowerCase();
}

function nameOf({ company, name, surname }: PoleepoAddress, order: PoleepoOrder): string | null {
  const own = company ?? joined(name, surname);
  return (
    own ??
    joined(order.customer?.firstname ?? null, order.customer?.lastname ?? null) ??
    order.customer?.email ??
    null
  );
}

function contactOf(
  address: PoleepoAddress,
  {
    name,
    order,
    countries,
  }: { name: string; order: PoleepoOrder | null; countries: ReadonlyMap<string, OdooCountry> },
) {
  const country = address.countryIso === null ? undefined : countries.get(address.countryIso.toUpperCase());
  const state = address.stateIso === null ? undefined : country?.states.get(address.stateIso.toUpperCase());
  const unplaced = [
    state === undefined ? address.stateIso : null,
    country === undefined ? address.countryIso : null,
  ];
  return {
    name,
    email: address.email ?? order?.customer?.email ?? null,
    phone: address.phone ?? order?.customer?.phone ?? null,
    street: address.address,
    street2: address.company === null ? null : joined(address.name, address.surname),
    zip: address.postcode,
    city: joined(address.city, ...unplaced),
    countryId: country?.id ?? null,
    stateId: state ?? null,
  };
}

function joined(...parts: (string | null)[]): string | null {
  const text = parts.filter((part) => part !== null).join(' ');
  return text === '' ? null : text;
}
