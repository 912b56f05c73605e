import { z } from 'zod';
import { cronNames, crons } from '../../jobs/crons.ts';
import { fromIso, toIso } from '../../kit/clock.ts';
import { problem } from '../problem.ts';
import { route, type RouteModule } from '../route.ts';
import { jobState } from './job-views.ts';
import { listOf, paging } from './paging.ts';

const time = z.iso.datetime();

const callView = z.object({
  id: z.string(),
  at: time,
  direction: z.enum(['in', 'out']),
  side: z.string(),
  method: z.string(),
  endpoint: z.string(),
  status: z.int().nullable(),
  durationMs: z.int(),
  error: z.string().nullable(),
  jobId: z.string().nullable(),
});

const instant = z.iso.datetime({ offset: true }).transform((text) => fromIso(text) ?? 0);

export const healthRoutes: RouteModule = [
  route({
    method: 'get',
    path: '/v1/api-logs',
    summary: 'Every call made or received, newest first',
    tag: 'API log',
    role: 'read-only',
    query: z.object({
      ...paging,
      direction: z.enum(['in', 'out']).optional(),
      status: z.coerce.number().int().min(100).max(599).optional(),
      since: instant.optional(),
      side: z.enum(['odoo', 'poleepo']).optional(),
    }),
    answer: listOf(callView),
    handle: async ({ stores, query }) => {
      const page = await stores.apiLog.list(query);
      return { ...page, items: page.items.map((call) => ({ ...call, at: toIso(call.at) })) };
    },
  }),
  route({
    method: 'get',
    path: '/v1/api-logs/{id}',
    summary: 'One call with its bodies, secrets and personal data masked',
    tag: 'API log',
    role: 'operator',
    params: z.object({ id: z.string().regex(/^call_[0-9a-f]{32}$/) }),
    example: { params: { id: `call_${'0'.repeat(32)}` } },
    answer: callView.extend({ request: z.string().nullable(), response: z.string().nullable() }),
    handle: async ({ stores, params }) => {
      const call = await stores.apiLog.get(params.id);
      if (call === null) throw problem('not-found');
      return { ...call, at: toIso(call.at) };
    },
  }),
  route({
    method: 'get',
    path: '/v1/crons',
    summary: 'Every cron: its cadence and when it last ran',
    tag: 'Health',
    role: 'read-only',
    answer: z.object({
      items: z.array(
        z.object({
          cron: cronNames,
          name: z.string(),
          expression: z.string(),
          lastRunAt: time.nullable(),
          result: z.string().nullable(),
        }),
      ),
      nextCursor: z.null(),
    }),
    handle: async ({ house, stores, locale }) => {
      const [everywhere, here] = await Promise.all([house.cronTicks(), stores.notices.cronRuns()]);
      const items = cronNames.options.map((cron) => {
        const last = here.find((run) => run.cron === cron) ?? everywhere.find((tick) => tick.cron === cron);
        const { name, expression } = crons[cron];
        return {
          cron,
          name: name[locale],
          expression,
          lastRunAt: last === undefined ? null : toIso(last.startedAt),
          result: last?.result ?? null,
        };
      });
      return { items, nextCursor: null };
    },
  }),
  route({
    method: 'get',
    path: '/v1/alerts',
    summary: 'What needs somebody now',
    tag: 'Health',
    role: 'read-only',
    answer: listOf(
      z.object({
        id: z.string(),
        kind: z.string(),
        subject: z.string(),
        count: z.int(),
        raisedAt: time,
        lastAt: time,
        detail: z.record(z.string(), z.unknown()),
      }),
    ),
    handle: async ({ stores }) => {
      const items = (await stores.notices.alerts(200)).map((alert) => ({
        ...alert,
        raisedAt: toIso(alert.raisedAt),
        lastAt: toIso(alert.lastAt),
      }));
      return { items, nextCursor: null };
    },
  }),
  route({
    method: 'get',
    path: '/v1/health',
    summary: 'How both sides and the queue are',
    tag: 'Health',
    role: 'read-only',
    answer: z.object({
      sides: z.array(
        z.object({
          side: z.enum(['odoo', 'poleepo']),
          connected: z.boolean(),
          pausedUntil: time.nullable(),
          reason: z.string().nullable(),
        }),
      ),
      jobs: z.partialRecord(jobState, z.int()),
      lastWebhookAt: time.nullable(),
    }),
    handle: async ({ stores }) => {
      const [rows, jobs, last] = await Promise.all([
        stores.connections.all(),
        stores.jobs.countByState(),
        stores.messages.lastReceivedAt(),
      ]);
      const sides = (['odoo', 'poleepo'] as const).map((side) => {
        const row = rows.find((candidate) => candidate.side === side);
        const pausedUntil = row?.pausedUntil == null ? null : toIso(row.pausedUntil);
        return { side, connected: row?.active === true, pausedUntil, reason: row?.pauseReason ?? null };
      });
      return { sides, jobs, lastWebhookAt: last === null ? null : toIso(last) };
    },
  }),
];
