import { z } from 'zod';
import type { Hold, Outcome } from '../jobs/outcome.ts';
import { isFatal, SyncError } from '../kit/errors.ts';
import { fingerprint } from '../kit/fingerprint.ts';
import { bilingual } from '../kit/text.ts';
import type { OrderDraft } from '../odoo/client.ts';
import type { JobRow } from '../store/job-claims.ts';
import type { OrderLink } from '../store/link-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import { orderOfSubject } from '../trade/subject.ts';
import { changeOrder } from './change-order.ts';
import { decidedWords } from './decision.ts';
import { endOrder } from './end-order.ts';
import { importedSince } from './import-since.ts';
import { judgeOrder } from './judge-order.ts';
import { type Keeping, keepIntent, keepOrder } from './keep-order.ts';
import { decisionRefused } from './news-holds.ts';
import { isInOdoo, type RunEnd } from './order-endings.ts';
import { factsOf, orderFacts } from './order-facts.ts';
import { lookAgain, orWait, recordBefore, wantLookAgain } from './lost-writes.ts';
import { type LeftOrder, leftBy, newRecord } from './order-record.ts';
import { placeOrder, type Placed } from './place-order.ts';
import { type OrderPolicy, policyFor } from './policy.ts';
import { keepUnread, readNews } from './read-news.ts';
import { takeUpQuotation } from './take-up-quotation.ts';

type Job = Pick<JobRow, 'id' | 'subject' | 'runs' | 'createdAt'>;

/**
 * Makes a Poleepo order the sale order that it is to be in Odoo: fetched fresh, judged, mapped, written by keys, confirmed
 * if its total is equal to the cent, linked; later news carried over or told to a person. Safe to run any number of
 * times, from any point, in any order of news.
 *
 * Answers `created`, `updated`, `unchanged` (no call to Odoo), `held` with what a person must decide, or `skipped`.
 * Throws SyncError of either side.
 */
export async function importOrder(context: TenantContext, job: Job): Promise<Outcome> {
  const id = orderOfSubject(job.subject);
  if (id === null)
    throw new SyncError(`no order in subject ${job.subject}`, { code: 'internal', advice: 'give-up' });
  const [news, link] = await Promise.all([readNews(context, id), context.stores.orders.get(id)]);
  if (!news.ok) return keepUnread(context, { id, jobId: job.id, link, hold: news.hold });
  const { order } = news;
  if (link !== null && order.updatedAt !== null && order.updatedAt < link.poleepoUpdatedAt)
    return outdated(link);
  const startedAt = context.clock.now();
  const { policy, buyer } = await policyFor(context, order, job.subject);
  const print = await fingerprint(orderFacts(order, policy.decision));
  const rewrite = policy.decision.rewrite ?? null;
  const facts = factsOf(order);
  const record = await recordBefore(context, { job, link, facts, startedAt });
  const changedSince = (order.updatedAt ?? 0) > job.createdAt;
  const known = { order, link, record, buyer, facts, print, rewrite };
  const keep = await lookAgain({ context, jobId: job.id, startedAt, changedSince, ...known }, policy);
  const end = await decided(policy, () => run(keep, { policy, job }));
  const isThere = end.kind === 'placed' && end.order.outcome === 'confirmed';
  if (isThere || (end.kind === 'unchanged' && link?.state === 'confirmed')) await wantLookAgain(keep);
  return keepOrder(keep, end);
}

async function run(keep: Keeping, { policy, job }: { policy: OrderPolicy; job: Job }): Promise<RunEnd> {
  const { context, order, link, print } = keep;
  const since = link?.saleOrderId == null ? await importedSince(context, policy.settings) : 0;
  const verdict = judgeOrder(order, { link, policy, since });
  if (verdict.kind === 'skip') return { kind: 'skipped', reason: verdict.reason };
  if (verdict.kind === 'hold') return { kind: 'held', hold: verdict.hold };
  if (verdict.kind === 'end') return endOrder(context, { ...keep, policy, of: verdict.of });
  // What the shop had cancelled and wants again is found out anew.
  if (link === null || !isInOdoo(link) || link.state === 'cancelled-in-poleepo') {
    const end = await placeOrTakeUp(keep, { policy, job });
    return end.kind === 'placed' ? { ...end, despite: verdict.despite } : end;
  }
  // A quotation that was left to people is to be confirmed now.
  if (link.state === 'quotation' && policy.settings.confirm) return placeOrTakeUp(keep, { policy, job });
  const isCertain = (keep.record?.intended ?? null) === null;
  if (link.fingerprint === print && isCertain) return { kind: 'unchanged' };
  const end = await changeOrder(context, {
    ...keep,
    link,
    policy,
    intend: async (record, aim) => {
      await orWait(keep, aim);
      await keepIntent(keep, { ...record, intended: aim, lostAt: null });
    },
  });
  const anew = end.kind === 'held' && end.hold.reason === 'deleted-in-odoo' && policy.decision.importAnyway;
  return anew === true ? place(keep, { policy, job }) : end;
}

/** What nobody knows of yet is not written down before: only where its answer is lost. */
async function place(keep: Keeping, { policy, job }: { policy: OrderPolicy; job: Job }): Promise<Placed> {
  const { context, order, link, record, facts } = keep;
  const mayExist = link !== null || job.runs > 1;
  let intended: LeftOrder | null = null;
  const intend = async (draft: OrderDraft) => {
    const aim = leftBy(draft, null);
    await orWait(keep, aim);
    intended = aim;
  };
  try {
    return await placeOrder(context, { order, policy, mayExist, intend });
  } catch (thrown) {
    const lost = intended !== null && thrown instanceof SyncError && thrown.mayHaveHappened;
    if (lost && !isFatal(thrown)) {
      const lostAt = context.clock.now();
      await keepIntent(keep, { ...(record ?? newRecord(facts, null)), intended, lostAt });
    }
    throw thrown;
  }
}

/** A quotation that is there may have been changed by people; what is not there yet cannot. */
function placeOrTakeUp(keep: Keeping, { policy, job }: { policy: OrderPolicy; job: Job }): Promise<RunEnd> {
  const { context, order, link, record, facts } = keep;
  if (link?.saleOrderId == null) return place(keep, { policy, job });
  const before = record ?? newRecord(facts, null);
  const intend = async (draft: OrderDraft) => {
    const intended = leftBy(draft, null);
    await orWait(keep, intended);
    await keepIntent(keep, { ...before, intended, lostAt: null });
  };
  const write = () => placeOrder(context, { order, policy, mayExist: true, intend });
  return takeUpQuotation(context, { order, policy, link, record, write });
}

/** What Odoo refuses of an order that people have decided about is theirs to decide anew: no failure. */
async function decided(policy: OrderPolicy, work: () => Promise<RunEnd>): Promise<RunEnd> {
  try {
    return await work();
  } catch (thrown) {
    const decision = decidedWords(policy.decision);
    const refused =
      thrown instanceof SyncError &&
      thrown.side === 'odoo' &&
      (thrown.code === 'refused' || thrown.code === 'not-found' || thrown.code === 'forbidden');
    if (!refused || decision === null) throw thrown;
    return { kind: 'held', hold: decisionRefused({ words: thrown.message, decided: decision }) };
  }
}

const keptHold = z.object({
  reason: z.string(),
  owner: z.enum(['merchant', 'customer', 'poleepo']),
  title: bilingual,
  nextStep: bilingual,
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  proposal: z.record(z.string(), z.unknown()).exactOptional(),
});

/** Poleepo told an older state than the one that we know: what stands, stands, and what was held stays held. */
function outdated(link: OrderLink): Outcome {
  const hold: Hold | undefined = keptHold.safeParse(link.held).data;
  if (hold !== undefined) return { kind: 'held', hold };
  if (link.state !== 'held')
    return {
      kind: 'unchanged',
      detail: { saleOrderId: link.saleOrderId, saleOrder: link.saleOrderName },
    };
  throw new SyncError(`poleepo told an older state of order ${link.poleepoOrderId}`, {
    code: 'conflict',
    side: 'poleepo',
  });
}
