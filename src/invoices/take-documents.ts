import { z } from 'zod';
import type { Outcome } from '../jobs/outcome.ts';
import { isFatal, SyncError } from '../kit/errors.ts';
import { fingerprint } from '../kit/fingerprint.ts';
import { sha256Hex } from '../kit/hashing.ts';
import type { PoleepoDocument } from '../poleepo/documents.ts';
import { largestFile } from '../poleepo/file-limits.ts';
import type { JobRow } from '../store/job-claims.ts';
import type { InvoiceRow } from '../store/invoice-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { PoleepoOrderId, SaleOrderId } from '../trade/ids.ts';
import { orderOfDocumentsSubject } from '../trade/subject.ts';
import { type DocumentKind, documentKindOf, type DocumentProblem } from './document-kind.ts';
import { documentFileName, documentNote } from './document-words.ts';
import { invoiceSettingsOf } from './invoice-settings.ts';
import { readDocuments } from './read-documents.ts';

type Job = Pick<JobRow, 'id' | 'subject' | 'input'>;

/** Who wants it, where it is a person. */
const input = z.object({ askedBy: z.string() });

/**
 * Puts the documents that Poleepo has of an order into its chatter, each with a note that is mailed to nobody: once, however
 * often and from wherever it is repeated. Those that we offered ourselves stay away; one that cannot be had is told on the
 * order and tried again by the next look. Throws SyncError of either side that may pass, or Odoo's refusal once all
 * documents were tried.
 */
export async function takeDocuments(context: TenantContext, job: Job): Promise<Outcome> {
  const order = orderOfDocumentsSubject(job.subject);
  if (order === null)
    throw new SyncError(`${job.subject} is no order`, { code: 'internal', advice: 'give-up' });
  const link = await context.stores.orders.get(order);
  if (link === null || link.saleOrderId === null) return { kind: 'skipped', reason: 'not-in-odoo' };
  if (!(await isWanted(context, job))) return { kind: 'skipped', reason: 'documents-off' };
  const reading = await readDocuments(context, order);
  if (reading.kind === 'order-gone') return { kind: 'skipped', reason: 'not-in-poleepo' };
  if (reading.kind === 'not-readable') return { kind: 'skipped', reason: `documents-${reading.why}` };
  const taking = { context, order, saleOrderId: link.saleOrderId, jobId: job.id };
  const missing = await missingOf(context, order, reading.documents);
  const fates: ('attached' | SyncError | DocumentProblem)[] = [];
  for (const document of missing) fates.push(await take(taking, document));
  const refusal = fates.find((fate) => fate instanceof SyncError);
  if (refusal !== undefined) throw refusal;
  const attached = fates.filter((fate) => fate === 'attached').length;
  const counts = { documents: reading.documents.length, attached, unreadable: fates.length - attached };
  const detail = { order, sale: link.saleOrderName, ...counts };
  return { kind: attached > 0 ? 'created' : 'unchanged', detail };
}

async function isWanted(context: TenantContext, job: Job): Promise<boolean> {
  return input.safeParse(job.input).success || (await invoiceSettingsOf(context)).takeDocuments;
}

interface Taking {
  context: TenantContext;
  order: PoleepoOrderId;
  saleOrderId: SaleOrderId;
  jobId: JobRow['id'];
}

interface Known extends PoleepoDocument {
  documentId: string;
  /** What it was known as while its content had not come. */
  before: string | null;
}

/** What is neither ours nor in Odoo, each once. */
async function missingOf(
  { stores }: TenantContext,
  order: PoleepoOrderId,
  documents: readonly PoleepoDocument[],
): Promise<Known[]> {
  const [rows, invoices] = await Promise.all([
    stores.orderDocuments.ofOrder(order),
    stores.invoices.ofOrder(order),
  ]);
  const done = new Set(rows.flatMap((row) => (row.attachedAt === null ? [] : row.documentId)));
  const found = new Map<string, Known>();
  for (const document of documents) {
    const { documentId, before } = await idOf(document);
    if (done.has(documentId) || found.has(documentId) || isOurs(document, invoices)) continue;
    found.set(documentId, { ...document, documentId, before });
  }
  return [...found.values()];
}

/** A document without an id is known by its own print. */
async function idOf({ id, type, number, date, bytes }: PoleepoDocument) {
  if (id !== null) return { documentId: id, before: null };
  const print = async (checksum: string | null) =>
    `print-${await fingerprint({ type, number, date, checksum })}`;
  const before = await print(null);
  if (bytes === null) return { documentId: before, before: null };
  return { documentId: await print(await sha256Hex(bytes)), before };
}

/** Whether it is an invoice of Odoo's that is at Poleepo because we offered it, or is about to be. */
export function isOurs(
  { id, type, number }: Pick<PoleepoDocument, 'id' | 'type' | 'number'>,
  invoices: readonly Pick<InvoiceRow, 'documentId' | 'number'>[],
): boolean {
  const plain = (text: string | null) => text?.trim().toLowerCase() ?? '';
  const mayBe = plain(number) !== '' && type !== 'CREDIT_NOTE';
  return invoices.some(
    (one) => (id !== null && one.documentId === id) || (mayBe && plain(one.number) === plain(number)),
  );
}

/** Odoo's refusal is for the end: it spoils no other document. */
async function take(taking: Taking, document: Known): Promise<'attached' | SyncError | DocumentProblem> {
  const { bytes, format } = document;
  if (bytes === null || bytes.byteLength === 0) return tell(taking, document, 'no-content');
  if (bytes.byteLength > largestFile) return tell(taking, document, 'too-large');
  const kind = documentKindOf(bytes, format);
  if (kind === null) return tell(taking, document, 'not-a-document');
  try {
    await attach(taking, { ...document, bytes }, kind);
    return 'attached';
  } catch (thrown) {
    const isRefusal = !isFatal(thrown) && thrown instanceof SyncError && thrown.advice === 'give-up';
    if (!isRefusal || thrown.side !== 'odoo') throw thrown;
    await tell(taking, document, 'refused-by-odoo');
    return thrown;
  }
}

async function attach(
  { context, order, saleOrderId, jobId }: Taking,
  document: Known & { bytes: Uint8Array },
  { mimetype, ending }: DocumentKind,
): Promise<void> {
  const { tenantKey, locale, odoo, stores, clock } = context;
  const { documentId, type, number, date, bytes, before } = document;
  const name = documentFileName({ type, number, date, id: documentId }, { ending, locale });
  const key = `document_${tenantKey}_${order}_${await keyOf(documentId)}`;
  const note = documentNote(document)[locale];
  const { attachmentId } = await odoo.files.attach({ saleOrderId, key, name, bytes, mimetype, note });
  const now = clock.now();
  const detail = { document: documentId, type, number, name, attachmentId };
  const kind = 'document-attached';
  const event = { id: `${kind}_${key}`, at: now, kind, jobId, detail };
  const seen = { poleepoOrderId: order, documentId, type, number };
  await stores.orderDocuments.attached(seen, { attachmentId, now, event, before });
}

/** Told once for each reason, however often it is looked at. */
async function tell(
  { context, order, jobId }: Taking,
  { documentId, type, number }: Known,
  problem: DocumentProblem,
): Promise<DocumentProblem> {
  const now = context.clock.now();
  const kind = 'document-not-attached';
  const id = `${kind}_${context.tenantKey}_${order}_${await keyOf(documentId)}_${problem}`;
  const event = { id, at: now, kind, jobId, detail: { document: documentId, type, number, problem } };
  const seen = { poleepoOrderId: order, documentId, type, number };
  await context.stores.orderDocuments.seen(seen, { now, event });
  return problem;
}

/** As it may stand in a key of Odoo's. */
async function keyOf(documentId: string): Promise<string> {
  return /^[A-Za-z0-9-]{1,40}$/.test(documentId) ? documentId : `of-${await fingerprint(documentId)}`;
}
