import { newId } from '../kit/ids.ts';
import { sha256Hex } from '../kit/hashing.ts';
import { hashPassword } from '../kit/password.ts';
import type { Locale } from '../kit/text.ts';
import type { InvitationRow } from '../store/directory/invitation-rows.ts';
import type { PersonRow } from '../store/directory/person-rows.ts';
import type { PersonId, TenantId } from '../trade/ids.ts';
import { audit } from './audit.ts';
import { whoHasPassword } from './check-password.ts';
import type { Desk } from './desk.ts';
import { acceptanceOf, fromAddress, signInOf } from './limits.ts';
import { newSession } from './new-session.ts';
import { passSecondFactor } from './sign-in.ts';
import { countAttempt } from './throttle.ts';

export interface AcceptInvitation {
  token: string;
  password: string;
  code?: string | undefined;
  locale: Locale;
  address: string | null;
}

export type Accepted =
  | { outcome: 'joined'; tenant: { id: TenantId; slug: string }; token: string }
  /** The token is unknown, over, used or withdrawn. */
  | { outcome: 'no-invitation' }
  /** The address has an account, and this is not its password. */
  | { outcome: 'refused' }
  | { outcome: 'code-needed' }
  | { outcome: 'code-refused' };

/**
 * Joins a company by the token that was mailed. The token proves the address: a new account is verified at once; an
 * account that is there needs its own password, and its second factor if it has one. Throws SyncError `rate-limited`.
 */
export async function acceptInvitation(desk: Desk, input: AcceptInvitation): Promise<Accepted> {
  const { directory, clock } = desk;
  const tokenHash = await sha256Hex(input.token);
  await countAttempt(desk, [acceptanceOf(tokenHash), ...fromAddress('acceptance', input.address)]);
  const invitation = await directory.invitations.byToken(tokenHash, clock.now());
  if (invitation === null) return { outcome: 'no-invitation' };
  const known = await directory.people.verified(invitation.email);
  if (known === null) return join(desk, invitation, await newPerson(desk, invitation, input));
  await countAttempt(desk, [signInOf(invitation.email)]);
  if ((await whoHasPassword([known], input.password)) === null) return { outcome: 'refused' };
  const second = await passSecondFactor(desk, known, input.code);
  if (second !== 'passed') return { outcome: second };
  return join(desk, invitation, { id: known.id, row: null });
}

type NewPerson = Pick<PersonRow, 'email' | 'passwordHash' | 'locale'>;

async function newPerson(
  { chance, clock }: Desk,
  { email }: InvitationRow,
  { password, locale }: AcceptInvitation,
): Promise<{ id: PersonId; row: NewPerson }> {
  const passwordHash = await hashPassword(password, chance);
  return { id: newId<PersonId>('per', clock.now(), chance), row: { email, passwordHash, locale } };
}

async function join(
  desk: Desk,
  invitation: InvitationRow,
  person: { id: PersonId; row: NewPerson | null },
): Promise<Accepted> {
  const { directory, clock } = desk;
  const { tenantId } = invitation;
  const session = await newSession(desk, { personId: person.id, tenantId });
  const joined = await directory.invitations.accept({
    invitation,
    personId: person.id,
    newPerson: person.row,
    session: session.row,
    now: clock.now(),
  });
  const tenant = joined ? await directory.tenants.get(tenantId) : null;
  if (tenant === null) return { outcome: 'no-invitation' };
  const who = { actor: { label: invitation.email }, stores: desk.storesOf(tenant), house: desk };
  await audit(who, { action: 'person.join', target: invitation.email, detail: { role: invitation.role } });
  return { outcome: 'joined', tenant: { id: tenant.id, slug: tenant.slug }, token: session.token };
}
