import { luhn } from './vat.ts';

const shape = /^[A-Z]{6}[0-9LMNPQRSTUV]{2}[A-EHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]$/;
const oddPlaces = 'BAKPLCQDREVOSFTGUHMINJWZYX';

/** The complaint about a codice fiscale: the one of a person with its check letter, or a company's eleven digits. */
export function codiceFiscaleComplaint(code: string): string | undefined {
  if (code === '') return undefined;
  if (code.length < 11)
    return 'The operation cannot be completed: Codice fiscale must have between 11 and 16 characters.';
  const plain = code.toUpperCase().replaceAll(/[ -]/g, '');
  const digits = plain.replace(/^IT/, '');
  if (/^\d{11}$/.test(digits) && luhn(digits)) return undefined;
  if (shape.test(plain) && checkLetter(plain.slice(0, 15)) === plain[15]) return undefined;
  return `Invalid Codice Fiscale '${code}': should be like 'MRTMTT91D08F205J' for physical person and '12345670546' for businesses.`;
}

/** The complaint about the code of a recipient of electronic invoices. */
export function destinationComplaint(code: string): string | undefined {
  if (code === '' || code.length >= 6) return undefined;
  return 'The operation cannot be completed: Destination Code must have between 6 and 7 characters.';
}

function checkLetter(fifteen: string): string {
  const sum = Array.from(fifteen).reduce((total, character, index) => {
    const rank = /\d/.test(character) ? Number(character) : character.charCodeAt(0) - 65;
    return total + (index % 2 === 0 ? oddValue(rank) : rank);
  }, 0);
  return String.fromCharCode(65 + (sum % 26));
}

/** What a character counts on the first, third, … place. */
function oddValue(rank: number): number {
  return oddPlaces.indexOf(String.fromCharCode(65 + rank));
}
