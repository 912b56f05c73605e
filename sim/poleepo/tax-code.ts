export interface Born {
  firstname: string;
  lastname: string;
  sex: 'F' | 'M';
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
  /** The code of the town of birth in the land register, `H501` for Rome. */
  townCode: string;
}

const monthLetters = 'ABCDEHLMPRST';
const oddValues = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
];

function letters(name: string): { consonants: string; vowels: string } {
  const plain = name
    .normalize('NFD')
    .toUpperCase()
    .replace(/[^A-Z]/g, '');
  return { consonants: plain.replace(/[AEIOU]/g, ''), vowels: plain.replace(/[^AEIOU]/g, '') };
}

function surnameCode(lastname: string): string {
  const { consonants, vowels } = letters(lastname);
  return `${consonants}${vowels}XXX`.slice(0, 3);
}

function firstNameCode(firstname: string): string {
  const { consonants, vowels } = letters(firstname);
  // With four consonants or more the second one is left out.
  if (consonants.length > 3) return `${consonants[0]}${consonants.slice(2, 4)}`;
  return `${consonants}${vowels}XXX`.slice(0, 3);
}

/** A character's rank: a digit counts as the letter at its place in the alphabet. */
function rank(character: string): number {
  return /\d/.test(character) ? Number(character) : character.charCodeAt(0) - 65;
}

/** The check letter of the first fifteen characters of a codice fiscale. */
export function taxCodeCheckLetter(fifteen: string): string {
  const sum = Array.from(fifteen).reduce(
    (total, character, index) =>
      total + (index % 2 === 0 ? (oddValues[rank(character)] ?? 0) : rank(character)),
    0,
  );
  return String.fromCharCode(65 + (sum % 26));
}

/** Whether sixteen characters are a well-formed codice fiscale with its check letter. */
export function isTaxCode(code: string): boolean {
  if (!/^[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]$/.test(code)) return false;
  return taxCodeCheckLetter(code.slice(0, 15)) === code[15];
}

/** The codice fiscale of a person. */
export function taxCode(born: Born): string {
  const day = born.day + (born.sex === 'F' ? 40 : 0);
  const fifteen = [
    surnameCode(born.lastname),
    firstNameCode(born.firstname),
    String(born.year % 100).padStart(2, '0'),
    monthLetters[born.month - 1],
    String(day).padStart(2, '0'),
    born.townCode,
  ].join('');
  return `${fifteen}${taxCodeCheckLetter(fifteen)}`;
}
