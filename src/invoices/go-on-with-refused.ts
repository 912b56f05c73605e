import type { StandingInvoice } from '../store/invoice-news-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { SaleOrderId } from '../trade/ids.ts';
import { deliveredOf } from './delivered-of.ts';
import type { InvoiceWalk, WalkedPage } from './find-invoices.ts';
import { goOnWork } from './go-on-with-drafts.ts';
import type { InvoiceSettings } from './invoice-settings.ts';

const pageSize = 100;

/** These go on once more of the order is delivered. */
const forDelivery = new Set(['not-delivered', 'nothing-to-invoice']);

/** What people did on purpose, or what cannot be undone: these go on only when somebody asks for it. */
const forPeople = new Set(['left-to-people', 'order-gone', 'invoice-deleted', 'invoice-cancelled']);

/**
 * Tries those of the next refused invoices again that are delivered now, or whose order or customer was written in Odoo
 * since. Three calls at most, none where there are none.
 */
export async function goOnWithRefused(
  context: TenantContext,
  { after, since }: Pick<InvoiceWalk, 'after' | 'since'>,
  settings: InvoiceSettings,
): Promise<WalkedPage> {
  const rows = await context.stores.invoiceNews.standing('refused', { after, limit: pageSize });
  const undelivered = rows.filter(({ code }) => forDelivery.has(code ?? ''));
  const others = rows.filter(({ code }) => !forDelivery.has(code ?? '') && !forPeople.has(code ?? ''));
  const ready = new Set([
    ...(await nowDelivered(context, salesOf(undelivered), settings)),
    ...(await mended(context, salesOf(others), since)),
  ]);
  const again = [...undelivered, ...others].filter(({ saleOrderId }) => ready.has(saleOrderId));
  for (const row of again) await open(context, row);
  const last = rows.length < pageSize ? undefined : rows.at(-1);
  return { found: again.length, next: last?.id ?? null };
}

const salesOf = (rows: readonly StandingInvoice[]) => rows.map(({ saleOrderId }) => saleOrderId);

async function nowDelivered(context: TenantContext, ids: SaleOrderId[], settings: InvoiceSettings) {
  if (ids.length === 0) return [];
  const begun = await context.odoo.invoices.begunDelivery(ids);
  const likely = begun.filter(({ toInvoice }) => toInvoice).map(({ saleOrderId }) => saleOrderId);
  return deliveredOf(context, likely, settings);
}

async function mended({ odoo }: TenantContext, ids: SaleOrderId[], since: number): Promise<SaleOrderId[]> {
  if (ids.length === 0) return [];
  return (await odoo.invoices.changedSince({ ids, since })).map(({ saleOrderId }) => saleOrderId);
}

async function open(context: TenantContext, row: StandingInvoice): Promise<void> {
  const state = row.moveId === null ? 'requested' : 'drafted';
  await context.stores.invoices.advance(row.id, {
    from: ['refused'],
    set: { state, error: null },
    work: goOnWork(context, row.poleepoOrderId),
    now: context.clock.now(),
  });
}
