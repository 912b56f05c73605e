import { describe, expect, test } from 'vitest';
import { itemWords } from '../../../src/poleepo/item-words.ts';
import { memberWords } from '../../../src/poleepo/member-words.ts';
import { entryOf } from '../../../src/poleepo/product-entry.ts';
import { decimal } from '../../../src/trade/money.ts';
import { parentDraft, variantDraft, withdrawalDraft } from './drafts.ts';

const codes = [
  'PARENT_NOT_FOUND',
  'SKU_DUPLICATE',
  'CATEGORY_NOT_FOUND',
  'VALIDATION_ERROR',
  'IMAGE_UNREACHABLE',
  'SOMETHING_NEW',
];
const wordsOf = (code: string | null, field: string | null = null) => itemWords({ code, field });

describe('the words for an error', () => {
  test('are others for each code', () => {
    const titles = codes.map((code) => wordsOf(code).title);
    expect(new Set(titles.map(({ it }) => it)).size).toBe(codes.length);
    expect(new Set(titles.map(({ en }) => en)).size).toBe(codes.length);
  });

  test.each(codes)('of %s say in both languages what to do', (code) => {
    const { title, nextStep } = wordsOf(code);
    for (const text of [title.it, title.en, nextStep.it, nextStep.en])
      expect(text.length).toBeGreaterThan(20);
    expect(title.it).not.toBe(title.en);
    expect(nextStep.it).not.toBe(nextStep.en);
  });

  test.each(['parent_not_found', ' PARENT_NOT_FOUND '])('are found by %j', (code) => {
    expect(wordsOf(code)).toEqual(wordsOf('PARENT_NOT_FOUND'));
  });

  test('of no code are those of one that we do not know', () => {
    expect(wordsOf(null)).toEqual(wordsOf('SOMETHING_NEW'));
    expect(wordsOf('')).toEqual(wordsOf('SOMETHING_NEW'));
  });

  test('of a member that is not accepted name it as people do', () => {
    const { title, nextStep } = wordsOf('VALIDATION_ERROR', 'price_with_tax');
    expect(title.it).toContain('«prezzo con IVA»');
    expect(title.en).toContain('“price with VAT”');
    expect(nextStep.it).toContain('prezzo con IVA');
    expect(nextStep.en).toContain('price with VAT');
  });

  test('of a member that we do not know name it as Poleepo does', () => {
    expect(wordsOf('VALIDATION_ERROR', 'brand_code').title.en).toContain('“brand_code”');
  });

  test('of an id that is not known speak of the link', () => {
    const { title, nextStep } = wordsOf('VALIDATION_ERROR', 'product_id');
    expect(title.it).toMatch(/non conosce più l’ID/);
    expect(nextStep.en).toMatch(/unlink/);
  });

  test('of a parent that is missing promise another try', () => {
    expect(wordsOf('PARENT_NOT_FOUND').nextStep.en).toMatch(/We send the variant again/);
  });
});

describe('a member', () => {
  const entries = [
    entryOf(variantDraft({ width: decimal(1), height: decimal(1), depth: decimal(1), active: true })),
    entryOf(parentDraft()),
    entryOf(withdrawalDraft()),
  ];
  const members = [...new Set(entries.flatMap((entry) => Object.keys(entry)))];

  test.each(members)('%s of an entry has a name for people', (member) => {
    const { it, en } = memberWords(member);
    expect(it).not.toContain('_');
    expect(en).not.toContain('_');
    expect([it, en]).not.toContain('');
  });

  test.each(['images.2', 'images[0].url', 'IMAGES', ' images '])(
    '%j is named by its outermost part',
    (field) => {
      expect(memberWords(field)).toEqual({ it: 'immagini', en: 'images' });
    },
  );

  test('that is not known keeps its own name', () => {
    expect(memberWords('brand.code')).toEqual({ it: 'brand.code', en: 'brand.code' });
    expect(memberWords('')).toEqual({ it: '', en: '' });
  });
});
