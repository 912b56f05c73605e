const shape = /^[A-Z]{6}[0-9LMNPQRSTUV]{2}[A-EHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]$/;

/** What a character counts on the first, third, fifth, … place: by its rank, in which 0 and A are the first. */
const onOddPlaces = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
];

/** A codice fiscale without blanks, in capitals; null where there is none. */
export function plainTaxCode(told: string | null): string | null {
  const plain = (told ?? '').toUpperCase().replaceAll(/[\s.-]/g, '');
  return plain === '' ? null : plain;
}

/** Whether a plain code is a well-formed Italian codice fiscale: a person's with its check letter, or a company's eleven digits. */
export function isTaxCode(plain: string): boolean {
  if (/^\d{11}$/.test(plain)) return checkDigitFits(plain);
  return shape.test(plain) && checkLetter(plain.slice(0, 15)) === plain[15];
}

function checkLetter(fifteen: string): string {
  const sum = Array.from(fifteen).reduce((total, character, index) => {
    const rank = /\d/.test(character) ? Number(character) : character.charCodeAt(0) - 65;
    return total + (index % 2 === 0 ? (onOddPlaces[rank] ?? 0) : rank);
  }, 0);
  return String.fromCharCode(65 + (sum % 26));
}

function checkDigitFits(eleven: string): boolean {
  const sum = Array.from(eleven).reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
