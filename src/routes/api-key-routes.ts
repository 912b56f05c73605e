import { z } from 'zod';
import { createApiKey, listApiKeys, revokeApiKey } from '../tenants/api-keys.ts';
import { atLeast } from '../tenants/roles.ts';
import type { ApiKeyId } from '../trade/ids.ts';
import * as fields from './fields.ts';
import { problem } from './problem.ts';
import { route, type RouteModule } from './route.ts';

const tag = 'API keys';

/** What is an owner's alone, a program does not do. */
const keyRole = z.enum(['read-only', 'operator', 'administrator']);

const list = route({
  method: 'get',
  path: '/v1/api-keys',
  summary: 'The company’s API keys, without the keys themselves',
  tag,
  role: 'administrator',
  answer: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        role: fields.role,
        hint: z.string(),
        createdAt: fields.time,
        lastUsedAt: fields.time.nullable(),
      }),
    ),
    nextCursor: z.null(),
  }),
  handle: async (entry) => ({ items: await listApiKeys(entry), nextCursor: null }),
});

const create = route({
  method: 'post',
  path: '/v1/api-keys',
  summary: 'Make an API key; the key is shown this once',
  tag,
  role: 'administrator',
  who: 'people',
  body: z.strictObject({ name: fields.name, role: keyRole }),
  example: { body: { name: 'Magazzino', role: 'operator' } },
  status: 201,
  answer: z.object({ id: z.string(), key: z.string() }),
  handle: async (entry) => {
    if (!atLeast(entry.actor.role, entry.body.role)) throw problem('too-small-role');
    return createApiKey(entry, entry.body);
  },
});

const revoke = route({
  method: 'delete',
  path: '/v1/api-keys/{id}',
  summary: 'End an API key at once',
  tag,
  role: 'administrator',
  who: 'people',
  params: z.object({
    id: z
      .string()
      .regex(/^key_[0-9a-f]{32}$/)
      .transform((text) => text as ApiKeyId),
  }),
  example: { params: { id: `key_${'0'.repeat(32)}` } },
  handle: async (entry) => {
    if (!(await revokeApiKey(entry, entry.params.id))) throw problem('not-found');
  },
});

export const apiKeyRoutes: RouteModule = [list, create, revoke];
