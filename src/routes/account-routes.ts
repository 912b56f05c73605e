import { z } from 'zod';
import { changePassword } from '../tenants/reset-password.ts';
import { resendVerification } from '../tenants/verify-email.ts';
import { entranceProblem } from './entrance-problems.ts';
import * as fields from './fields.ts';
import { personOf, personRowOf } from './person.ts';
import { type MemberEntry, route, type RouteModule } from './route.ts';

const tag = 'Account';

const meView = z.object({
  kind: z.enum(['person', 'key']),
  id: z.string(),
  label: z.string(),
  role: fields.role,
  locale: fields.locale,
  emailVerified: z.boolean().nullable(),
  secondFactor: z.boolean().nullable(),
  tenant: z.object({ id: z.string(), slug: z.string(), company: z.string() }),
  companies: z.array(z.object({ slug: z.string(), company: z.string(), role: fields.role })),
});

const me = route({
  method: 'get',
  path: '/v1/me',
  summary: 'Who calls, and in which company',
  tag,
  role: 'read-only',
  answer: meView,
  handle: viewMe,
});

const change = route({
  method: 'patch',
  path: '/v1/me',
  summary: 'Change one’s own language',
  tag,
  role: 'read-only',
  who: 'people',
  body: z.strictObject({ locale: fields.locale }),
  example: { body: { locale: 'en' } },
  answer: meView,
  handle: async (entry) => {
    const { house, actor, body } = entry;
    await house.directory.people.setLocale(personOf(actor).id, body.locale);
    return viewMe({ ...entry, actor: { ...actor, locale: body.locale } });
  },
});

const password = route({
  method: 'post',
  path: '/v1/me/password',
  summary: 'Change one’s own password; all other sessions end',
  tag,
  role: 'read-only',
  who: 'people',
  body: z.strictObject({ current: fields.password, password: fields.newPassword }),
  example: { body: { current: 'quella di prima', password: 'una frase che ricordo' } },
  handle: async (entry) => {
    const keepSession = personOf(entry.actor).sessionId;
    const row = await personRowOf(entry);
    const result = await changePassword(entry.house, row, { ...entry.body, keepSession });
    if (result.outcome === 'refused') throw entranceProblem('wrong-password');
  },
});

const resend = route({
  method: 'post',
  path: '/v1/me/email-verification',
  summary: 'Have the mail that proves one’s address sent again',
  tag,
  role: 'read-only',
  who: 'people',
  status: 202,
  handle: async (entry) => resendVerification(entry, personOf(entry.actor).id),
});

export const accountRoutes: RouteModule = [me, change, password, resend];

async function viewMe(entry: MemberEntry) {
  const { house, actor, tenant } = entry;
  const { kind, id, label, role, locale } = actor;
  const row = kind === 'person' ? await personRowOf(entry) : null;
  const companies = row === null ? [] : await house.directory.memberships.of(row.id);
  return {
    kind,
    id,
    label,
    role,
    locale,
    emailVerified: row === null ? null : row.emailVerifiedAt !== null,
    secondFactor: row === null ? null : row.totpEnabledAt !== null,
    tenant: { id: tenant.id, slug: tenant.slug, company: tenant.company },
    companies,
  };
}
