import { scrypt } from 'node:crypto';
import type { Chance } from './chance.ts';
import { fromBase64, toBase64Url } from './encoding.ts';
import { sameSecret } from './hashing.ts';

const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const keyLength = 32;

function derive(password: string, salt: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, keyLength, cost, (error, key) =>
      error ? reject(error) : resolve(new Uint8Array(key)),
    );
  });
}

/** A salted scrypt hash of a password, `scrypt$<salt>$<hash>`. Costs tens of milliseconds of CPU on purpose. */
export async function hashPassword(password: string, chance: Chance): Promise<string> {
  const salt = chance.bytes(16);
  return `scrypt$${toBase64Url(salt)}$${toBase64Url(await derive(password, salt))}`;
}

/** Whether `password` is the one behind `hash`; false for a hash of another form. */
export async function passwordMatches(password: string, hash: string): Promise<boolean> {
  const [scheme, salt, expected] = hash.split('$');
  const saltBytes = fromBase64(salt ?? '');
  const expectedBytes = fromBase64(expected ?? '');
  if (scheme !== 'scrypt' || saltBytes === null || expectedBytes === null) return false;
  return sameSecret(await derive(password, saltBytes), expectedBytes);
}
