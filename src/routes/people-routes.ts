import { z } from 'zod';
import { changeRole, listPeople, type PeopleChange, removePerson } from '../tenants/manage-people.ts';
import type { PersonId } from '../trade/ids.ts';
import { entranceProblem } from './entrance-problems.ts';
import * as fields from './fields.ts';
import { problem } from './problem.ts';
import { route, type RouteModule } from './route.ts';

const tag = 'People';
const one = z.object({
  id: z
    .string()
    .regex(/^per_[0-9a-f]{32}$/)
    .transform((text) => text as PersonId),
});
const exampleId = { id: `per_${'0'.repeat(32)}` };

const list = route({
  method: 'get',
  path: '/v1/people',
  summary: 'Who works in the company',
  tag,
  role: 'administrator',
  answer: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        email: z.string(),
        role: fields.role,
        emailVerified: z.boolean(),
        secondFactor: z.boolean(),
        joinedAt: fields.time,
      }),
    ),
    nextCursor: z.null(),
  }),
  handle: async (entry) => ({ items: await listPeople(entry), nextCursor: null }),
});

const change = route({
  method: 'patch',
  path: '/v1/people/{id}',
  summary: 'Change somebody’s role',
  tag,
  role: 'owner',
  who: 'people',
  params: one,
  body: z.strictObject({ role: fields.role }),
  example: { params: exampleId, body: { role: 'operator' } },
  handle: async (entry) => done(await changeRole(entry, entry.params.id, entry.body.role)),
});

const remove = route({
  method: 'delete',
  path: '/v1/people/{id}',
  summary: 'Take somebody out of the company',
  tag,
  role: 'owner',
  who: 'people',
  params: one,
  example: { params: exampleId },
  handle: async (entry) => done(await removePerson(entry, entry.params.id)),
});

export const peopleRoutes: RouteModule = [list, change, remove];

function done({ outcome }: PeopleChange): void {
  if (outcome === 'not-found') throw problem('not-found');
  if (outcome === 'last-owner') throw entranceProblem('last-owner');
}
