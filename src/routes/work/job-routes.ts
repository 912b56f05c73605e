import { z } from 'zod';
import { toIso } from '../../kit/clock.ts';
import type { JobId } from '../../trade/ids.ts';
import { atLeast } from '../../tenants/roles.ts';
import { problem } from '../problem.ts';
import { route, type RouteModule } from '../route.ts';
import { audit } from './audit.ts';
import { afterChange, present, setAside, takeUpAgain, tellOrders } from './job-change.ts';
import { jobState, jobView, rawOf, viewJob } from './job-views.ts';
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
      /** What Poleepo sent, where it was not understood; for those alone who may work on jobs. */
      raw: z.string().nullable(),
    }),
    handle: async ({ stores, params, locale, actor }) => {
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
      const raw = atLeast(actor.role, 'operator') ? rawOf(job) : null;
      return { ...viewJob(job, locale), attemptsMade, decision, raw };
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
      const job = await present(entry, entry.params.id);
      const changed = [...(await takeUpAgain(entry, [job.id])).keys()];
      return afterChange(entry, { id: job.id, changed, action: 'job.retry', detail: {} });
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
      const opened = await takeUpAgain(entry, ids);
      const changed = [...opened.keys()];
      await tellOrders(entry, opened, 'job.retry');
      await audit(entry, { action: 'job.retry', target: `${changed.length} jobs`, detail: { ids: changed } });
      const [first] = changed;
      if (first !== undefined) await house.wake(tenant.id, first);
      return { retried: changed.length };
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
      const job = await present(entry, entry.params.id);
      const how = { reason: entry.body.reason, by: entry.actor.label, now: entry.house.clock.now() };
      const changed = await entry.stores.jobs.skip([job.id], how);
      if (changed.length > 0) await setAside(entry, job.subject);
      return afterChange(entry, { id: job.id, changed, action: 'job.skip', detail: { reason: how.reason } });
    },
  }),
];
