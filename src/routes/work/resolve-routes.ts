import { z } from 'zod';
import { type OrderDecision, orderDecision } from '../../orders/decision.ts';
import { recordOf } from '../../orders/order-record.ts';
import { rulesOf } from '../../orders/rules.ts';
import { wantAgain } from '../../orders/want-again.ts';
import { massWithdrawal } from '../../products/mass-withdrawal.ts';
import type { JobRow } from '../../store/job-claims.ts';
import type { Rule } from '../../store/policy-store.ts';
import type { JobId } from '../../trade/ids.ts';
import { orderOfSubject } from '../../trade/subject.ts';
import { Problem } from '../problem.ts';
import { type MemberEntry, route, type RouteModule } from '../route.ts';
import { afterChange, notNow, present } from './job-change.ts';
import { jobView } from './job-views.ts';
import { releaseFor } from './release.ts';

const id = z
  .string()
  .regex(/^job_[0-9a-f]{32}$/)
  .transform((text) => text as JobId);

/** A decision, and whether it shall hold for every order to come. */
const resolution = orderDecision.omit({ setAside: true, evenOld: true, rewrite: true }).extend({
  /** Write the quotation that waits in Odoo anew, over what people have made of it. Counts once. */
  rewrite: z.literal(true).optional(),
  remember: z.literal(true).optional(),
  /** What a walk over the catalogue asks: take out of sale what Odoo does not show any more. Counts for the next walk. */
  confirm: z.literal(true).optional(),
});

export const resolveRoutes: RouteModule = [
  route({
    method: 'post',
    path: '/v1/jobs/{id}/resolve',
    summary:
      'Decide what a job waits for; kept with the order, and with `remember` as a rule for all to come',
    tag: 'Jobs',
    role: 'operator',
    params: z.object({ id }),
    body: resolution,
    example: { params: { id: `job_${'0'.repeat(32)}` }, body: { products: { 'TSHIRT-L': 41 } } },
    status: 202,
    answer: jobView.extend({
      /** How many orders that waited for the same were opened with it. */
      released: z.int(),
    }),
    handle: async (entry) => {
      const { stores, house, body, actor } = entry;
      const { remember, rewrite, confirm, ...added } = body;
      const job = await present(entry, entry.params.id);
      if (confirm === true) return { ...(await confirmWalk(entry, job)), released: 0 };
      if (orderOfSubject(job.subject) === null) throw notDecidable();
      if (job.state === 'running' || job.state === 'completed') throw notNow(job.state);
      const rules = remember === true ? await rulesFrom(entry, job.subject, added) : [];
      const now = house.clock.now();
      await wantAgain(stores, [job.id], { by: actor.label, now });
      const before = orderDecision.parse((await stores.jobs.decisionOn(job.subject)) ?? {});
      const decision = merged(before, { ...added, ...(rewrite === true ? { rewrite: now } : {}) });
      await stores.jobs.decide(job.subject, { decision, by: actor.label, now });
      for (const rule of rules) await stores.policy.saveRule(rule, { by: actor.label, now });
      const changed = await stores.jobs.retry([job.id], now);
      const view = await afterChange(entry, {
        id: job.id,
        changed,
        action: 'job.resolve',
        detail: { ...body },
      });
      return { ...view, released: await releaseFor(entry, rules) };
    },
  }),
];

/** Has the walk that asked whether to take so much out of sale do it. */
async function confirmWalk(entry: MemberEntry, { id: jobId, subject, state, held }: JobRow) {
  const { stores, house, actor } = entry;
  if (held?.['reason'] !== massWithdrawal) throw notDecidable();
  if (state !== 'held') throw notNow(state);
  const now = house.clock.now();
  await stores.jobs.decide(subject, { decision: { confirm: true }, by: actor.label, now });
  const changed = await stores.jobs.retry([jobId], now);
  return afterChange(entry, { id: jobId, changed, action: 'job.resolve', detail: { confirm: true } });
}

/** What of a decision becomes a rule; the 422 where nothing of it can. */
async function rulesFrom({ stores }: MemberEntry, subject: string, decision: OrderDecision): Promise<Rule[]> {
  const order = orderOfSubject(subject);
  const link = order === null ? null : await stores.orders.get(order);
  const rules = rulesOf(decision, recordOf(link)?.buyer ?? null);
  if (rules.length > 0) return rules;
  throw new Problem({
    status: 422,
    code: 'nothing-to-remember',
    message: {
      it: 'Questa decisione vale solo per questo ordine: non può diventare una regola.',
      en: 'This decision is about this order alone: it cannot become a rule.',
    },
    hint: {
      it: 'Invia la decisione senza «remember», oppure decidi su SKU, imposta, stato, pagamento o cliente.',
      en: 'Send the decision without “remember”, or decide about a SKU, a tax, a status, a payment or a customer.',
    },
  });
}

const maps = ['products', 'taxes', 'statuses', 'payments'] as const;

/** What was decided before with what was added: maps grow, all else is replaced; a skipped order is wanted again. */
function merged({ setAside: _setAside, ...before }: OrderDecision, added: OrderDecision): OrderDecision {
  const grown = maps.flatMap((name) =>
    before[name] === undefined && added[name] === undefined
      ? []
      : [[name, { ...before[name], ...added[name] }] as const],
  );
  return { ...before, ...added, ...Object.fromEntries(grown) };
}

function notDecidable(): Problem {
  return new Problem({
    status: 422,
    code: 'not-decidable',
    message: {
      it: 'Questo lavoro non aspetta questa decisione.',
      en: 'This job does not wait for that decision.',
    },
    hint: { it: 'Usa Riprova oppure Salta.', en: 'Use Retry or Skip.' },
  });
}
