import { sha256Hex } from '../kit/hashing.ts';
import type { PersonId } from '../trade/ids.ts';
import type { Desk, Office } from './desk.ts';
import { verificationOf } from './limits.ts';
import { composeMail } from './mails.ts';
import { newMailToken } from './new-token.ts';
import { verificationLifetime } from './sign-up.ts';
import { countAttempt } from './throttle.ts';

/**
 * Proves an address by the token that was mailed to it. Where an account has proven the same address before, the company
 * joins that account and the new claim ends.
 */
export async function verifyEmail(
  { directory, clock }: Desk,
  token: string,
): Promise<{ outcome: 'verified' } | { outcome: 'refused' }> {
  const now = clock.now();
  const personId = await directory.tokens.use(await sha256Hex(token), 'verify-email', now);
  const holder = personId === null ? null : await directory.people.verify(personId, now);
  return { outcome: holder === null ? 'refused' : 'verified' };
}

/** Sends the mail again to whoever is signed in; the link before is good no more. Nothing to do for a proven address. */
export async function resendVerification({ house, tenant }: Office, personId: PersonId): Promise<void> {
  await countAttempt(house, [verificationOf(personId)]);
  const person = await house.directory.people.get(personId);
  if (person === null || person.emailVerifiedAt !== null) return;
  const { clock, chance, directory, variables } = house;
  const now = clock.now();
  const { token, tokenHash } = await newMailToken(chance);
  const facts = {
    recipient: person.email,
    locale: person.locale,
    company: tenant.company,
    link: `${variables.PUBLIC_URL}/verify-email?token=${token}`,
  };
  await directory.tokens.add(
    { tokenHash, personId, purpose: 'verify-email', expiresAt: now + verificationLifetime, createdAt: now },
    composeMail('verify-email', facts, { now, chance }),
  );
}
