import { z } from 'zod';
import type { Outcome } from '../jobs/outcome.ts';
import { second } from '../kit/clock.ts';
import { asSyncError, isFatal, SyncError } from '../kit/errors.ts';
import { isDelivered } from '../odoo/delivery.ts';
import type { JobRow } from '../store/job-claims.ts';
import { type InvoiceRow, invoiceStates } from '../store/invoice-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import { orderOfInvoiceSubject } from '../trade/subject.ts';
import { errorOf, type InvoiceError } from './invoice-error.ts';
import { deletedInvoice, notDelivered, nothingToInvoice, orderGone, saidByOdoo } from './invoice-refusals.ts';

/** How long Odoo may still be busy with a request whose answer was lost. */
const odooLimit = 150 * second;

/**
 * Takes the invoice of a delivered order to being posted in Odoo: never two of them. Safe to repeat. What Odoo refuses is
 * kept on its row with what to mend. Throws SyncError of Odoo's; the row tells why as well.
 */
export async function makeInvoice(
  context: TenantContext,
  { subject }: Pick<JobRow, 'subject'>,
): Promise<Outcome> {
  const order = orderOfInvoiceSubject(subject);
  const row = order === null ? null : await context.stores.invoices.ofOrder(order);
  if (row === null) return { kind: 'skipped', reason: 'no-invoice' };
  try {
    const drafted = row.state === 'requested' ? await draft(context, row) : row;
    const then = drafted.state === 'drafted' ? await post(context, drafted) : drafted;
    const { poleepoOrderId, saleOrderName, state, number } = then;
    const kind = then.state === row.state ? 'unchanged' : 'created';
    return { kind, detail: { invoice: row.id, order: poleepoOrderId, sale: saleOrderName, state, number } };
  } catch (thrown) {
    if (!isFatal(thrown)) await tell(context, row.id, asSyncError(thrown));
    throw thrown;
  }
}

async function draft(context: TenantContext, row: InvoiceRow): Promise<InvoiceRow> {
  const { odoo, clock } = context;
  const goods = await odoo.deliveries.ofOrder(row.saleOrderId);
  if (goods === null) return refuse(context, row, orderGone());
  if (!isDelivered(goods)) return refuse(context, row, notDelivered());
  await waitForOdoo(context, row);
  await step(context, row, { error: { code: 'asked', hint: null, askedAt: clock.now() } });
  const made = await odoo.invoices.create(row.saleOrderId);
  if (made.kind === 'nothing') return refuse(context, row, nothingToInvoice());
  if (made.kind === 'refused') return refuse(context, row, saidByOdoo(made));
  return step(context, row, { state: 'drafted', moveId: made.id, total: made.total.toFixed(), error: null });
}

const asked = z.object({ askedAt: z.number() });

/** A request whose answer was lost may still be under way: only when Odoo must have given it up is it made again. */
async function waitForOdoo({ odoo, clock }: TenantContext, row: InvoiceRow): Promise<void> {
  const before = asked.safeParse(row.error);
  const left = before.success ? before.data.askedAt + odooLimit - clock.now() : 0;
  if (left <= 0) return;
  const standing = await odoo.invoices.ofOrder(row.saleOrderId);
  if (standing?.toInvoice !== true) return;
  throw new SyncError('whether odoo makes the invoice is not known yet', {
    code: 'timed-out',
    side: 'odoo',
    advice: 'retry',
    retryAfterMs: left,
    mayHaveHappened: true,
  });
}

async function post(context: TenantContext, row: InvoiceRow): Promise<InvoiceRow> {
  if (row.moveId === null) return step(context, row, { state: 'requested' });
  try {
    const posted = await context.odoo.invoices.post(row.moveId);
    if (posted.kind === 'refused') return await refuse(context, row, saidByOdoo(posted));
    const { number, total, currency, date } = posted.invoice;
    const set = { number, total: total.toFixed(), currency, issuedOn: date, error: null };
    return await step(context, row, { ...set, state: 'posted' });
  } catch (thrown) {
    if (!(thrown instanceof SyncError) || thrown.code !== 'not-found') throw thrown;
    await step(context, row, { moveId: null, total: null });
    return refuse(context, row, deletedInvoice());
  }
}

async function refuse(context: TenantContext, row: InvoiceRow, error: InvoiceError): Promise<InvoiceRow> {
  return step(context, row, { state: 'refused', error });
}

async function step(
  { stores, clock }: TenantContext,
  { id }: InvoiceRow,
  set: Partial<Pick<InvoiceRow, 'state' | 'moveId' | 'number' | 'total' | 'currency' | 'issuedOn' | 'error'>>,
): Promise<InvoiceRow> {
  const from = ['requested', 'drafted'] as const;
  const next = await stores.invoices.advance(id, { from, set, now: clock.now() });
  if (next !== null) return next;
  throw new SyncError(`invoice ${id} is gone`, { code: 'internal', advice: 'give-up' });
}

/** Whoever waits sees what keeps it. When Odoo was asked stays known: it may still be at it, whatever failed since. */
async function tell({ stores, clock }: TenantContext, id: string, error: SyncError): Promise<void> {
  const row = await stores.invoices.get(id);
  const before = asked.safeParse(row?.error).data;
  const set = { error: { ...errorOf(error), ...before } };
  await stores.invoices.advance(id, { from: invoiceStates, set, now: clock.now() });
}
