import type { Chance } from './chance.ts';
import { toBase64Url, toHex } from './encoding.ts';

/** A value that TypeScript keeps apart from every other of its base type. */
export type Brand<Base, Name extends string> = Base & { readonly __brand: Name };

/** A fresh id that sorts by time: `job_018f...`, 12 hex digits of milliseconds and 20 of chance behind the prefix. */
export function newId<Id extends string>(prefix: string, now: number, chance: Chance): Id {
  return `${prefix}_${now.toString(16).padStart(12, '0')}${toHex(chance.bytes(10))}` as Id;
}

/** A secret of `bits` random bits, fit for URLs and headers. */
export function newToken(chance: Chance, bits: number): string {
  return toBase64Url(chance.bytes(bits / 8));
}
