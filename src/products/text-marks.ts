import { fingerprint } from '../kit/fingerprint.ts';

/** What is kept of a text to compare it by: a print of it, and its beginning for people; null: it is not told. */
export interface TextMark {
  print: string;
  start: string;
}

/** Of a product's texts, under Poleepo's names. */
export interface TextMarks {
  short_description: TextMark | null;
  long_description: TextMark | null;
}

export const textMembers = ['short_description', 'long_description'] as const;

const longestStart = 80;

/** Marks a product's texts, plain or HTML; null where one is not told. */
export async function textMarksOf(texts: { short: string | null; long: string | null }): Promise<TextMarks> {
  const [short, long] = await Promise.all([markOf(texts.short), markOf(texts.long)]);
  return { short_description: short, long_description: long };
}

/** Equal for texts of the same letters and digits: shops write markup, entities and blanks anew as they like. */
async function markOf(text: string | null): Promise<TextMark | null> {
  if (text === null) return null;
  const plain = text.replaceAll(/<[^>]*>/g, ' ').replaceAll(/&(?:#\w+|\w+);/g, ' ');
  const signs = plain.replaceAll(/[^\p{L}\p{N}]+/gu, '').toLowerCase();
  const start = plain.replaceAll(/\s+/g, ' ').trim();
  return { print: await fingerprint(signs), start: start.slice(0, longestStart) };
}
