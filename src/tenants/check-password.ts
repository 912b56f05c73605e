import { passwordMatches } from '../kit/password.ts';
import type { PersonRow } from '../store/directory/person-rows.ts';

/** An address is claimed by at most so many people at sign-in: who has proven it, and one who has not yet. */
export const claimantsTried = 2;

const nobodysHash = `scrypt$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/**
 * Who of those that claim an address has this password. Always as many hashes as claimants could be, so that the time
 * tells neither whether the address is known nor how often.
 */
export async function whoHasPassword(
  claimants: readonly PersonRow[],
  password: string,
  matches: typeof passwordMatches = passwordMatches,
): Promise<PersonRow | null> {
  let found: PersonRow | null = null;
  for (let index = 0; index < claimantsTried; index += 1) {
    const person = claimants[index];
    const fits = await matches(password, person?.passwordHash ?? nobodysHash);
    if (fits && person !== undefined) found ??= person;
  }
  return found;
}
