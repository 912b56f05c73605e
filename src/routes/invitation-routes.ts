import { z } from 'zod';
import { invitePerson, openInvitations, withdrawInvitation } from '../tenants/invite-person.ts';
import * as fields from './fields.ts';
import { problem } from './problem.ts';
import { route, type RouteModule } from './route.ts';

const tag = 'People';
const view = z.object({
  id: z.string(),
  email: z.string(),
  role: fields.role,
  invitedBy: z.string(),
  expiresAt: fields.time,
});

const list = route({
  method: 'get',
  path: '/v1/invitations',
  summary: 'Invitations that nobody has accepted yet',
  tag,
  role: 'administrator',
  answer: z.object({ items: z.array(view), nextCursor: z.null() }),
  handle: async (entry) => ({ items: await openInvitations(entry), nextCursor: null }),
});

const invite = route({
  method: 'post',
  path: '/v1/invitations',
  summary: 'Invite somebody by mail',
  tag,
  role: 'owner',
  who: 'people',
  body: z.strictObject({ email: fields.email, role: fields.role }),
  example: { body: { email: 'collega@example.it', role: 'operator' } },
  status: 201,
  answer: view,
  handle: (entry) => invitePerson(entry, entry.body),
});

const withdraw = route({
  method: 'delete',
  path: '/v1/invitations/{id}',
  summary: 'Withdraw an invitation',
  tag,
  role: 'owner',
  who: 'people',
  params: z.object({ id: z.string().regex(/^inv_[0-9a-f]{32}$/) }),
  example: { params: { id: `inv_${'0'.repeat(32)}` } },
  handle: async (entry) => {
    if (!(await withdrawInvitation(entry, entry.params.id))) throw problem('not-found');
  },
});

export const invitationRoutes: RouteModule = [list, invite, withdraw];
