import { z } from 'zod';
import { orderDecision } from '../../orders/decision.ts';
import { orderOfSubject } from '../../trade/subject.ts';
import { toIso } from '../../kit/clock.ts';
import type { JobId } from '../../trade/ids.ts';
import { Problem, problem } from '../problem.ts';
import { type MemberEntry, route, type RouteModule } from '../route.ts';
import { audit } from './audit.ts';
import { jobState, jobView, viewJob } from './job-views.ts';
import { listOf, paging } from './paging.ts';

const id = z
  .string()
  .regex(/^job_[0-9a-f]{32}$/)
  .transform((text) => text as JobId);
const one = z.object({ id });
const exampleId = `job_${'0'.repeat(32)}`;
const reason = z.string().trim().min(1).max(500);

/** Which jobs: some by id, or all of one state. */
const selection = z.union([
  z.strictObject({ ids: z.array(id).min(1).max(500) }),
  z.strictObject({ state: z.enum(['failed', 'held']) }),
]);
const mostAtOnce = 500;

const runView = z.object({
  run: z.int(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  result: z.string(),
  code: z.string().nullable(),
  detail: z.string().nullable(),
  calls: z.int(),
});

export const jobRoutes: RouteModule = [
  route({
    method: 'get',
    path: '/v1/jobs',
    summary: 'Jobs, newest first',
    tag: 'Jobs',
    role: 'read-only',
    query: z.object({
      ...paging,
      state: jobState.optional(),
      kind: z.string().max(40).optional(),
      subject: z.string().max(80).optional(),
    }),
    answer: listOf(jobView),
    handle: async ({ stores, query, locale }) => {
      const page = await stores.jobs.list(query);
      return { ...page, items: page.items.map((job) => viewJob(job, locale)) };
    },
  }),
  route({
    method: 'get',
    path: '/v1/jobs/{id}',
    summary: 'One job with its runs',
    tag: 'Jobs',
    role: 'read-only',
    params: one,
    example: { params: { id: exampleId } },
    answer: jobView.extend({
      attemptsMade: z.array(runView),
      decision: z.record(z.string(), z.unknown()).nullable(),
    }),
    handle: async ({ stores, params, locale }) => {
      const job = await stores.jobs.get(params.id);
      if (job === null) throw problem('not-found');
      const [runs, decision] = await Promise.all([
        stores.jobs.runsOf(job.id),
        stores.jobs.decisionOn(job.subject),
      ]);
      const attemptsMade = runs.map((run) => ({
        ...run,
        startedAt: toIso(run.startedAt),
        endedAt: toIso(run.endedAt),
      }));
      return { ...viewJob(job, locale), attemptsMade, decision };
    },
  }),
  route({
    method: 'post',
    path: '/v1/jobs/{id}/retry',
    summary: 'Run a job again now',
    tag: 'Jobs',
    role: 'operator',
    params: one,
    example: { params: { id: exampleId } },
    status: 202,
    answer: jobView,
    handle: async (entry) => {
      await present(entry, entry.params.id);
      const changed = await entry.stores.jobs.retry([entry.params.id], entry.house.clock.now());
      return afterChange(entry, { id: entry.params.id, changed, action: 'job.retry', detail: {} });
    },
  }),
  route({
    method: 'post',
    path: '/v1/jobs/retry',
    summary: 'Run a selection of jobs again now, or all that failed or are held',
    tag: 'Jobs',
    role: 'operator',
    body: selection,
    example: { body: { state: 'failed' } },
    status: 202,
    answer: z.object({ retried: z.int() }),
    handle: async (entry) => {
      const { stores, body, house, tenant } = entry;
      const ids = 'ids' in body ? body.ids : await stores.jobs.idsIn(body.state, mostAtOnce);
      const changed = await stores.jobs.retry(ids, house.clock.now());
      await audit(entry, { action: 'job.retry', target: `${changed.length} jobs`, detail: { ids: changed } });
      const [first] = changed;
      if (first !== undefined) await house.wake(tenant.id, first);
      return { retried: changed.length };
    },
  }),
  route({
    method: 'post',
    path: '/v1/jobs/{id}/resolve',
    summary: 'Decide what a job waits for; kept with the order and applied at every later run',
    tag: 'Jobs',
    role: 'operator',
    params: one,
    body: orderDecision,
    example: { params: { id: exampleId }, body: { products: { 'TSHIRT-L': 41 } } },
    status: 202,
    answer: jobView,
    handle: async (entry) => {
      const { stores, house, body, actor } = entry;
      const job = await present(entry, entry.params.id);
      if (orderOfSubject(job.subject) === null) throw notDecidable();
      if (job.state === 'running' || job.state === 'completed') throw notNow(job.state);
      const before = orderDecision.parse((await stores.jobs.decisionOn(job.subject)) ?? {});
      const decision = merged(before, body);
      const now = house.clock.now();
      await stores.jobs.decide(job.subject, { decision, by: actor.label, now });
      const changed = await stores.jobs.retry([job.id], now);
      return afterChange(entry, { id: job.id, changed, action: 'job.resolve', detail: { ...body } });
    },
  }),
  route({
    method: 'post',
    path: '/v1/jobs/{id}/skip',
    summary: 'Set a job aside for good, with a reason',
    tag: 'Jobs',
    role: 'operator',
    params: one,
    body: z.strictObject({ reason }),
    example: { params: { id: exampleId }, body: { reason: 'Entered by hand' } },
    answer: jobView,
    handle: async (entry) => {
      await present(entry, entry.params.id);
      const how = { reason: entry.body.reason, by: entry.actor.label, now: entry.house.clock.now() };
      const changed = await entry.stores.jobs.skip([entry.params.id], how);
      return afterChange(entry, {
        id: entry.params.id,
        changed,
        action: 'job.skip',
        detail: { reason: how.reason },
      });
    },
  }),
];

function merged(before: z.output<typeof orderDecision>, added: z.output<typeof orderDecision>) {
  return {
    ...before,
    ...added,
    ...(before.products || added.products ? { products: { ...before.products, ...added.products } } : {}),
    ...(before.taxes || added.taxes ? { taxes: { ...before.taxes, ...added.taxes } } : {}),
  };
}

async function present({ stores }: MemberEntry, jobId: JobId) {
  const job = await stores.jobs.get(jobId);
  if (job === null) throw problem('not-found');
  return job;
}

interface Change {
  id: JobId;
  changed: readonly JobId[];
  action: string;
  detail: Record<string, unknown>;
}

async function afterChange(entry: MemberEntry, { id: jobId, changed, action, detail }: Change) {
  const job = await present(entry, jobId);
  if (changed.length === 0) throw notNow(job.state);
  await audit(entry, { action, target: job.subject, detail: { jobId, ...detail } });
  if (job.state === 'waiting') await entry.house.wake(entry.tenant.id, jobId);
  return viewJob(job, entry.locale);
}

function notNow(state: string): Problem {
  return new Problem({
    status: 409,
    code: 'not-now',
    message: {
      it: `Non si può adesso: il lavoro è nello stato ${state}.`,
      en: `Not possible now: the job is ${state}.`,
    },
    hint: {
      it: 'Ricarica: un lavoro in corso o completato, o superato da notizie più recenti, non si riapre.',
      en: 'Reload: a job that runs, is completed, or was overtaken by newer news is not opened again.',
    },
  });
}

function notDecidable(): Problem {
  return new Problem({
    status: 422,
    code: 'not-decidable',
    message: {
      it: 'Questo lavoro non aspetta una decisione su un ordine.',
      en: 'This job does not wait for a decision on an order.',
    },
    hint: { it: 'Usa Riprova oppure Salta.', en: 'Use Retry or Skip.' },
  });
}
