import type { Hold } from '../jobs/outcome.ts';
import type { OrderDraft, UpsertedOrder } from '../odoo/client.ts';
import type { PoleepoOrder } from '../poleepo/order.ts';
import type { TenantContext } from '../tenants/context.ts';
import { findBuyer } from './find-buyer.ts';
import { noCustomer } from './holds.ts';
import { mapLines, type Resolved } from './map-lines.ts';
import { mapOrder } from './map-order.ts';
import type { OrderPolicy } from './policy.ts';

export type Drafted = { kind: 'held'; hold: Hold } | { kind: 'drafted'; draft: OrderDraft };

export type Placed =
  { kind: 'held'; hold: Hold } | { kind: 'placed'; order: UpsertedOrder; draft: OrderDraft };

export interface Placing {
  order: PoleepoOrder;
  policy: OrderPolicy;
  /** Whether an earlier run may have written it. */
  mayExist: boolean;
}

/** Writes an order into Odoo: customer, then order and lines, each by its key. Nothing is written while anything must be decided. */
export async function placeOrder(context: TenantContext, placing: Placing): Promise<Placed> {
  const drafted = await draftOrder(context, placing);
  if (drafted.kind === 'held') return drafted;
  const { draft } = drafted;
  return { kind: 'placed', order: await context.odoo.orders.upsert(draft), draft };
}

/** The sale order that an order is to be, its customer brought into Odoo; or what must be decided before. */
export async function draftOrder(context: TenantContext, placing: Placing): Promise<Drafted> {
  const { order, policy, mayExist } = placing;
  const resolved = await resolve(context, placing);
  const mapped = mapLines(order, resolved);
  if (!mapped.ok) return { kind: 'held', hold: mapped.hold };
  const buyer = await findBuyer(context, { order, policy });
  if (buyer === null) return { kind: 'held', hold: noCustomer({ order: order.id }) };
  const draft = mapOrder(order, {
    lines: mapped.lines,
    buyer,
    policy,
    tenantKey: context.tenantKey,
    mayExist,
  });
  return { kind: 'drafted', draft };
}

/** What Odoo has that the lines need, read side by side; nothing that a person already decided. */
async function resolve(context: TenantContext, { order, policy }: Placing): Promise<Resolved> {
  const { decision } = policy;
  const skus = order.rows.flatMap((row) =>
    row.sku === null || decision.products?.[row.sku] !== undefined ? [] : [row.sku],
  );
  const [products, taxes, shippingProduct] = await Promise.all([
    skus.length === 0 ? [] : context.odoo.products.byCode(skus),
    context.reference.taxes(),
    order.shippingPrice.eq(0) ? null : context.reference.shippingProduct(),
  ]);
  return { products, taxes, shippingProduct, policy, tenantKey: context.tenantKey };
}
