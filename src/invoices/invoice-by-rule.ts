import { day, fromIso } from '../kit/clock.ts';
import type { OrderToInvoice } from '../store/invoice-news-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import { deliveredOf } from './delivered-of.ts';
import type { InvoiceWalk, WalkedPage } from './find-invoices.ts';
import type { InvoiceSettings } from './invoice-settings.ts';
import { wantInvoice } from './want-invoice.ts';

/** Asked about in one call. */
const mostOrders = 1000;

/** Looked at line by line before the next page, since each that is delivered is written down by itself. */
const mostLikely = 200;

/** What is delivered so long after the order's last invoice is invoiced when somebody asks for it. */
const watched = 60 * day;

/** Has the next orders invoiced that the rule is for and that are delivered. One call, and one for each hundred found. */
export async function invoiceByRule(
  context: TenantContext,
  { after, whole }: Pick<InvoiceWalk, 'after' | 'whole'>,
  settings: InvoiceSettings,
): Promise<WalkedPage> {
  const { rule, ruleFrom, partialDeliveries } = settings;
  if (rule === 'never') return { found: 0, next: null };
  const limit = whole ? mostLikely : mostOrders;
  const orders = await context.stores.invoiceNews.orders({
    from: ruleFrom === null ? 0 : (fromIso(ruleFrom) ?? 0),
    onRequest: rule === 'on-request',
    invoicedSince: partialDeliveries ? context.clock.now() - watched : null,
    after: Number(after),
    limit,
  });
  const likely = await likelyOf(context, orders, whole);
  const looked = likely.slice(0, mostLikely);
  const found = await wantEach(context, looked, settings);
  const isCut = likely.length > looked.length;
  const last = isCut ? looked.at(-1) : orders.at(-1);
  const isEnd = !isCut && orders.length < limit;
  return { found, next: isEnd || last === undefined ? null : String(last.poleepoOrderId) };
}

/** Those that Odoo may have something to invoice of. */
async function likelyOf(context: TenantContext, orders: readonly OrderToInvoice[], whole: boolean) {
  if (orders.length === 0) return [];
  const begun = await context.odoo.invoices.begunDelivery(orders.map(({ saleOrderId }) => saleOrderId));
  const toInvoice = new Map(begun.map((one) => [one.saleOrderId, one.toInvoice]));
  // Services alone are never delivered: what has no invoice is looked at whatever of it is delivered.
  return orders.filter(({ saleOrderId, newest }) =>
    newest === null ? whole || toInvoice.has(saleOrderId) : toInvoice.get(saleOrderId) === true,
  );
}

async function wantEach(
  context: TenantContext,
  likely: readonly OrderToInvoice[],
  settings: InvoiceSettings,
): Promise<number> {
  const ids = likely.map(({ saleOrderId }) => saleOrderId);
  const delivered = await deliveredOf(context, ids, settings);
  let found = 0;
  for (const { newest, ...order } of likely.filter(({ saleOrderId }) => delivered.has(saleOrderId))) {
    const { added } = await wantInvoice(context, { ...order, requestedBy: null }, { after: newest });
    if (added) found += 1;
  }
  return found;
}
