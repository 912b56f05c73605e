import { z } from 'zod';
import type { Outcome } from '../jobs/outcome.ts';
import { day, hour, minute, second } from '../kit/clock.ts';
import { newId } from '../kit/ids.ts';
import type { JobRow } from '../store/job-claims.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { JobId } from '../trade/ids.ts';
import { goOnWithDrafts } from './go-on-with-drafts.ts';
import { goOnWithRefused } from './go-on-with-refused.ts';
import { invoiceByRule } from './invoice-by-rule.ts';
import { type InvoiceSettings, invoiceSettingsOf } from './invoice-settings.ts';

/** Odoo dates a change by the beginning of its transaction. */
const overlap = 5 * minute;

/** No page is begun after this. */
const longest = 30 * second;

/** A walk that was left this long ago is begun anew. */
const stale = hour;

/** Once a day no order is left out for what Odoo says of its lines. */
const wholeEvery = day;
const wholeWalk = 'find-invoices-whole';

const phases = ['orders', 'drafts', 'refused'] as const;

const kept = z.object({
  phase: z.enum(phases),
  after: z.string(),
  since: z.number(),
  startedAt: z.number(),
  whole: z.boolean(),
});

/** Where a walk stands, and what it is. */
export type InvoiceWalk = z.output<typeof kept>;

export interface WalkedPage {
  found: number;
  /** From where the next page goes on; null where there is none. */
  next: string | null;
}

type Phase = (context: TenantContext, walk: InvoiceWalk, settings: InvoiceSettings) => Promise<WalkedPage>;

const pageOf: Record<InvoiceWalk['phase'], Phase> = {
  orders: invoiceByRule,
  drafts: goOnWithDrafts,
  refused: goOnWithRefused,
};

/**
 * Looks for what can go on by itself: orders that the rule invoices, drafts that people have posted, and refused invoices
 * whose order or customer was mended. Odoo is asked once for each thousand orders that wait for their delivery, and not at
 * all where nothing waits. The cursor moves only once the end was reached.
 */
export async function findInvoices(
  context: TenantContext,
  { kind, subject, priority }: Pick<JobRow, 'kind' | 'subject' | 'priority'>,
): Promise<Outcome> {
  const { stores, clock } = context;
  const now = clock.now();
  const [cursor, last, settings] = await Promise.all([
    stores.cursors.get(kind),
    stores.cursors.get(wholeWalk),
    invoiceSettingsOf(context),
  ]);
  const at = cursor?.at ?? now - day;
  const begun: InvoiceWalk = {
    phase: 'orders',
    after: '',
    since: at - overlap,
    startedAt: now,
    whole: now - (last?.at ?? 0) >= wholeEvery,
  };
  const left = kept
    .nullable()
    .catch(null)
    .parse(cursor?.place ?? null);
  let walk: InvoiceWalk | null = left === null || left.startedAt < now - stale ? begun : left;
  const { startedAt, whole } = walk;
  let found = 0;
  do {
    const page = await pageOf[walk.phase](context, walk, settings);
    found += page.found;
    walk = nextOf(walk, page);
    const place = walk === null ? { at: startedAt, place: null } : { at, place: walk };
    await stores.cursors.save(kind, { ...place, foundAt: null }, clock.now());
  } while (walk !== null && clock.now() < now + longest);
  if (walk !== null) {
    const work = { id: newId<JobId>('job', now, context.chance), kind, subject, priority };
    await stores.jobs.enqueue({ ...work, dueAt: now, now });
  } else if (whole) {
    await stores.cursors.save(wholeWalk, { at: startedAt, place: null, foundAt: null }, clock.now());
  }
  return { kind: found > 0 ? 'updated' : 'unchanged', detail: { found, ended: walk === null ? 1 : 0 } };
}

function nextOf(walk: InvoiceWalk, { next }: WalkedPage): InvoiceWalk | null {
  if (next !== null) return { ...walk, after: next };
  const phase = phases[phases.indexOf(walk.phase) + 1];
  return phase === undefined ? null : { ...walk, phase, after: '' };
}
