import { toIso } from '../kit/clock.ts';
import type { PersonOfCompany } from '../store/directory/membership-rows.ts';
import type { PersonId } from '../trade/ids.ts';
import { audit } from './audit.ts';
import type { Office } from './desk.ts';
import type { Role } from './roles.ts';

export interface PersonView {
  id: string;
  email: string;
  role: Role;
  emailVerified: boolean;
  secondFactor: boolean;
  joinedAt: string;
}

export type PeopleChange =
  | { outcome: 'changed' }
  | { outcome: 'not-found' }
  /** A company without an owner would have nobody who can let people in. */
  | { outcome: 'last-owner' };

/** Who works in the company, by address. */
export async function listPeople({ house, tenant }: Office): Promise<PersonView[]> {
  const people = await house.directory.memberships.list(tenant.id);
  return people.map((person) => ({
    id: person.personId,
    email: person.email,
    role: person.role,
    emailVerified: person.verifiedAt !== null,
    secondFactor: person.secondFactorAt !== null,
    joinedAt: toIso(person.joinedAt),
  }));
}

export async function changeRole(office: Office, id: PersonId, role: Role): Promise<PeopleChange> {
  const { house, tenant } = office;
  const person = await member(office, id);
  if (person === undefined) return { outcome: 'not-found' };
  if (!(await house.directory.memberships.setRole(tenant.id, id, role))) return { outcome: 'last-owner' };
  const detail = { from: person.role, to: role };
  await audit(office, { action: 'person.change-role', target: person.email, detail });
  return { outcome: 'changed' };
}

/** Takes somebody out of the company; their sessions in it end. API keys that they made stay, since programs use them. */
export async function removePerson(office: Office, id: PersonId): Promise<PeopleChange> {
  const { house, tenant } = office;
  const person = await member(office, id);
  if (person === undefined) return { outcome: 'not-found' };
  if (!(await house.directory.memberships.remove(tenant.id, id, house.clock.now())))
    return { outcome: 'last-owner' };
  await audit(office, { action: 'person.remove', target: person.email });
  return { outcome: 'changed' };
}

async function member({ house, tenant }: Office, id: PersonId): Promise<PersonOfCompany | undefined> {
  const people = await house.directory.memberships.list(tenant.id);
  return people.find((person) => person.personId === id);
}
