import { z } from 'zod';
import { orderSubject } from '../../trade/subject.ts';
import { jobKinds } from '../../jobs/kinds.ts';
import { newId } from '../../kit/ids.ts';
import { answersHold, reasonsFor } from '../../orders/rules.ts';
import type { HeldJob } from '../../store/held-jobs.ts';
import type { Rule } from '../../store/policy-store.ts';
import type { JobId } from '../../trade/ids.ts';
import type { MemberEntry } from '../route.ts';

const pageSize = 200;

const shown = z.object({
  reason: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});

/** Opens every held job again that one of these rules may answer. Answers how many there were. */
export function releaseFor(entry: MemberEntry, rules: readonly Rule[]): Promise<number> {
  return release(entry, reasonsFor(rules), ({ held }) => {
    const hold = shown.safeParse(held).data;
    return hold !== undefined && rules.some((rule) => answersHold(rule, hold));
  });
}

/** Opens the held jobs with one of these reasons that `wanted` picks, and wakes the lane. Answers how many there were. */
export async function release(
  { stores, house, tenant }: MemberEntry,
  reasons: readonly string[],
  wanted: (job: HeldJob) => boolean = () => true,
): Promise<number> {
  let opened = 0;
  let after: JobId | null = null;
  for (;;) {
    const page: HeldJob[] = await stores.held.of(reasons, { after, limit: pageSize });
    const ids = page.filter(wanted).map((job) => job.id);
    const changed = await stores.jobs.retry(ids, house.clock.now());
    const [first] = changed;
    if (first !== undefined) await house.wake(tenant.id, first);
    opened += changed.length;
    after = page.at(-1)?.id ?? null;
    if (page.length < pageSize) return opened;
  }
}

/** Takes up again every order that was left a quotation. Answers how many there are. */
export async function confirmQuotations({ stores, house, tenant, actor }: MemberEntry): Promise<number> {
  let before: number | undefined;
  let found = 0;
  for (;;) {
    const page = await stores.orders.list({ state: 'quotation', before, limit: pageSize });
    for (const { poleepoOrderId } of page) {
      const now = house.clock.now();
      const jobId = await stores.jobs.enqueue({
        id: newId<JobId>('job', now, house.chance),
        kind: 'import-order',
        subject: orderSubject(poleepoOrderId),
        priority: jobKinds['import-order'].priority,
        dueAt: now,
        now,
        askedBy: actor.label,
      });
      if (found === 0) await house.wake(tenant.id, jobId);
      found += 1;
    }
    before = page.at(-1)?.poleepoOrderId;
    if (page.length < pageSize) return found;
  }
}
