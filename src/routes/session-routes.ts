import { z } from 'zod';
import { toIso } from '../kit/clock.ts';
import { enterCompany } from '../tenants/enter-company.ts';
import { signIn } from '../tenants/sign-in.ts';
import { entranceProblem } from './entrance-problems.ts';
import * as fields from './fields.ts';
import { personOf } from './person.ts';
import { problem } from './problem.ts';
import { publicRoute, route, type RouteModule } from './route.ts';

const companyView = z.object({ id: z.string(), slug: z.string(), company: z.string(), role: fields.role });
const opened = z.object({
  token: z.string(),
  expiresAt: fields.time,
  tenant: z.object({ id: z.string(), slug: z.string() }),
});
const slug = z.string().min(1).max(60);

const open = publicRoute({
  method: 'post',
  path: '/v1/sessions',
  summary: 'Sign in',
  tag: 'Entrance',
  publicBecause: 'It is how one signs in.',
  body: z.strictObject({
    email: fields.email,
    password: fields.password,
    tenant: slug.optional(),
    code: fields.code.optional(),
  }),
  example: { body: { email: 'titolare@example.it', password: 'una frase che ricordo' } },
  answer: opened.extend({ companies: z.array(companyView) }),
  handle: async ({ house, body, address }) => {
    const result = await signIn(house, { ...body, address });
    if (result.outcome === 'refused') throw entranceProblem('sign-in-refused');
    if (result.outcome !== 'signed-in') throw entranceProblem(result.outcome);
    const { token, company, companies, expiresAt } = result;
    return {
      token,
      expiresAt: toIso(expiresAt),
      tenant: { id: company.tenantId, slug: company.slug },
      companies: companies.map(({ tenantId: id, ...rest }) => ({ id, ...rest })),
    };
  },
});

const enter = route({
  method: 'post',
  path: '/v1/sessions/current/company',
  summary: 'Enter another company that one belongs to, with a session of its own',
  tag: 'Entrance',
  role: 'read-only',
  who: 'people',
  body: z.strictObject({ tenant: slug }),
  example: { body: { tenant: 'bottega-esempio' } },
  answer: opened,
  handle: async ({ house, actor, body }) => {
    const entered = await enterCompany(house, { personId: personOf(actor).id, slug: body.tenant });
    if (entered === null) throw problem('not-found');
    return { ...entered, expiresAt: toIso(entered.expiresAt) };
  },
});

const end = route({
  method: 'delete',
  path: '/v1/sessions/current',
  summary: 'Sign out',
  tag: 'Entrance',
  role: 'read-only',
  who: 'people',
  handle: async ({ house, actor }) => {
    await house.directory.sessions.revoke(personOf(actor).sessionId, house.clock.now());
  },
});

const endAll = route({
  method: 'delete',
  path: '/v1/sessions',
  summary: 'End all sessions of oneself, in all companies',
  tag: 'Entrance',
  role: 'read-only',
  who: 'people',
  handle: async ({ house, actor }) => {
    await house.directory.sessions.revokeAll(personOf(actor).id, house.clock.now());
  },
});

export const sessionRoutes: RouteModule = [open, enter, end, endAll];
