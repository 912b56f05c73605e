import type { TenantContext } from '../tenants/context.ts';
import type { SaleOrderId } from '../trade/ids.ts';
import type { InvoiceSettings } from './invoice-settings.ts';
import { isInvoiceable } from './is-invoiceable.ts';

const pageSize = 100;

/** Those of these orders that may be invoiced. One call for each hundred. */
export async function deliveredOf(
  { odoo }: Pick<TenantContext, 'odoo'>,
  ids: readonly SaleOrderId[],
  settings: Pick<InvoiceSettings, 'partialDeliveries'>,
): Promise<Set<SaleOrderId>> {
  const found = new Set<SaleOrderId>();
  for (let at = 0; at < ids.length; at += pageSize) {
    const orders = await odoo.deliveries.lines(ids.slice(at, at + pageSize));
    for (const [id, goods] of orders) if (isInvoiceable(goods, settings)) found.add(id);
  }
  return found;
}
