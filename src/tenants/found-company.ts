import type { Locale } from '../kit/text.ts';
import type { PersonId, TenantId } from '../trade/ids.ts';
import { signUpOf } from './limits.ts';
import type { Desk } from './desk.ts';
import { newSession } from './new-session.ts';
import { newTenant } from './new-tenant.ts';
import { countAttempt } from './throttle.ts';

/** One more company of somebody who is signed in, and a session in it. Throws SyncError `rate-limited`. */
export async function foundCompany(
  desk: Desk,
  { personId, company, locale }: { personId: PersonId; company: string; locale: Locale },
): Promise<{ tenant: { id: TenantId; slug: string }; token: string }> {
  await countAttempt(desk, [signUpOf(personId)]);
  const tenant = await newTenant(desk, { company, locale });
  const session = await newSession(desk, { personId, tenantId: tenant.id });
  const membership = { tenantId: tenant.id, personId, role: 'owner' as const, createdAt: tenant.createdAt };
  await desk.directory.tenants.found({ tenant, membership, session: session.row });
  return { tenant: { id: tenant.id, slug: tenant.slug }, token: session.token };
}
