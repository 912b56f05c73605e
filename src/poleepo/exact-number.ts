import type { Bilingual } from '../kit/text.ts';
import type { Decimal } from '../trade/money.ts';
import { decimalText } from '../trade/money.ts';
import { poleepoError } from './errors.ts';
import { notWritable } from './hints.ts';

/**
 * A decimal as the JSON number that prints exactly so: 27.05. The one place where an amount becomes a float.
 * Throws SyncError `invalid` with the member as vendor code where it is negative or has more digits than such a number keeps.
 */
export function exactNumber(value: Decimal, member: string, hint: Bilingual = notWritable): number {
  const text = decimalText(value.abs());
  const number = Number(text);
  if (value.lt(0) || JSON.stringify(number) !== text) throw notWritten(member, hint);
  return number;
}

/** A number of pieces. Throws as `exactNumber` does where it is no whole number or negative. */
export function wholeNumber(value: number, member: string): number {
  if (!Number.isSafeInteger(value) || value < 0) throw notWritten(member, notWritable);
  return value;
}

function notWritten(member: string, hint: Bilingual) {
  return poleepoError(`${member} cannot be written to poleepo as a number`, {
    code: 'invalid',
    vendorCode: member,
    hint,
  });
}
