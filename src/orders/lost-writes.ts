import { SyncError } from '../kit/errors.ts';
import { newId } from '../kit/ids.ts';
import { odooLimit } from '../odoo/own-limit.ts';
import type { JobRow } from '../store/job-claims.ts';
import type { OrderLink } from '../store/link-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { JobId } from '../trade/ids.ts';
import { orderSubject } from '../trade/subject.ts';
import { type Keeping, keepIntent } from './keep-order.ts';
import type { OrderFacts } from './order-facts.ts';
import { type LeftOrder, newRecord, type OrderRecord, recordOf, sameLeft } from './order-record.ts';
import type { OrderPolicy } from './policy.ts';
import { finishOf } from './take-up-quotation.ts';

interface Before {
  job: Pick<JobRow, 'id' | 'runs'>;
  link: OrderLink | null;
  facts: OrderFacts;
  startedAt: number;
}

/**
 * What is remembered of an order, and since when Odoo may still be busy with a write of a run that nobody heard the end of.
 * Nobody knows when that run was cut off: Odoo's limit is counted from the first run that sees it.
 */
export async function recordBefore(
  { stores }: TenantContext,
  { job, link, facts, startedAt }: Before,
): Promise<OrderRecord | null> {
  const record = recordOf(link);
  const unheard = record !== null && record.intended !== null && record.lostAt === null;
  const cut = unheard || (await wasCutOff(stores, { job, record }));
  return cut ? { ...(record ?? newRecord(facts, null)), lostAt: startedAt } : record;
}

/** Whether the run before, or where nothing is remembered any before, ended without a word. */
async function wasCutOff(
  stores: TenantContext['stores'],
  { job, record }: { job: Before['job']; record: OrderRecord | null },
): Promise<boolean> {
  if (job.runs <= 1) return false;
  const ended = await stores.jobs.runsOf(job.id);
  return record === null ? ended.length < job.runs - 1 : !ended.some(({ run }) => run === job.runs - 1);
}

const isOver = ({ startedAt }: Keeping, lostAt: number): boolean => startedAt >= lostAt + odooLimit;

/**
 * To be called before an order is written. Throws SyncError `conflict` while Odoo may still do an older write that says
 * something else: it would come after this one and bring older lines back.
 */
export async function orWait(keep: Keeping, aim: LeftOrder): Promise<void> {
  const { record, startedAt, link, changedSince } = keep;
  const lostAt = record?.lostAt ?? null;
  if (record === null || lostAt === null || isOver(keep, lostAt)) return;
  const before = record.intended ?? record.left;
  const unknown = link !== null || changedSince;
  if (before === null ? !unknown : sameLeft(before, aim)) return;
  await keepIntent(keep, record);
  throw new SyncError('odoo may still do an older write of this order', {
    code: 'conflict',
    side: 'odoo',
    retryAfterMs: lostAt + odooLimit - startedAt,
    vendorCode: 'ORDER_UNKNOWN',
    hint: {
      it: 'Odoo non ha risposto a una scrittura precedente di questo ordine e potrebbe ancora farla. La novità viene portata subito dopo. Non serve fare nulla.',
      en: 'Odoo did not answer an earlier write of this order and may still do it. The news is carried over right after that. Nothing needs to be done.',
    },
  });
}

/** Odoo may have confirmed an order once more after its date was written: the date is looked at again, once. */
export async function lookAgain(keep: Keeping, policy: OrderPolicy): Promise<Keeping> {
  const { context, order, link, record } = keep;
  if (record?.lostAt == null || record.intended !== null || !isOver(keep, record.lostAt)) return keep;
  const certain = { ...record, lostAt: null };
  const mayBeDated = link?.state === 'confirmed' && context.odoo.orders.confirmsAgain;
  if (!mayBeDated || link.saleOrderId === null) return { ...keep, record: certain };
  await context.odoo.orders.finish(link.saleOrderId, { ...finishOf(order, policy), confirm: false });
  await keepIntent(keep, certain);
  return { ...keep, record: certain };
}

/** Has an order that is in Odoo looked at again once Odoo can do nothing any more of what was lost. */
export async function wantLookAgain(keep: Keeping): Promise<void> {
  const { context, order, record, link } = keep;
  const { stores, clock, chance } = context;
  if (record?.lostAt == null || isOver(keep, record.lostAt)) return;
  const isKept = recordOf(link)?.lostAt === record.lostAt;
  if (!isKept && link !== null) await keepIntent(keep, record);
  if (!context.odoo.orders.confirmsAgain) return;
  const now = clock.now();
  await stores.jobs.enqueue({
    id: newId<JobId>('job', now, chance),
    kind: 'import-order',
    subject: orderSubject(order.id),
    priority: 2,
    dueAt: record.lostAt + odooLimit,
    now,
  });
}
