import type { Hold } from '../jobs/outcome.ts';
import { fingerprint } from '../kit/fingerprint.ts';
import type { CustomerDraft, UpsertedOrder } from '../odoo/client.ts';
import type { PoleepoOrder } from '../poleepo/order.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { PartnerId } from '../trade/ids.ts';
import type { OrderDecision } from './decision.ts';
import { noCustomer } from './holds.ts';
import { mapCustomer } from './map-customer.ts';
import { type Buyer, mapLines, mapOrder, type Resolved } from './map-order.ts';

export type Placed = { kind: 'held'; hold: Hold } | { kind: 'placed'; order: UpsertedOrder };

/** Writes an order into Odoo: customer, then order and lines, each by its key. Nothing is written while anything must be decided. */
export async function placeOrder(
  context: TenantContext,
  { order, decision, mayExist }: { order: PoleepoOrder; decision: OrderDecision; mayExist: boolean },
): Promise<Placed> {
  const resolved = await resolve(context, { order, decision });
  const mapped = mapLines(order, resolved);
  if (!mapped.ok) return { kind: 'held', hold: mapped.hold };
  const buyer = await findBuyer(context, { order, decision });
  if (buyer === null) return { kind: 'held', hold: noCustomer({ order: order.id }) };
  const draft = mapOrder(order, { lines: mapped.lines, buyer, resolved, mayExist });
  return { kind: 'placed', order: await context.odoo.orders.upsert(draft) };
}

async function resolve(
  context: TenantContext,
  { order, decision }: { order: PoleepoOrder; decision: OrderDecision },
): Promise<Resolved> {
  const skus = order.rows.flatMap((row) =>
    row.sku === null || decision.products?.[row.sku] !== undefined ? [] : [row.sku],
  );
  const [products, taxes, shippingProduct] = await Promise.all([
    skus.length === 0 ? [] : context.odoo.products.byCode(skus),
    context.reference.taxes(),
    order.shippingPrice.eq(0) ? null : context.reference.shippingProduct(),
  ]);
  return { products, taxes, shippingProduct, decision, tenantKey: context.tenantKey };
}

async function findBuyer(
  context: TenantContext,
  { order, decision }: { order: PoleepoOrder; decision: OrderDecision },
): Promise<Buyer | null> {
  if (decision.customer !== undefined)
    return { partnerId: decision.customer as PartnerId, deliveryAddressKey: null };
  const countries = await context.reference.countries();
  const mapped = await mapCustomer(order, { tenantKey: context.tenantKey, countries });
  if (mapped === null) return null;
  const { draft, deliveryAddressKey } = mapped;
  return { partnerId: await upsertCustomer(context, draft), deliveryAddressKey };
}

/** A customer who is known with exactly these data costs no call. */
async function upsertCustomer(context: TenantContext, draft: CustomerDraft): Promise<PartnerId> {
  const print = await fingerprint({
    ...draft,
    addresses: draft.addresses.map((address) => ({ ...address })),
  });
  const known = await context.stores.customers.get(draft.key);
  if (known?.fingerprint === print) return known.partnerId;
  const { id } = await context.odoo.customers.upsert(draft);
  await context.stores.customers.save(draft.key, {
    partnerId: id,
    fingerprint: print,
    now: context.clock.now(),
  });
  return id;
}
