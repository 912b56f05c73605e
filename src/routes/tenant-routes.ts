import { z } from 'zod';
import { fromIso, toIso } from '../kit/clock.ts';
import { audit } from '../tenants/audit.ts';
import { foundCompany } from '../tenants/found-company.ts';
import * as fields from './fields.ts';
import { personOf } from './person.ts';
import { problem } from './problem.ts';
import { type MemberEntry, route, type RouteModule } from './route.ts';

const tag = 'Company';
const view = z.object({
  id: z.string(),
  slug: z.string(),
  company: z.string(),
  locale: fields.locale,
  createdAt: fields.time,
});

const show = route({
  method: 'get',
  path: '/v1/tenant',
  summary: 'The company',
  tag,
  role: 'read-only',
  answer: view,
  handle: viewTenant,
});

const change = route({
  method: 'patch',
  path: '/v1/tenant',
  summary: 'Change the company’s name or language',
  tag,
  role: 'administrator',
  body: z.strictObject({ company: fields.company.optional(), locale: fields.locale.optional() }),
  example: { body: { locale: 'it' } },
  answer: view,
  handle: async (entry) => {
    const { company, locale } = entry.body;
    const edit = { ...(company !== undefined && { company }), ...(locale !== undefined && { locale }) };
    await entry.house.directory.tenants.update(entry.tenant.id, edit);
    await audit(entry, { action: 'company.change', target: entry.tenant.slug, detail: edit });
    return viewTenant(entry);
  },
});

const found = route({
  method: 'post',
  path: '/v1/tenants',
  summary: 'Sign one more company up, under the same account',
  tag,
  role: 'read-only',
  who: 'people',
  body: z.strictObject({ company: fields.company, locale: fields.locale.default('it') }),
  example: { body: { company: 'Seconda Bottega', locale: 'it' } },
  status: 201,
  answer: z.object({ tenant: z.object({ id: z.string(), slug: z.string() }), token: z.string() }),
  handle: ({ house, actor, body }) => foundCompany(house, { ...body, personId: personOf(actor).id }),
});

const auditLog = route({
  method: 'get',
  path: '/v1/audit-log',
  summary: 'Who changed what, newest first',
  tag,
  role: 'administrator',
  query: z.object({
    cursor: z.string().max(64).optional(),
    since: fields.time.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  answer: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        at: fields.time,
        actor: z.string(),
        action: z.string(),
        target: z.string(),
        detail: z.record(z.string(), z.unknown()),
      }),
    ),
    nextCursor: z.string().nullable(),
  }),
  handle: async ({ stores, query }) => {
    const since = query.since === undefined ? undefined : (fromIso(query.since) ?? undefined);
    const { items, nextCursor } = await stores.notices.auditLog({ ...query, since });
    return { items: items.map((row) => ({ ...row, at: toIso(row.at) })), nextCursor };
  },
});

export const tenantRoutes: RouteModule = [show, change, found, auditLog];

async function viewTenant({ house, tenant }: MemberEntry) {
  const row = await house.directory.tenants.get(tenant.id);
  if (row === null) throw problem('not-found');
  return { ...row, createdAt: toIso(row.createdAt) };
}
