import { z } from 'zod';

/** A sentence for people, in the two languages of the product. */
export interface Bilingual {
  readonly it: string;
  readonly en: string;
}

/** Of a Bilingual that was stored or comes from outside. */
export const bilingual = z.object({ it: z.string(), en: z.string() });

export type Locale = keyof Bilingual;

/** The locale that a tag such as `it-IT` or an `Accept-Language` header asks for; Italian where it says nothing we speak. */
export function localeOf(tag: string | null | undefined): Locale {
  const wanted = (tag ?? '').toLowerCase();
  const italian = wanted.indexOf('it');
  const english = wanted.indexOf('en');
  return english >= 0 && (italian < 0 || english < italian) ? 'en' : 'it';
}
