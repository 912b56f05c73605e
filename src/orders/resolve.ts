import { asSyncError, isFatal } from '../kit/errors.ts';
import { sha256Hex } from '../kit/hashing.ts';
import type { OdooCompany, OdooProduct, OdooTax } from '../odoo/client.ts';
import type { PoleepoOrder } from '../poleepo/order.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { ProductId, TenantKey } from '../trade/ids.ts';
import type { OrderPolicy } from './policy.ts';

/** What Odoo has that an order's lines need. */
export interface Resolved {
  products: readonly OdooProduct[];
  taxes: readonly OdooTax[];
  company: OdooCompany;
  /** ISO code of the company's country. */
  home: string | null;
  /** What shipping is sold as unless the tenant says. */
  shippingProduct: ProductId | null;
  /** The channel as Odoo's source of orders. */
  sourceId: number | null;
  policy: OrderPolicy;
  tenantKey: TenantKey;
}

/** What Odoo has that the lines need, read side by side; nothing that a person already decided. One call for each order. */
export async function resolve(
  context: TenantContext,
  { order, policy }: { order: PoleepoOrder; policy: OrderPolicy },
): Promise<Resolved> {
  const { reference, odoo, tenantKey } = context;
  const { decision, settings } = policy;
  const skus = order.rows.flatMap((row) =>
    row.sku === null || decision.products?.[row.sku] !== undefined ? [] : [row.sku],
  );
  const company = await reference.company();
  const named = settings.shippingProductId !== null && settings.cashOnDeliveryProductId !== null;
  const charged = !order.shippingPrice.eq(0) || !order.codPrice.eq(0);
  const [products, taxes, countries, shippingProduct, sourceId] = await Promise.all([
    skus.length === 0 ? [] : odoo.products.bySku(skus, company.skuFields),
    reference.taxes(),
    reference.countries(),
    named || !charged ? null : reference.shippingProduct(),
    settings.channelAsSource ? channelSource(context, order) : null,
  ]);
  const home = [...countries].find(([, { id }]) => id === company.countryId)?.[0] ?? null;
  return { products, taxes, company, home, shippingProduct, sourceId, policy, tenantKey };
}

/** The channel among Odoo's sources, made where it is not there; null where that does not work: an order never waits for it. */
async function channelSource(context: TenantContext, order: PoleepoOrder): Promise<number | null> {
  const name = order.source.name ?? order.source.id;
  if (name === null) return null;
  const key = `source_${context.tenantKey}_${(await sha256Hex(name)).slice(0, 16)}`;
  try {
    return await context.reference.source({ key, name });
  } catch (thrown) {
    if (isFatal(thrown)) throw thrown;
    context.log.info('channel not found among the sources', { error: asSyncError(thrown).message });
    return null;
  }
}
