import { newId } from '../kit/ids.ts';
import type { PersonId, SessionId, TenantId } from '../trade/ids.ts';
import type { Desk } from './desk.ts';
import { issueSessionToken, sessionLifetime } from './session-token.ts';

/** The row of a new session, not yet kept, and its bearer token. */
export async function newSession(
  { clock, chance, variables }: Pick<Desk, 'clock' | 'chance' | 'variables'>,
  { personId, tenantId }: { personId: PersonId; tenantId: TenantId },
) {
  const now = clock.now();
  const id = newId<SessionId>('ses', now, chance);
  const expiresAt = now + sessionLifetime;
  const token = await issueSessionToken({ id, tenantId, expiresAt }, { variables, now });
  return { row: { id, personId, tenantId, expiresAt, createdAt: now }, token };
}
