import { z } from 'zod';
import {
  createWebhook,
  editWebhook,
  removeWebhook,
  rotateWebhookSecret,
  viewWebhook,
  webhookEvents,
} from '../tenants/webhooks.ts';
import type { WebhookId } from '../trade/ids.ts';
import { entranceProblem } from './entrance-problems.ts';
import { problem } from './problem.ts';
import { route, type RouteModule } from './route.ts';
import { webhookView } from './webhook-view.ts';

const tag = 'Webhooks';
const one = z.object({
  id: z
    .string()
    .regex(/^whk_[0-9a-f]{32}$/)
    .transform((text) => text as WebhookId),
});
const exampleId = { id: `whk_${'0'.repeat(32)}` };
const name = z
  .string()
  .max(64)
  .regex(/^[^\s\p{C}]+$/u);
const secret = z.string().min(1).max(500);
const events = z.array(z.enum(webhookEvents)).min(1).max(10);
const schemes = ['hmac-hex', 'hmac-base64', 'standard-webhooks', 'shared-secret'] as const;

const list = route({
  method: 'get',
  path: '/v1/webhooks',
  summary: 'The company’s webhooks, without their secrets',
  tag,
  role: 'read-only',
  answer: z.object({ items: z.array(webhookView), nextCursor: z.null() }),
  handle: async ({ house, tenant }) => {
    const webhooks = await house.directory.webhooks.list(tenant.id);
    return { items: webhooks.map((webhook) => viewWebhook(house, webhook)), nextCursor: null };
  },
});

const create = route({
  method: 'post',
  path: '/v1/webhooks',
  summary: 'Make a webhook; its url goes into Poleepo',
  tag,
  role: 'administrator',
  body: z.strictObject({ name, secret, events }),
  example: { body: { name: 'ordini', secret: 'segreto-di-esempio', events: ['STATUS_ORDER'] } },
  status: 201,
  answer: z.object({ id: z.string(), url: z.string() }),
  handle: async (entry) => {
    const created = await createWebhook(entry, entry.body);
    if (created.outcome === 'name-taken') throw entranceProblem('name-taken');
    return created;
  },
});

const get = route({
  method: 'get',
  path: '/v1/webhooks/{id}',
  summary: 'One webhook, without its secrets',
  tag,
  role: 'read-only',
  params: one,
  example: { params: exampleId },
  answer: webhookView,
  handle: async ({ house, tenant, params }) => {
    const webhook = await house.directory.webhooks.get(tenant.id, params.id);
    if (webhook === null) throw problem('not-found');
    return viewWebhook(house, webhook);
  },
});

const edit = route({
  method: 'patch',
  path: '/v1/webhooks/{id}',
  summary: 'Change a webhook; what is left out stays',
  tag,
  role: 'administrator',
  params: one,
  body: z.strictObject({
    name: name.optional(),
    events: events.optional(),
    active: z.boolean().optional(),
    trust: z.enum(['signature', 'address']).optional(),
    pinnedScheme: z.enum(schemes).nullish(),
  }),
  example: { params: exampleId, body: { active: false } },
  answer: webhookView,
  handle: async (entry) => {
    const edited = await editWebhook(entry, entry.params.id, entry.body);
    if (edited.outcome === 'not-found') throw problem('not-found');
    if (edited.outcome === 'name-taken') throw entranceProblem('name-taken');
    return viewWebhook(entry.house, edited.webhook);
  },
});

const rotate = route({
  method: 'post',
  path: '/v1/webhooks/{id}/rotate',
  summary: 'Give a webhook another secret; the one before stays good for a while',
  tag,
  role: 'administrator',
  params: one,
  body: z.strictObject({ secret, keepPreviousForHours: z.int().min(0).max(168).default(24) }),
  example: { params: exampleId, body: { secret: 'altro-segreto', keepPreviousForHours: 24 } },
  answer: webhookView,
  handle: async (entry) => {
    const webhook = await rotateWebhookSecret(entry, entry.params.id, entry.body);
    if (webhook === null) throw problem('not-found');
    return viewWebhook(entry.house, webhook);
  },
});

const remove = route({
  method: 'delete',
  path: '/v1/webhooks/{id}',
  summary: 'End a webhook; messages that came by it stay',
  tag,
  role: 'administrator',
  params: one,
  example: { params: exampleId },
  handle: async (entry) => {
    if (!(await removeWebhook(entry, entry.params.id))) throw problem('not-found');
  },
});

export const webhookRoutes: RouteModule = [list, create, get, edit, rotate, remove];
