import type { PersonId, TenantId } from '../trade/ids.ts';
import type { Desk } from './desk.ts';
import { newSession } from './new-session.ts';

/** Opens a session of somebody who is signed in, in another company of theirs. Null where they do not belong to it. */
export async function enterCompany(
  desk: Desk,
  { personId, slug }: { personId: PersonId; slug: string },
): Promise<{ token: string; expiresAt: number; tenant: { id: TenantId; slug: string } } | null> {
  const companies = await desk.directory.memberships.of(personId);
  const company = companies.find((one) => one.slug === slug);
  if (company === undefined) return null;
  const session = await newSession(desk, { personId, tenantId: company.tenantId });
  await desk.directory.sessions.add(session.row);
  const tenant = { id: company.tenantId, slug: company.slug };
  return { token: session.token, expiresAt: session.row.expiresAt, tenant };
}
