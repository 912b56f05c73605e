import type { PoleepoOrder } from '../poleepo/order.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { PartnerId } from '../trade/ids.ts';
import { claimCustomer } from './claim-customer.ts';
import { type Buyer, keepCustomer } from './keep-customer.ts';
import { mapOrderAddresses } from './map-order-addresses.ts';
import type { OrderPolicy } from './policy.ts';
import { readBuyer } from './read-buyer.ts';

export type { Buyer } from './keep-customer.ts';

export interface BuyerWanted {
  order: PoleepoOrder;
  policy: OrderPolicy;
  /** Whether what is remembered of the buyer has proven wrong, and is to be found out anew. */
  afresh?: boolean | undefined;
}

/**
 * The contact in Odoo that an order's buyer is, with the order's addresses.
 *
 * The one that a person named for this order; else the one that is remembered; else one that Odoo has already, by the
 * rules of `matchCustomer`; else one of our own, made by the buyer's key. A buyer who is known with these very data costs
 * no call, any other known one a single one, a new one two. An order that says nothing of its buyer goes to the contact
 * that the settings name for such orders; null where they name none.
 */
export async function findBuyer(
  context: TenantContext,
  { order, policy, afresh = false }: BuyerWanted,
): Promise<Buyer | null> {
  const buyer = await readBuyer(order, context.tenantKey);
  const { customer } = policy.decision;
  if (customer !== undefined) return atContact(context, order, customer as PartnerId);
  if (buyer === null) {
    const anonymous = policy.settings.anonymousCustomerId;
    return anonymous === null ? null : atContact(context, order, anonymous as PartnerId);
  }
  if (afresh) await context.stores.customers.forget(buyer.key);
  const link = await claimCustomer(context, { order, buyer });
  return keepCustomer(context, { order, buyer, link });
}

/** A contact that a person named. Nobody has looked where it is at home, so that each address of the order is its child. */
async function atContact(context: TenantContext, order: PoleepoOrder, partnerId: PartnerId): Promise<Buyer> {
  const countries = await context.reference.countries();
  const prefix = `contact_${context.tenantKey}_${partnerId}`;
  const mapping = {
    countries,
    own: null,
    prefix,
    name: order.reference ?? String(order.id),
    isCompany: false,
  };
  const { addresses, ...keys } = await mapOrderAddresses(order, mapping);
  await context.odoo.customers.addAddresses(partnerId, addresses);
  return { partnerId, ...keys };
}
