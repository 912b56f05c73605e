import type { Chance } from '../kit/chance.ts';
import { sha256Hex } from '../kit/hashing.ts';
import { newToken } from '../kit/ids.ts';

/** A token that goes out once, and the hash of it that stays. */
export async function newMailToken(chance: Chance): Promise<{ token: string; tokenHash: string }> {
  const token = newToken(chance, 256);
  return { token, tokenHash: await sha256Hex(token) };
}
