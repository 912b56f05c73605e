import { fingerprint } from '../kit/fingerprint.ts';
import type { AddressDraft, CustomerDraft } from '../odoo/client.ts';
import type { PoleepoOrder } from '../poleepo/order.ts';
import type { CustomerLink } from '../store/customer-link-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { PartnerId } from '../trade/ids.ts';
import { tellOfCustomer } from './customer-events.ts';
import { mapAddress, placePrint } from './map-address.ts';
import { mapCustomer, notTaken, refusedOf } from './map-customer.ts';
import { mapOrderAddresses } from './map-order-addresses.ts';
import type { BuyerData } from './read-buyer.ts';

/** Who the sale order is for. */
export interface Buyer {
  partnerId: PartnerId;
  /** Keys of the customer's addresses; null for the customer itself. */
  invoiceAddressKey: string | null;
  deliveryAddressKey: string | null;
}

export interface KnownBuyer {
  order: PoleepoOrder;
  buyer: BuyerData;
  link: CustomerLink;
}

/**
 * Brings a buyer's contact, and the order's addresses, into Odoo as far as they are not known to be there.
 *
 * A contact that was matched keeps its own data: only addresses are added to it. One that we made is kept up to date with
 * the newest order, save for its own address, which stays what it first was, since orders point to it: a buyer who moved
 * has an address more. What Odoo refuses of its fiscal data is kept in the comment and told of in the order's timeline.
 */
export async function keepCustomer(
  context: TenantContext,
  { order, buyer, link }: KnownBuyer,
): Promise<Buyer> {
  const countries = await context.reference.countries();
  const { partnerId, origin, place: own } = link;
  const prefix = origin === 'matched' ? `contact_${context.tenantKey}_${partnerId}` : buyer.key;
  const { name, isCompany } = buyer;
  const mapping = { countries, own, prefix, name, isCompany };
  const { addresses, ...keys } = await mapOrderAddresses(order, mapping);
  const known = { order, buyer, link, addresses };
  if (partnerId === null || (origin === 'made' && !isOlder(order, link)))
    return { partnerId: await keepContact(context, known), ...keys };
  await keepAddresses(context, { ...known, partnerId });
  return { partnerId, ...keys };
}

type Addressed = KnownBuyer & { addresses: AddressDraft[] };

function isOlder({ orderedAt }: PoleepoOrder, { saidAt }: CustomerLink): boolean {
  return orderedAt !== null && saidAt !== null && orderedAt < saidAt;
}

async function keepAddresses(
  { odoo, stores, clock }: TenantContext,
  { buyer, link, addresses, partnerId }: Addressed & { partnerId: PartnerId },
): Promise<void> {
  const print = await fingerprint(addresses.map((address) => ({ ...address })));
  if (link.fingerprint === print) return;
  await odoo.customers.addAddresses(partnerId, addresses);
  const { refused, note } = link;
  const kept = { partnerId, fingerprint: print, refused, note, saidAt: null };
  await stores.customers.save(buyer.key, { ...kept, now: clock.now() });
}

async function keepContact(context: TenantContext, known: Addressed): Promise<PartnerId> {
  const { buyer, link, order, addresses } = known;
  const { reference, odoo, stores, clock } = context;
  const [countries, fields] = await Promise.all([reference.countries(), reference.fiscalFields()]);
  const { main, name } = buyer;
  const home = main === null ? null : await placePrint(mapAddress(main, { name, countries }));
  const draftWithout = (refused: readonly string[]): CustomerDraft => ({
    ...mapCustomer(buyer, { countries, fields, refused, atHome: home === link.place }),
    addresses,
  });
  const print = await draftPrint(draftWithout([]));
  if (link.partnerId !== null && link.fingerprint === print) {
    await tellOfRefusals(context, known, { fields, refused: link.refused });
    return link.partnerId;
  }
  const draft = draftWithout(link.refused);
  const commentStands = link.partnerId !== null && link.note === (await notePrint(draft));
  const upserted = await odoo.customers.upsert({ ...draft, commentStands });
  const refused = [...new Set([...link.refused, ...refusedOf(draft, upserted)])];
  await stores.customers.save(buyer.key, {
    partnerId: upserted.id,
    fingerprint: print,
    refused,
    note: await notePrint(draftWithout(refused)),
    saidAt: order.orderedAt,
    now: clock.now(),
  });
  await tellOfRefusals(context, known, { fields, refused });
  return upserted.id;
}

async function draftPrint(draft: CustomerDraft): Promise<string> {
  return fingerprint({ ...draft, addresses: draft.addresses.map((address) => ({ ...address })) });
}

async function notePrint({ comment }: CustomerDraft): Promise<string | null> {
  return comment === null ? null : fingerprint(comment);
}

async function tellOfRefusals(
  context: TenantContext,
  { order, buyer }: KnownBuyer,
  known: Parameters<typeof notTaken>[1],
): Promise<void> {
  const names = notTaken(buyer, known);
  if (names.length === 0) return;
  const vat = names.includes('vat') ? buyer.vatTold : null;
  const detail = { customer: buyer.name, vat, data: names.join(', ') };
  await tellOfCustomer(context, order, { kind: 'customer-data-refused', detail });
}
