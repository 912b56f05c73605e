import { z } from 'zod';
import { toIso } from '../../kit/clock.ts';
import type { MessageRow } from '../../store/message-store.ts';
import type { MessageId } from '../../trade/ids.ts';
import { Problem, problem } from '../problem.ts';
import { type MemberEntry, route, type RouteModule } from '../route.ts';
import { audit } from './audit.ts';
import { takeUpAgain, tellOrders } from './job-change.ts';
import { jobState, jobView, viewJob } from './job-views.ts';
import { listOf, paging } from './paging.ts';

const id = z
  .string()
  .regex(/^msg_[0-9a-f]{32}$/)
  .transform((text) => text as MessageId);
const one = z.object({ id });
const example = { params: { id: `msg_${'0'.repeat(32)}` } };

const messageView = z.object({
  id: z.string(),
  webhookId: z.string(),
  eventId: z.string().nullable(),
  event: z.string(),
  subject: z.string(),
  /** The signature scheme that verified, or `address`. */
  trust: z.string(),
  state: jobState.nullable(),
  jobId: z.string().nullable(),
  receivedAt: z.iso.datetime(),
});

const refusedView = z.object({
  id: z.string(),
  webhookId: z.string(),
  reason: z.string(),
  status: z.int(),
  count: z.int(),
  headers: z.record(z.string(), z.string()),
  payload: z.string(),
  receivedAt: z.iso.datetime(),
});

export const messageRoutes: RouteModule = [
  route({
    method: 'get',
    path: '/v1/webhook-messages',
    summary: 'The webhook queue, newest first',
    tag: 'Webhook queue',
    role: 'read-only',
    query: z.object({ ...paging, state: jobState.optional() }),
    answer: listOf(messageView),
    handle: async ({ stores, query }) => {
      const page = await stores.messages.list(query);
      return { ...page, items: page.items.map(view) };
    },
  }),
  route({
    method: 'get',
    path: '/v1/webhook-messages/refused',
    summary: 'Messages that were turned away: samples, and how many of their kind each stands for',
    tag: 'Webhook queue',
    role: 'read-only',
    query: z.object(paging),
    answer: listOf(refusedView),
    handle: async ({ stores, query }) => {
      const page = await stores.messages.refused(query);
      return { ...page, items: page.items.map((row) => ({ ...row, receivedAt: toIso(row.receivedAt) })) };
    },
  }),
  route({
    method: 'get',
    path: '/v1/webhook-messages/{id}',
    summary: 'One message with its payload, headers and attempts',
    tag: 'Webhook queue',
    role: 'read-only',
    params: one,
    example,
    answer: messageView.extend({
      payload: z.string(),
      headers: z.record(z.string(), z.string()),
      job: jobView.nullable(),
      attempts: z.int(),
    }),
    handle: async ({ stores, params, locale }) => {
      const message = await stores.messages.get(params.id);
      if (message === null) throw problem('not-found');
      const job = message.jobId === null ? null : await stores.jobs.get(message.jobId);
      const { payload, headers } = message;
      return {
        ...view(message),
        payload,
        headers,
        job: job === null ? null : viewJob(job, locale),
        attempts: job?.runs ?? 0,
      };
    },
  }),
  route({
    method: 'post',
    path: '/v1/webhook-messages/{id}/retry',
    summary: 'Run the work of a message again now',
    tag: 'Webhook queue',
    role: 'operator',
    params: one,
    example,
    status: 202,
    answer: messageView,
    handle: async (entry) => {
      const { stores, params, house, tenant } = entry;
      const message = await stores.messages.get(params.id);
      if (message === null) throw problem('not-found');
      const opened = await takeUpAgain(entry, message.jobId === null ? [] : [message.jobId]);
      const [jobId] = opened.keys();
      if (jobId === undefined) throw notNow(message.state);
      await tellOrders(entry, opened, 'message.retry');
      await audit(entry, { action: 'message.retry', target: message.subject, detail: { jobId } });
      await house.wake(tenant.id, jobId);
      return view({ ...message, state: 'waiting' });
    },
  }),
  route({
    method: 'delete',
    path: '/v1/webhook-messages',
    summary: 'Remove messages whose work is completed',
    tag: 'Webhook queue',
    role: 'administrator',
    query: z.object({ state: z.enum(['completed', 'skipped']) }),
    example: { query: { state: 'completed' } },
    answer: z.object({ removed: z.int() }),
    handle: async (entry: MemberEntry & { query: { state: 'completed' | 'skipped' } }) => {
      const removed = await entry.stores.messages.remove(entry.query.state, entry.house.clock.now() + 1);
      await audit(entry, {
        action: 'message.remove',
        target: 'webhook queue',
        detail: { state: entry.query.state, removed },
      });
      return { removed };
    },
  }),
];

function view(message: MessageRow): z.output<typeof messageView> {
  const { id: messageId, webhookId, eventId, event, subject, trust, state, jobId } = message;
  return {
    id: messageId,
    webhookId,
    eventId,
    event,
    subject,
    trust,
    state,
    jobId,
    receivedAt: toIso(message.receivedAt),
  };
}

function notNow(state: string | null): Problem {
  return new Problem({
    status: 409,
    code: 'not-now',
    message: {
      it: `Il lavoro di questo messaggio è nello stato ${state ?? '–'}.`,
      en: `The work of this message is ${state ?? '–'}.`,
    },
    hint: {
      it: 'Un lavoro in corso o completato non si riapre: un nuovo messaggio ne crea un altro.',
      en: 'Work that runs or is completed is not opened again: a new message makes another.',
    },
  });
}
