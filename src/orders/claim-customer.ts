import type { PoleepoOrder } from '../poleepo/order.ts';
import type { CustomerLink } from '../store/customer-link-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import { tellOfCustomer } from './customer-events.ts';
import { type Countries, mapAddress, placePrint } from './map-address.ts';
import { customerQuery, type Match, matchCustomer } from './match-customer.ts';
import type { BuyerData } from './read-buyer.ts';

/**
 * What a buyer is to be in Odoo: what is remembered, or else what one search there says, set down before anything is
 * written. Whoever comes first decides for all: two orders of one new buyer at once go the same way, and so does an order
 * whose process died in between.
 */
export async function claimCustomer(
  context: TenantContext,
  { order, buyer }: { order: PoleepoOrder; buyer: BuyerData },
): Promise<CustomerLink> {
  const { customers } = context.stores;
  const known = await customers.get(buyer.key);
  if (known !== null) return known;
  const [countries, fields] = await Promise.all([
    context.reference.countries(),
    context.reference.fiscalFields(),
  ]);
  const found = await context.odoo.customers.find(customerQuery(buyer), fields);
  const match = matchCustomer(buyer, found, (id) => isoById(countries, id));
  const now = context.clock.now();
  const link = await customers.claim(buyer.key, { ...(await claimOf(match, { buyer, countries })), now });
  if (match.kind === 'matched' && link.partnerId === match.contact.id) {
    const detail = { customer: match.contact.name, partnerId: match.contact.id, by: match.by };
    await tellOfCustomer(context, order, { kind: 'customer-matched', detail });
  }
  return link;
}

async function claimOf(match: Match, { buyer, countries }: { buyer: BuyerData; countries: Countries }) {
  const { main, name } = buyer;
  if (match.kind === 'matched') {
    const place = await placePrint(match.contact);
    return { origin: 'matched' as const, partnerId: match.contact.id, place };
  }
  const home = match.kind === 'ours' ? match.contact : main && mapAddress(main, { name, countries });
  return { origin: 'made' as const, partnerId: null, place: home === null ? null : await placePrint(home) };
}

function isoById(countries: Countries, id: number | null): string | null {
  if (id === null) return null;
  for (const [iso, country] of countries) if (country.id === id) return iso;
  return null;
}
