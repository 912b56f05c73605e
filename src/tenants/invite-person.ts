import { day, toIso } from '../kit/clock.ts';
import { newId } from '../kit/ids.ts';
import { audit } from './audit.ts';
import type { Office } from './desk.ts';
import { invitationsOf } from './limits.ts';
import { composeMail } from './mails.ts';
import { newMailToken } from './new-token.ts';
import type { Role } from './roles.ts';
import { countAttempt } from './throttle.ts';

const lifetime = 7 * day;

export interface InvitationView {
  id: string;
  email: string;
  role: Role;
  invitedBy: string;
  expiresAt: string;
}

/** Invites an address into the company, known to us or not: the answer is the same. Replaces an open invitation to it. Throws SyncError `rate-limited`. */
export async function invitePerson(
  office: Office,
  { email, role }: { email: string; role: Role },
): Promise<InvitationView> {
  const { house, tenant, actor } = office;
  await countAttempt(house, [invitationsOf(tenant.id)]);
  const { clock, chance, directory, variables } = house;
  const now = clock.now();
  const { token, tokenHash } = await newMailToken(chance);
  const row = {
    id: newId<string>('inv', now, chance),
    tenantId: tenant.id,
    email,
    role,
    tokenHash,
    invitedBy: actor.label,
    expiresAt: now + lifetime,
    createdAt: now,
  };
  const facts = {
    recipient: email,
    locale: tenant.locale,
    company: tenant.company,
    link: `${variables.PUBLIC_URL}/invitation?token=${token}`,
  };
  await directory.invitations.add(row, composeMail('invitation', facts, { now, chance }));
  await audit(office, { action: 'person.invite', target: email, detail: { role } });
  return { id: row.id, email, role, invitedBy: row.invitedBy, expiresAt: toIso(row.expiresAt) };
}

/** The invitations that nobody has accepted yet, newest first. */
export async function openInvitations({ house, tenant }: Office): Promise<InvitationView[]> {
  const rows = await house.directory.invitations.list(tenant.id, house.clock.now());
  return rows.map(({ id, email, role, invitedBy, expiresAt }) => ({
    id,
    email,
    role,
    invitedBy,
    expiresAt: toIso(expiresAt),
  }));
}

/** False where the company has no open invitation of this id. */
export async function withdrawInvitation(office: Office, id: string): Promise<boolean> {
  const email = await office.house.directory.invitations.remove(office.tenant.id, id);
  if (email === null) return false;
  await audit(office, { action: 'person.uninvite', target: email });
  return true;
}
