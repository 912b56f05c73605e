import { jwtVerify, SignJWT } from 'jose';

export interface SigningKeys {
  current: Uint8Array;
  /** Still accepted, never used to sign. */
  previous?: Uint8Array | undefined;
}

const algorithm = 'HS256';

/** `claims` as a JWT under the current key, good until `expiresAt` (ms, cut to whole seconds). */
export async function signToken(
  claims: Record<string, string>,
  { keys, now, expiresAt }: { keys: SigningKeys; now: number; expiresAt: number },
): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: algorithm })
    .setIssuedAt(Math.floor(now / 1000))
    .setExpirationTime(Math.floor(expiresAt / 1000))
    .sign(keys.current);
}

/** The claims of a JWT that one of the keys signed and that is not over; null for every other text. */
export async function readToken(
  token: string,
  { keys, now }: { keys: SigningKeys; now: number },
): Promise<Record<string, unknown> | null> {
  for (const key of [keys.current, keys.previous]) {
    if (key === undefined) continue;
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: [algorithm],
        currentDate: new Date(now),
        requiredClaims: ['exp'],
      });
      return payload;
    } catch {
      continue;
    }
  }
  return null;
}
