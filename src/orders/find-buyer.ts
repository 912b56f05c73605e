import { fingerprint } from '../kit/fingerprint.ts';
import type { CustomerDraft } from '../odoo/client.ts';
import type { PoleepoOrder } from '../poleepo/order.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { PartnerId } from '../trade/ids.ts';
import { mapCustomer } from './map-customer.ts';
import type { OrderPolicy } from './policy.ts';

/** Who the sale order is for. */
export interface Buyer {
  partnerId: PartnerId;
  /** Keys of the customer's addresses; null for the customer itself. */
  invoiceAddressKey: string | null;
  deliveryAddressKey: string | null;
}

/** The contact in Odoo that bought: the one a person named, else the one of this buyer's key, made or brought up to date. Null where the order says nothing of its buyer. */
export async function findBuyer(
  context: TenantContext,
  { order, policy }: { order: PoleepoOrder; policy: OrderPolicy },
): Promise<Buyer | null> {
  const { customer } = policy.decision;
  if (customer !== undefined)
    return { partnerId: customer as PartnerId, invoiceAddressKey: null, deliveryAddressKey: null };
  const countries = await context.reference.countries();
  const mapped = await mapCustomer(order, { tenantKey: context.tenantKey, countries });
  if (mapped === null) return null;
  const { draft, deliveryAddressKey } = mapped;
  return { partnerId: await upsertCustomer(context, draft), invoiceAddressKey: null, deliveryAddressKey };
}

/** A customer who is known with exactly these data costs no call. */
async function upsertCustomer(context: TenantContext, draft: CustomerDraft): Promise<PartnerId> {
  const print = await fingerprint({
    ...draft,
    addresses: draft.addresses.map((address) => ({ ...address })),
  });
  const { customers } = context.stores;
  const now = context.clock.now();
  const known =
    (await customers.get(draft.key)) ??
    (await customers.claim(draft.key, { origin: 'made', partnerId: null, place: null, now }));
  if (known.partnerId !== null && known.fingerprint === print) return known.partnerId;
  const { id } = await context.odoo.customers.upsert(draft);
  const kept = { fingerprint: print, refused: [], note: null, saidAt: null };
  await customers.save(draft.key, { ...kept, partnerId: id, now: context.clock.now() });
  return id;
}
