import { day } from '../kit/clock.ts';
import { newId } from '../kit/ids.ts';
import { hashPassword } from '../kit/password.ts';
import type { Locale } from '../kit/text.ts';
import type { PersonId, TenantId } from '../trade/ids.ts';
import type { Desk } from './desk.ts';
import { fromAddress, signUpOf } from './limits.ts';
import { composeMail } from './mails.ts';
import { newSession } from './new-session.ts';
import { newTenant } from './new-tenant.ts';
import { newMailToken } from './new-token.ts';
import { countAttempt } from './throttle.ts';

export interface SignUp {
  company: string;
  email: string;
  password: string;
  locale: Locale;
  /** The caller's network address, where it tells callers apart. */
  address: string | null;
}

export const verificationLifetime = 3 * day;

/**
 * Makes a company and its owner, signed in, with a mail on its way that proves the address.
 *
 * It never looks whether the address is known, so its answer cannot tell: whoever signs up has a claim on the address,
 * and the mail decides. Throws SyncError `rate-limited`.
 */
export async function signUp(
  desk: Desk,
  { company, email, password, locale, address }: SignUp,
): Promise<{ tenant: { id: TenantId; slug: string }; token: string }> {
  await countAttempt(desk, [signUpOf(email), ...fromAddress('sign-up', address)]);
  const { clock, chance, directory } = desk;
  const passwordHash = await hashPassword(password, chance);
  const tenant = await newTenant(desk, { company, locale });
  const now = clock.now();
  const personId = newId<PersonId>('per', now, chance);
  const session = await newSession(desk, { personId, tenantId: tenant.id });
  const { token, tokenHash } = await newMailToken(chance);
  const link = `${desk.variables.PUBLIC_URL}/verify-email?token=${token}`;
  await directory.tenants.signUp({
    tenant,
    person: { id: personId, email, passwordHash, locale, createdAt: now },
    membership: { tenantId: tenant.id, personId, role: 'owner', createdAt: now },
    session: session.row,
    token: {
      tokenHash,
      personId,
      purpose: 'verify-email',
      expiresAt: now + verificationLifetime,
      createdAt: now,
    },
    mail: composeMail('verify-email', { recipient: email, locale, company, link }, { now, chance }),
  });
  return { tenant: { id: tenant.id, slug: tenant.slug }, token: session.token };
}
