import type { Outcome } from '../jobs/outcome.ts';
import { second } from '../kit/clock.ts';
import { newId } from '../kit/ids.ts';
import type { TenantContext } from '../tenants/context.ts';
import { batchSize, fillBatch } from './batch-size.ts';
import { draftBatch } from './draft-batch.ts';
import { followUp } from './follow-up.ts';
import { openBatches, pollWhenDue } from './open-batches.ts';
import { settingsOf } from './product-settings.ts';
import { pushHot } from './push-hot.ts';
import { sendBatch } from './send-batch.ts';

/** No batch is begun after this, so that others get their turn and the run ends well within its lease. */
const longest = 45 * second;

/** So many are read for one batch: what may not go into it goes into the next. */
const ahead = 3;

/**
 * Tells Poleepo what waits, in batches, as long as their outcomes can be asked for. Each is written down before it is
 * sent. Where no more may be sent, what sells out or has another price is told at once and one by one.
 */
export async function sendBatches(context: TenantContext): Promise<Outcome> {
  const { stores, clock, pollBudget } = context;
  const settings = await settingsOf(context);
  const { requests } = await pollBudget.state();
  const until = clock.now() + longest;
  const tally = { batches: 0, items: 0, refused: 0, pushed: 0 };
  // What is found on its way now was left by a run that was killed, since there is one at a time.
  let open = (await openBatches(context, { sendingFor: 0 })).length;
  let more = true;
  try {
    while (more && open < requests && clock.now() < until) {
      const size = await batchSize(context, settings.batchSize);
      const batch = fillBatch(await stores.batches.sendable(size * ahead), size);
      more = batch.length > 0;
      if (!more) break;
      const { drafted, refused } = await draftBatch(context, batch);
      if (refused.length > 0) {
        await followUp(context, 'tell-odoo', clock.now() + second);
        await stores.productTouch.refuse(refused, clock.now());
      }
      tally.refused += refused.length;
      if (drafted.length === 0) continue;
      const id = newId<string>('bat', clock.now(), context.chance);
      const sent = await sendBatch(context, { id, drafted, others: open });
      tally.batches += sent.open ? 1 : 0;
      tally.items += sent.open ? sent.items : 0;
      open += sent.open ? 1 : 0;
    }
    // What sells out inside a batch under way can go by no other.
    if (open >= requests || !more) tally.pushed = await pushHot(context);
    else await followUp(context, 'send-batches');
  } finally {
    await pollWhenDue(context);
  }
  return { kind: tally.items + tally.pushed > 0 ? 'updated' : 'unchanged', detail: tally };
}
