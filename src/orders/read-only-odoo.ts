import { SyncError } from '../kit/errors.ts';
import type { OdooClient, OdooProduct } from '../odoo/client.ts';
import type { TenantContext } from '../tenants/context.ts';

/**
 * A context through which nothing can be written into Odoo, and in which the products of these SKUs are read once for all
 * orders that are planned with it.
 */
export function rehearsalContext(context: TenantContext, skus: readonly string[]): TenantContext {
  const { odoo } = context;
  let products: Promise<OdooProduct[]> | null = null;
  const rehearsed: OdooClient = {
    ...odoo,
    products: {
      ...odoo.products,
      bySku: (_some, fields) => (products ??= odoo.products.bySku([...new Set(skus)], fields)),
    },
    sources: { ...odoo.sources, create: forbidden },
    customers: { ...odoo.customers, upsert: forbidden, addAddresses: forbidden },
    orders: {
      ...odoo.orders,
      upsert: forbidden,
      finish: forbidden,
      change: forbidden,
      cancel: forbidden,
    },
    activities: { put: forbidden },
    notes: { put: forbidden },
  };
  const { tenantKey, locale, clock, chance, log, poleepo, stores, pollBudget, reference } = context;
  const { images, labels } = context;
  const rest = { tenantKey, locale, clock, chance, log, poleepo, stores, pollBudget, reference };
  return { ...rest, images, labels, odoo: rehearsed };
}

async function forbidden(): Promise<never> {
  throw new SyncError('a rehearsal wanted to write into Odoo', { code: 'internal', advice: 'give-up' });
}
