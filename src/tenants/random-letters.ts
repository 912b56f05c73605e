import type { Chance } from '../kit/chance.ts';

// 32 of them, so that a byte falls on each equally often.
const letters = 'abcdefghijklmnopqrstuvwxyz234567';

/** `length` random letters and digits, 5 bits each. */
export function randomLetters(chance: Chance, length: number): string {
  return Array.from(chance.bytes(length), (byte) => letters[byte % letters.length]).join('');
}
