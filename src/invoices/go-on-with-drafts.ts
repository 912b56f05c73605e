import { newId } from '../kit/ids.ts';
import type { Work } from '../store/job-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { JobId, PoleepoOrderId } from '../trade/ids.ts';
import { invoiceSubject } from '../trade/subject.ts';
import type { InvoiceWalk, WalkedPage } from './find-invoices.ts';

const pageSize = 100;

/** Has those of the next drafts gone on with that people posted, cancelled or deleted in Odoo. One call. */
export async function goOnWithDrafts(
  context: TenantContext,
  { after }: Pick<InvoiceWalk, 'after'>,
): Promise<WalkedPage> {
  const { stores, odoo } = context;
  const rows = await stores.invoiceNews.standing('drafted', { after, limit: pageSize });
  const ids = rows.flatMap(({ moveId }) => moveId ?? []);
  const read = ids.length === 0 ? [] : await odoo.invoices.read(ids);
  const drafts = new Set(read.flatMap(({ id, state }) => (state === 'draft' ? [id] : [])));
  const moved = rows.filter(({ moveId }) => moveId !== null && !drafts.has(moveId));
  for (const { poleepoOrderId } of moved) await stores.jobs.enqueue(goOnWork(context, poleepoOrderId));
  const last = rows.length < pageSize ? undefined : rows.at(-1);
  return { found: moved.length, next: last?.id ?? null };
}

/** The work that takes the invoices of an order on from where they stand. */
export function goOnWork(
  { clock, chance }: Pick<TenantContext, 'clock' | 'chance'>,
  id: PoleepoOrderId,
): Work {
  const now = clock.now();
  return {
    id: newId<JobId>('job', now, chance),
    kind: 'make-invoice',
    subject: invoiceSubject(id),
    priority: 1,
    dueAt: now,
    now,
  };
}
