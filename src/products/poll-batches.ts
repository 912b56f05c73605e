import type { Outcome } from '../jobs/outcome.ts';
import { minute, second } from '../kit/clock.ts';
import type { BatchPoll } from '../poleepo/batches.ts';
import type { BatchRow } from '../store/batch-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { PoleepoBatchId } from '../trade/ids.ts';
import { followUp } from './follow-up.ts';
import { isOver } from './judge-report.ts';
import { lookForBatch } from './lost-batches.ts';
import { openBatches, pollWhenDue } from './open-batches.ts';
import { settingsOf } from './product-settings.ts';
import { sendWhatWaits } from './send-what-waits.ts';
import { settleReport } from './settle-report.ts';
import { givenUpAfter, isPlenty, nextLook, nextPoll } from './when-to-poll.ts';

/** No call is begun after this, so that others get their turn and the run ends well within its lease. */
const longest = 45 * second;

/** Longer than a run that sends may take: a batch that is on its way after this was left by one that was killed. */
const leftAfter = 5 * minute;

interface Tally extends Record<string, number> {
  polls: number;
  settled: number;
  looked: number;
}

interface Round {
  tally: Tally;
  until: number;
  /** How many batches are under way. */
  open: number;
}

/**
 * Asks Poleepo how far batches are, the one that is due for the longest time first, as often as the budget allows, and
 * settles those that are over. Looks for what batches have brought about whose outcome is lost. Comes back by itself as
 * long as batches are under way.
 */
export async function pollBatches(context: TenantContext): Promise<Outcome> {
  const { clock } = context;
  const { adopt, lostAfterMinutes } = await settingsOf(context);
  const lostAfterMs = lostAfterMinutes * minute;
  const until = clock.now() + longest;
  const open = await openBatches(context, { sendingFor: leftAfter });
  const now = clock.now();
  const due = open
    .filter(({ state, dueAt }) => state !== 'sending' && (dueAt ?? now) <= now)
    .toSorted((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0));
  const tally: Tally = { polls: 0, settled: 0, looked: 0 };
  let earliest = 0;
  try {
    await pollSent(
      context,
      due.filter(({ state }) => state === 'sent'),
      { tally, until, open: open.length },
    );
    const lost = (await context.stores.batches.open()).filter(
      ({ state, dueAt }) => state === 'unknown' && (dueAt ?? 0) <= clock.now(),
    );
    for (const batch of lost) {
      if (clock.now() >= until) break;
      tally.looked += 1;
      await tellSoon(context);
      await lookAgainLater(context, batch, lostAfterMs);
      const looked = await lookForBatch(context, batch, { until, adopt, lostAfterMs });
      if (looked === 'ended') tally.settled += 1;
    }
  } catch (thrown) {
    earliest = clock.now() + minute;
    throw thrown;
  } finally {
    await goOn(context, { tally, earliest });
  }
  return { kind: tally.settled > 0 ? 'updated' : 'unchanged', detail: tally };
}

async function pollSent(
  context: TenantContext,
  due: readonly BatchRow[],
  { tally, until, open }: Round,
): Promise<void> {
  const { stores, clock, pollBudget } = context;
  for (const batch of due) {
    if (clock.now() >= until) return;
    if (batch.poleepoId === null || (batch.sentAt ?? batch.createdAt) + givenUpAfter <= clock.now()) {
      await stores.batches.lost(batch.id, { dueAt: clock.now() });
      continue;
    }
    const request = await pollBudget.take();
    if (!request.granted) return;
    tally.polls += 1;
    const others = open - 1 - tally.settled;
    const end = await poll(context, { batch, poleepoId: batch.poleepoId, request, others });
    if (end === 'limited') return;
    if (end === 'settled') tally.settled += 1;
  }
}

interface Poll {
  batch: BatchRow;
  poleepoId: PoleepoBatchId;
  /** What the poll takes out of the budget. */
  request: { answered: () => Promise<void> };
  /** How many other batches are under way. */
  others: number;
}

async function poll(context: TenantContext, asked: Poll): Promise<'settled' | 'open' | 'limited'> {
  const { stores, clock, pollBudget } = context;
  const { batch } = asked;
  const answer = await ask(context, asked);
  if (answer.kind === 'limited') {
    await pollBudget.refused(answer.retryAfterMs);
    return 'limited';
  }
  if (answer.kind === 'missing') {
    await stores.batches.lost(batch.id, { dueAt: clock.now() });
    return 'open';
  }
  if (!isOver(answer.report)) {
    await later(context, batch, isPlenty({ ...(await pollBudget.state()), others: asked.others }));
    return 'open';
  }
  await tellSoon(context);
  await settleReport(context, batch, answer.report);
  return 'settled';
}

async function ask(context: TenantContext, { batch, poleepoId, request }: Poll): Promise<BatchPoll> {
  try {
    return await context.poleepo.batches.read(poleepoId);
  } catch (thrown) {
    await later(context, batch, false);
    throw thrown;
  } finally {
    await request.answered();
  }
}

async function later({ stores, clock }: TenantContext, batch: BatchRow, plenty: boolean): Promise<void> {
  const now = clock.now();
  const sentAt = batch.sentAt ?? batch.createdAt;
  await stores.batches.asked(batch.id, { now, dueAt: nextPoll({ sentAt, now, plenty }) });
}

/** Before a look, so that one that throws, or whose process dies, is not begun again at once. */
async function lookAgainLater(
  { stores, clock }: TenantContext,
  { id, sentAt, createdAt }: BatchRow,
  lostAfterMs: number,
): Promise<void> {
  const dueAt = nextLook({ sentAt: sentAt ?? createdAt, now: clock.now(), lostAfterMs });
  await stores.batches.lost(id, { dueAt });
}

/** What is to be done now that products may have ended: more is sent, looked at, and told. */
async function goOn(
  context: TenantContext,
  { tally, earliest }: { tally: Tally; earliest: number },
): Promise<void> {
  const at = Math.max(context.clock.now(), earliest);
  await sendWhatWaits(context, at);
  const unread = await context.stores.productChecks.toReadBack(1);
  if (unread.length > 0) await followUp(context, 'read-back', at);
  if (tally.settled > 0) await followUp(context, 'tell-odoo');
  await pollWhenDue(context, earliest);
}

/** Put in before products end, so that Odoo is told of them though this process may die right behind that. */
async function tellSoon(context: TenantContext): Promise<void> {
  await followUp(context, 'tell-odoo', context.clock.now() + minute);
}
