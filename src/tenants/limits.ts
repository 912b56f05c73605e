import { day, hour, minute } from '../kit/clock.ts';
import type { Limit } from './throttle.ts';

export function signInOf(email: string): Limit {
  return { what: 'sign-in', whom: email, most: 10, windowMs: 15 * minute };
}

export function codeOf(personId: string): Limit {
  return { what: 'code', whom: personId, most: 10, windowMs: hour };
}

export function signUpOf(email: string): Limit {
  return { what: 'sign-up', whom: email, most: 5, windowMs: day };
}

export function resetOf(email: string): Limit {
  return { what: 'reset', whom: email, most: 5, windowMs: hour };
}

export function verificationOf(personId: string): Limit {
  return { what: 'verification', whom: personId, most: 5, windowMs: hour };
}

export function invitationsOf(tenantId: string): Limit {
  return { what: 'invitation', whom: tenantId, most: 50, windowMs: day };
}

export function acceptanceOf(tokenHash: string): Limit {
  return { what: 'acceptance', whom: tokenHash, most: 10, windowMs: hour };
}

/** Attempts from one network address; none where there is no address to tell callers apart by. */
export function fromAddress(what: string, address: string | null): Limit[] {
  return address === null
    ? []
    : [{ what: `${what}-address`, whom: address, most: 50, windowMs: 15 * minute }];
}
