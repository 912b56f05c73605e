import type { PoleepoOrder } from '../poleepo/order.ts';
import type { TenantContext } from '../tenants/context.ts';

export interface CustomerEvent {
  /** `customer-matched`: a contact was there. `customer-data-refused`: what Odoo did not take stands in the comment. */
  kind: 'customer-matched' | 'customer-data-refused';
  detail: Record<string, string | number | null>;
}

/** Adds to an order's timeline what its people may want to know of its customer. Told once per order, however often it runs. */
export async function tellOfCustomer(
  { tenantKey, stores, clock }: TenantContext,
  { id }: Pick<PoleepoOrder, 'id'>,
  { kind, detail }: CustomerEvent,
): Promise<void> {
  const event = { id: `${kind}_${tenantKey}_${id}`, at: clock.now(), kind, jobId: null, detail };
  await stores.orders.tell(id, [event]);
}
