import { z } from 'zod';
import type { Outcome } from '../jobs/outcome.ts';
import { second } from '../kit/clock.ts';
import { asSyncError, isFatal, SyncError } from '../kit/errors.ts';
import type { PoleepoDocument } from '../poleepo/documents.ts';
import { poleepoLimitSeconds, usualLimitSeconds } from '../poleepo/own-limit.ts';
import type { JobRow } from '../store/job-claims.ts';
import type { InvoiceRow } from '../store/invoice-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import { invoiceOfOfferSubject } from '../trade/subject.ts';
import { errorOf } from './invoice-error.ts';
import { invoiceSettingsOf } from './invoice-settings.ts';
import { step } from './invoice-step.ts';
import { documentOfInvoice } from './offered-document.ts';
import { goneInOdoo, inOfferWords, notPostedInOdoo, offerUnknown } from './offer-refusals.ts';

const withLimit = z.object({ poleepoLimitSeconds: poleepoLimitSeconds.catch(usualLimitSeconds) });

/**
 * Gives a posted invoice to Poleepo, its number with its PDF: never two documents of one number, whoever made the first.
 * Safe to repeat. Where the tenant does not want it Poleepo is asked nothing. Throws SyncError of either side; the row
 * tells why as well.
 */
export async function offerInvoice(
  context: TenantContext,
  { subject }: Pick<JobRow, 'subject'>,
): Promise<Outcome> {
  const id = invoiceOfOfferSubject(subject);
  const row = id === null ? null : await context.stores.invoices.get(id);
  if (row === null) return { kind: 'skipped', reason: 'no-invoice' };
  // Of its last step nothing may have been heard.
  if (row.state === 'offered') return outcomeOf(await withoutError(context, row), 'unchanged');
  if (row.state !== 'posted' || row.moveId === null) return { kind: 'skipped', reason: 'not-posted' };
  if (!(await invoiceSettingsOf(context)).offer) return { kind: 'skipped', reason: 'offer-off' };
  try {
    return await goOn(context, await hasLeft(context, row), row.moveId);
  } catch (thrown) {
    if (!isFatal(thrown)) await step(context, row, { set: { offerError: errorOf(asSyncError(thrown)) } });
    throw thrown;
  }
}

async function withoutError(context: TenantContext, row: InvoiceRow): Promise<InvoiceRow> {
  return row.offerError === null ? row : step(context, row, { set: { offerError: null } });
}

/** A request that was cut off may have waited before it left: Poleepo's limit runs from here. */
async function hasLeft(context: TenantContext, row: InvoiceRow): Promise<InvoiceRow> {
  const asked = row.asked?.offer;
  if (asked === undefined || asked.left === true) return row;
  return step(context, row, { set: {}, mark: { offer: { at: context.clock.now(), left: true } } });
}

async function goOn(context: TenantContext, row: InvoiceRow, moveId: number): Promise<Outcome> {
  const [invoice] = await context.odoo.invoices.read([moveId]);
  if (invoice === undefined) throw goneInOdoo();
  if (invoice.kind === 'credit-note') return { kind: 'skipped', reason: 'credit-note' };
  const { state, number, date } = invoice;
  if (state !== 'posted' || number === null || date === null) throw notPostedInOdoo();
  // What comes while we look is not seen any more: only a look that began after the limit counts.
  const isOver = context.clock.now() >= (await limitOf(context, row));
  const there = await lookFor(context, row, number);
  if (there !== null) return offered(context, row, { ...there, number, date });
  if (!isOver) throw offerUnknown();
  const { bytes } = await context.odoo.invoices.pdf(moveId);
  return add(context, row, { number, date, bytes });
}

/** From when on Poleepo must have given up what nobody heard the end of (ms). It is the limit of shipments too. */
async function limitOf({ stores }: TenantContext, { asked }: InvoiceRow): Promise<number> {
  if (asked?.offer === undefined) return 0;
  const settings = withLimit.safeParse((await stores.policy.settings())?.['shipments'] ?? {});
  return asked.offer.at + (settings.data?.poleepoLimitSeconds ?? usualLimitSeconds) * second;
}

async function lookFor({ poleepo }: TenantContext, { poleepoOrderId }: InvoiceRow, number: string) {
  const documents = await poleepo.documents.of(poleepoOrderId).catch(inOfferWords);
  return documentOfInvoice(documents, number);
}

interface PostedInvoice {
  number: string;
  date: string;
  bytes: Uint8Array;
}

async function add(context: TenantContext, row: InvoiceRow, invoice: PostedInvoice): Promise<Outcome> {
  const { poleepo, clock } = context;
  const { number } = invoice;
  const asked = await step(context, row, { set: {}, mark: { offer: { at: clock.now() } } });
  try {
    const { id } = await poleepo.documents
      .add(row.poleepoOrderId, { type: 'INVOICE', ...invoice })
      .catch(inOfferWords);
    return await offered(context, row, { ...invoice, id });
  } catch (thrown) {
    if (isFatal(thrown) || !(thrown instanceof SyncError)) throw thrown;
    if (!thrown.mayHaveHappened) {
      await step(context, row, { set: {}, mark: { offer: null } });
      throw thrown;
    }
    const there = await lookFor(context, await hasLeft(context, asked), number);
    if (there === null) throw thrown;
    return offered(context, row, { ...invoice, id: there.id });
  }
}

async function offered(
  context: TenantContext,
  { id: invoiceId }: InvoiceRow,
  { id, number, date }: Pick<PoleepoDocument, 'id'> & { number: string; date: string },
): Promise<Outcome> {
  const { stores, clock } = context;
  const now = clock.now();
  const there = { state: 'offered', offeredAt: now, documentId: id, offerError: null } as const;
  const row = await stores.invoices.advance(invoiceId, {
    from: ['posted'],
    set: { ...there, number, issuedOn: date },
    mark: { offer: null },
    now,
  });
  return row === null ? { kind: 'skipped', reason: 'not-posted' } : outcomeOf(row, 'created');
}

function outcomeOf(row: InvoiceRow, kind: 'created' | 'unchanged'): Outcome {
  const { id: invoice, poleepoOrderId: order, number, documentId: document } = row;
  return { kind, detail: { invoice, order, number, document } };
}
