import { z } from 'zod';
import { hour } from '../kit/clock.ts';
import { readToken, type SigningKeys, signToken } from '../kit/signed-token.ts';
import type { SessionId, TenantId } from '../trade/ids.ts';

/** A working day: whoever comes back the next morning signs in again. */
export const sessionLifetime = 12 * hour;

export interface SessionKeys {
  SESSION_KEY: Uint8Array;
  SESSION_KEY_PREVIOUS?: Uint8Array | undefined;
}

const claims = z.object({ sid: z.string(), tid: z.string() });

/** The bearer token of a session. It names the session and its company; whether it is live the row says. */
export async function issueSessionToken(
  session: { id: SessionId; tenantId: TenantId; expiresAt: number },
  { variables, now }: { variables: SessionKeys; now: number },
): Promise<string> {
  return signToken(
    { sid: session.id, tid: session.tenantId },
    { keys: keysOf(variables), now, expiresAt: session.expiresAt },
  );
}

/** Which session a token names; null where we did not sign it or it is over. */
export async function readSessionToken(
  token: string,
  { variables, now }: { variables: SessionKeys; now: number },
): Promise<{ sessionId: SessionId; tenantId: TenantId } | null> {
  const read = claims.safeParse(await readToken(token, { keys: keysOf(variables), now }));
  if (!read.success) return null;
  return { sessionId: read.data.sid as SessionId, tenantId: read.data.tid as TenantId };
}

function keysOf(variables: SessionKeys): SigningKeys {
  return { current: variables.SESSION_KEY, previous: variables.SESSION_KEY_PREVIOUS };
}
