import { hour } from '../kit/clock.ts';
import { sha256Hex } from '../kit/hashing.ts';
import { hashPassword, passwordMatches } from '../kit/password.ts';
import type { PersonRow } from '../store/directory/person-rows.ts';
import type { PersonId, SessionId } from '../trade/ids.ts';
import type { Desk } from './desk.ts';
import { fromAddress, resetOf, signInOf } from './limits.ts';
import { composeMail } from './mails.ts';
import { newMailToken } from './new-token.ts';
import { countAttempt, forgetAttempts } from './throttle.ts';

const lifetime = hour;
const nobody = 'nobody' as PersonId;

/** Mails a link to choose a new password to the address, if an account claims it. The same answer and the same writes if none does. */
export async function askPasswordReset(
  desk: Desk,
  { email, address }: { email: string; address: string | null },
): Promise<void> {
  await countAttempt(desk, [resetOf(email), ...fromAddress('reset', address)]);
  const { clock, chance, directory, variables } = desk;
  const [person] = await directory.people.claimants(email, { limit: 1 });
  const [company] = await directory.memberships.of(person?.id ?? nobody);
  const now = clock.now();
  const { token, tokenHash } = await newMailToken(chance);
  const link = `${variables.PUBLIC_URL}/reset-password?token=${token}`;
  const mail =
    person === undefined
      ? null
      : composeMail(
          'reset-password',
          { recipient: email, locale: person.locale, company: company?.company ?? '-', link },
          { now, chance },
        );
  await directory.tokens.add(
    {
      tokenHash,
      personId: person?.id ?? nobody,
      purpose: 'reset-password',
      expiresAt: now + lifetime,
      createdAt: now,
    },
    mail,
  );
}

/**
 * Sets a new password by the mailed token, and ends every session. An account whose address nobody had proven passes to
 * whoever reads that mail, without anything that the one before may have kept to come back by.
 */
export async function resetPassword(
  desk: Desk,
  { token, password }: { token: string; password: string },
): Promise<{ outcome: 'reset' } | { outcome: 'refused' }> {
  const { directory, clock, chance } = desk;
  const tokenHash = await sha256Hex(token);
  const personId = await directory.tokens.use(tokenHash, 'reset-password', clock.now());
  const person = personId === null ? null : await directory.people.get(personId);
  if (person === null) return { outcome: 'refused' };
  const passwordHash = await hashPassword(password, chance);
  const now = clock.now();
  if (person.emailVerifiedAt !== null) await directory.people.setPassword(person.id, { passwordHash, now });
  else if (await directory.people.verified(person.email)) return { outcome: 'refused' };
  else await directory.people.takeOver(person.id, { passwordHash, now });
  await forgetAttempts(desk, signInOf(person.email));
  return { outcome: 'reset' };
}

/** Whether somebody who is signed in knows their own password: asked before what a stolen session must not do. Throws SyncError `rate-limited`. */
export async function checkOwnPassword(desk: Desk, person: PersonRow, password: string): Promise<boolean> {
  await countAttempt(desk, [signInOf(person.email)]);
  return passwordMatches(password, person.passwordHash);
}

/** Changes the password of whoever is signed in and gives the present one; all their other sessions end. */
export async function changePassword(
  desk: Desk,
  person: PersonRow,
  input: { current: string; password: string; keepSession: SessionId },
): Promise<{ outcome: 'changed' } | { outcome: 'refused' }> {
  if (!(await checkOwnPassword(desk, person, input.current))) return { outcome: 'refused' };
  const passwordHash = await hashPassword(input.password, desk.chance);
  const { keepSession } = input;
  await desk.directory.people.setPassword(person.id, { passwordHash, now: desk.clock.now(), keepSession });
  return { outcome: 'changed' };
}
