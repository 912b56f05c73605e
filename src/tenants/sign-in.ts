import type { CompanyOfPerson } from '../store/directory/membership-rows.ts';
import type { PersonRow } from '../store/directory/person-rows.ts';
import { claimantsTried, whoHasPassword } from './check-password.ts';
import type { Desk } from './desk.ts';
import { fromAddress, signInOf } from './limits.ts';
import { newSession } from './new-session.ts';
import { secondFactorAccepts } from './second-factor.ts';
import { countAttempt, forgetAttempts } from './throttle.ts';

export interface SignIn {
  email: string;
  password: string;
  /** The slug of the company to enter; the oldest of the person's where it is absent. */
  tenant?: string | undefined;
  /** Of the second factor, or a recovery code. */
  code?: string | undefined;
  address: string | null;
}

export type SignedIn =
  | {
      outcome: 'signed-in';
      token: string;
      expiresAt: number;
      company: CompanyOfPerson;
      companies: CompanyOfPerson[];
    }
  | { outcome: 'refused' }
  | { outcome: 'code-needed' }
  | { outcome: 'code-refused' };

/**
 * Opens a session. Wrong password, unknown address and a company that one does not belong to are the same refusal, after
 * the same work. Throws SyncError `rate-limited`, counted before any hashing.
 */
export async function signIn(desk: Desk, input: SignIn): Promise<SignedIn> {
  const { email, tenant: slug } = input;
  await countAttempt(desk, [signInOf(email), ...fromAddress('sign-in', input.address)]);
  const claimants = await desk.directory.people.claimants(email, { slug, limit: claimantsTried });
  const person = await whoHasPassword(claimants, input.password);
  if (person === null) return { outcome: 'refused' };
  const companies = await desk.directory.memberships.of(person.id);
  const company = companies.find((one) => slug === undefined || one.slug === slug);
  if (company === undefined) return { outcome: 'refused' };
  const second = await passSecondFactor(desk, person, input.code);
  if (second !== 'passed') return { outcome: second };
  // Who has only claimed the address must not clear the counter that guards its true owner.
  if (person.emailVerifiedAt !== null) await forgetAttempts(desk, signInOf(email));
  const session = await newSession(desk, { personId: person.id, tenantId: company.tenantId });
  await desk.directory.sessions.add(session.row);
  return {
    outcome: 'signed-in',
    token: session.token,
    expiresAt: session.row.expiresAt,
    company,
    companies,
  };
}

/** Whether somebody whose password was right may go on. */
export async function passSecondFactor(
  desk: Desk,
  person: PersonRow,
  code: string | undefined,
): Promise<'passed' | 'code-needed' | 'code-refused'> {
  if (person.totpEnabledAt === null) return 'passed';
  if (code === undefined) return 'code-needed';
  return (await secondFactorAccepts(desk, person, code)) ? 'passed' : 'code-refused';
}
