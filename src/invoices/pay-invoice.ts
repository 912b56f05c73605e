import { z } from 'zod';
import { isFatal, SyncError } from '../kit/errors.ts';
import type { OrderInvoice } from '../odoo/invoice.ts';
import type { OrderLink } from '../store/link-store.ts';
import type { InvoiceRow } from '../store/invoice-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import { odooLimit } from './choose-step.ts';
import { saidByOdoo } from './invoice-refusals.ts';
import { journalFor } from './journal-for.ts';
import type { InvoiceSettings } from './invoice-settings.ts';
import { step } from './invoice-step.ts';

/**
 * Registers a posted invoice as paid, once, where the tenant wants it, the shop has the money, and its payment method has a
 * journal. What is paid in Odoo already is left alone. What Odoo refuses is kept on the row with what to mend, until
 * somebody retries. Throws SyncError of Odoo’s. Three calls; one where it is paid; none where it is not to be.
 */
export async function payInvoice(
  context: TenantContext,
  row: InvoiceRow,
  settings: InvoiceSettings,
): Promise<InvoiceRow> {
  if (!settings.registerPayment || row.paidAt !== null || row.moveId === null) return done(context, row);
  const link = await context.stores.orders.get(row.poleepoOrderId);
  const method = link === null ? null : methodPaidBy(link);
  const journalId = method === null ? null : journalFor(method, settings.journals);
  if (link === null || journalId === null) return done(context, row);
  const asked = await hasLeft(context, row);
  // What comes while we look is not seen any more: only a look that began after the limit counts.
  const isOver = context.clock.now() >= (asked.asked?.pay?.at ?? -odooLimit) + odooLimit;
  const [invoice] = await context.odoo.invoices.read([row.moveId]);
  if (invoice?.state === 'posted' && invoice.paid) return paid(context, row);
  // What is credited has nothing open, and nobody paid it.
  if (invoice?.state !== 'posted' || invoice.residual.eq(0)) return done(context, row);
  if (!isOver) throw notKnownYet();
  return register(context, row, { invoice, journalId, reference: link.reference });
}

/** What kept it once, be it that its last step was not heard of, keeps it no more. */
async function done(context: TenantContext, row: InvoiceRow): Promise<InvoiceRow> {
  return row.error === null ? row : step(context, row, { set: { error: null } });
}

const facts = z.object({
  order: z.object({ payment: z.string().nullable() }),
  /** The end of it that people were told of. */
  toldOf: z.string().nullable().catch(null),
});

const hold = z.object({ reason: z.string() });

/**
 * How an order was paid, as Poleepo named it. Null where the shop does not have the money: it was cancelled, refunded, or its
 * payment withdrawn; and where Poleepo names nothing.
 */
function methodPaidBy({ state, facts: kept, held }: OrderLink): string | null {
  const read = facts.safeParse(kept).data;
  const isWithdrawn = hold.safeParse(held).data?.reason === 'payment-withdrawn';
  if (state !== 'confirmed' || read === undefined || read.toldOf !== null || isWithdrawn) return null;
  return read.order.payment;
}

/** A request that was cut off may have waited before it left: Odoo's limit runs from here. */
async function hasLeft(context: TenantContext, row: InvoiceRow): Promise<InvoiceRow> {
  const pay = row.asked?.pay;
  if (pay === undefined || pay.left === true) return row;
  return step(context, row, { set: {}, mark: { pay: { at: context.clock.now(), left: true } } });
}

interface Payment {
  invoice: OrderInvoice;
  journalId: number;
  reference: string | null;
}

async function register(
  context: TenantContext,
  row: InvoiceRow,
  { invoice, journalId, reference }: Payment,
): Promise<InvoiceRow> {
  await step(context, row, { set: {}, mark: { pay: { at: context.clock.now() } } });
  const draft = { id: invoice.id, journalId, ...(reference === null ? {} : { reference }) };
  try {
    const answer = await context.odoo.invoices.registerPayment(draft, invoice);
    if (answer.kind === 'paid') return await paid(context, row);
    return await step(context, row, { set: { error: saidByOdoo(answer) }, mark: { pay: null } });
  } catch (thrown) {
    if (!isFatal(thrown) && thrown instanceof SyncError && !thrown.mayHaveHappened)
      await step(context, row, { set: {}, mark: { pay: null } });
    throw thrown;
  }
}

function paid(context: TenantContext, row: InvoiceRow): Promise<InvoiceRow> {
  return step(context, row, { set: { paidAt: context.clock.now(), error: null }, mark: { pay: null } });
}

/** A payment whose answer was lost may still be under way: it is not registered twice. */
function notKnownYet(): SyncError {
  return new SyncError('whether odoo registers the payment is not known yet', {
    // Not of the side: whatever else there is to do in Odoo goes on.
    code: 'struggling',
    side: 'odoo',
    advice: 'retry',
    vendorCode: 'PAYMENT_UNKNOWN',
    hint: {
      it: 'Odoo non ha risposto alla registrazione del pagamento. Aspettiamo, poi guardiamo se c’è: solo se manca viene registrato di nuovo. Non serve fare nulla.',
      en: 'Odoo did not answer when the payment was registered. It is waited for, then looked for: only if it is not there is it registered again. Nothing needs to be done.',
    },
  });
}
