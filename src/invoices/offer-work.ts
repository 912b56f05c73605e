import { newId } from '../kit/ids.ts';
import type { InvoiceRow } from '../store/invoice-store.ts';
import type { Work } from '../store/job-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { JobId } from '../trade/ids.ts';
import { invoiceOfferSubject } from '../trade/subject.ts';
import type { InvoiceSettings } from './invoice-settings.ts';

/** The work that gives a posted invoice to Poleepo; none where the tenant does not want it. `by`: who waits for it. */
export function offerWork(
  { clock, chance }: Pick<TenantContext, 'clock' | 'chance'>,
  { id }: Pick<InvoiceRow, 'id'>,
  { settings, by = null }: { settings: Pick<InvoiceSettings, 'offer'>; by?: string | null },
): Work | undefined {
  if (!settings.offer) return undefined;
  const now = clock.now();
  return {
    id: newId<JobId>('job', now, chance),
    kind: 'offer-invoice',
    subject: invoiceOfferSubject(id),
    priority: by === null ? 1 : 0,
    dueAt: now,
    now,
    ...(by === null ? {} : { askedBy: by }),
  };
}
