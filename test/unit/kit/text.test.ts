import { expect, test } from 'vitest';
import { bilingual, localeOf } from '../../../src/kit/text.ts';

test('a tag that asks for English or Italian gets it, in any case and from any region', () => {
  expect(['en', 'en-GB', 'EN-us', 'fr, en;q=0.8'].map((tag) => localeOf(tag))).toEqual([
    'en',
    'en',
    'en',
    'en',
  ]);
  expect(['it', 'it-IT', 'IT-CH'].map((tag) => localeOf(tag))).toEqual(['it', 'it', 'it']);
});

test('of both languages the one that is asked for first is spoken', () => {
  expect(localeOf('en-GB,en;q=0.9,it;q=0.8')).toBe('en');
  expect(localeOf('it-IT,it;q=0.9,en;q=0.8')).toBe('it');
});

test('a tag that says nothing we speak gets Italian', () => {
  for (const tag of [null, undefined, '', '*', 'fr-FR', 'de']) expect(localeOf(tag)).toBe('it');
});

test('a stored sentence has both languages', () => {
  expect(bilingual.safeParse({ it: 'Sì', en: 'Yes' }).success).toBe(true);
  expect(bilingual.safeParse({ it: 'Sì' }).success).toBe(false);
});
