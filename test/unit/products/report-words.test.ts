import { describe, expect, test } from 'vitest';
import { errorWords } from '../../../src/products/error-words.ts';
import { ownCodes } from '../../../src/products/item-errors.ts';
import { problemCodes } from '../../../src/products/problems.ts';
import { findingWords } from '../../../src/products/report-words.ts';

const general = findingWords({ finding: 'unheard-of', sku: 'X', detail: {} }).nextStep;

const kinds: [string, string | null][] = [
  ['matched', null],
  ['only-in-odoo', null],
  ['only-in-poleepo', null],
  ['no-sku', null],
  ['duplicate', 'in-odoo'],
  ['duplicate', 'in-poleepo'],
  ['variant-conflict', 'parent-sku-taken'],
  ['variant-conflict', 'is-parent-there'],
  ['variant-conflict', 'other-family'],
  ['variant-conflict', 'is-simple-there'],
  ['variant-conflict', 'is-variant-there'],
  ['missing-in-poleepo', 'deleted-in-poleepo'],
  ['new', null],
  ['changed', null],
  ['withdrawn', null],
];

test.each(kinds)('%s (%s) has its own words in both languages', (finding, reason) => {
  const detail = { name: 'Moka', ...(reason === null ? {} : { reason }) };
  const { title, nextStep } = findingWords({ finding, sku: 'MOKA', detail });
  expect(title.it).toContain('Moka');
  expect(title.it).not.toBe(title.en);
  expect(nextStep).not.toEqual(general);
});

const causes = ['waiting', 'sending', 'error', 'to-be-read-back', 'edited-in-poleepo', 'sold-meanwhile'];

test.each(causes)('a difference because of %s has its own next step and shows both sides', (cause) => {
  const detail = { name: 'Moka', member: 'quantity', odoo: '5', poleepo: '4', cause };
  const { title, nextStep } = findingWords({ finding: 'quantity-differs', sku: 'MOKA', detail });
  expect(title.en).toBe('Moka: quantity is “5” in Odoo, “4” in Poleepo');
  expect(nextStep).not.toEqual(general);
});

describe('an error', () => {
  const unknown = errorWords({ code: 'UNHEARD_OF' });

  test.each([...Object.values(ownCodes), ...problemCodes, 'SKU_DUPLICATE', 'PARENT_NOT_FOUND'])(
    '%s has its own words in both languages',
    (code) => {
      const { title, nextStep } = errorWords({ code, field: 'price', detail: {} });
      expect(title).not.toEqual(unknown.title);
      expect(title.it).not.toBe(title.en);
      expect(nextStep.it).not.toBe(nextStep.en);
    },
  );

  test('of a rehearsal is told as the product’s error would be', () => {
    const detail = { name: 'Moka', error: { code: 'NO_SKU' } };
    const { title, nextStep } = findingWords({ finding: 'error', sku: null, detail });
    expect(title.en).toBe(`Moka: ${errorWords({ code: 'NO_SKU' }).title.en}`);
    expect(nextStep).toEqual(errorWords({ code: 'NO_SKU' }).nextStep);
  });
});
