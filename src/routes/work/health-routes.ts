import { z } from 'zod';
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
