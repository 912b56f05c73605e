import type { Random } from '../random.ts';

const digits = '0123456789';
const offices = ['001', '012', '024', '048', '058', '063', '082', '092', '100'];

/** The check digit of the first ten digits of a partita IVA (Luhn). */
export function vatCheckDigit(tenDigits: string): number {
  const sum = Array.from(tenDigits).reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return (10 - (sum % 10)) % 10;
}

/** Whether eleven digits are a well-formed partita IVA. */
export function isVatNumber(elevenDigits: string): boolean {
  if (!/^\d{11}$/.test(elevenDigits)) return false;
  return vatCheckDigit(elevenDigits.slice(0, 10)) === Number(elevenDigits[10]);
}

/** A well-formed Italian VAT number (`IT` and eleven digits) in a range that no office has given out. */
export function generateVatNumber(random: Random): string {
  const body = `99${random.text(5, digits)}${random.pick(offices)}`;
  return `IT${body}${vatCheckDigit(body)}`;
}

/** The check digit of the first eight digits of a German VAT number (ISO 7064, mod 11, 10). */
export function germanVatCheckDigit(eightDigits: string): number {
  const product = Array.from(eightDigits).reduce((carried, digit) => {
    const sum = (Number(digit) + carried) % 10;
    return ((sum === 0 ? 10 : sum) * 2) % 11;
  }, 10);
  return (11 - product) % 10;
}

/** A well-formed German VAT number (`DE` and nine digits). */
export function generateGermanVatNumber(random: Random): string {
  const body = `9${random.text(7, digits)}`;
  return `DE${body}${germanVatCheckDigit(body)}`;
}
