import type { z } from 'zod';
import en from 'zod/v4/locales/en.js';
import it from 'zod/v4/locales/it.js';
import type { Bilingual, Locale } from '../kit/text.ts';

const known = { it: it().localeError, en: en().localeError };

const odd: Bilingual = {
  it: 'Contiene caratteri o parole che qui non sono ammessi.',
  en: 'It holds characters or words that are not allowed here.',
};

/** What is wrong with a member, in words for people: a pattern would tell them nothing. */
export function issueWords(locale: Locale): z.core.$ZodErrorMap {
  return (issue) => {
    const pattern = issue.code === 'invalid_format' && issue.format === 'regex';
    return pattern || issue.code === 'custom' ? odd[locale] : known[locale](issue);
  };
}
